"""YAML read so that every value knows its line, and nothing in the file can do more than hold text.

Values are kept as they were typed: `1996`, `NO` and `1.10` stay text until a field says what it is. An empty value is
the same as a field left out. Aliases, tags, second documents and duplicate keys are refused. JSON is read as well: it
is a part of YAML but for its tabs, which are spaces there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from objectives.exchange.yaml_words import explain

MAX_BYTES = 10_000_000
MAX_DEPTH = 20
TURNED = re.compile("[\u202d\u202e]")  # overrides; the marks that right-to-left text needs are others
HALVES = re.compile(r"\\u[dD][89abAB]")  # the first of two escapes for one character, which libyaml does not read
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's parser, twenty times as fast
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Place = tuple[str | int, ...]  # ("elements", 3, "wording")


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: printed as "file:line: elements[3].wording: message"."""

    file: str
    message: str
    line: int | None = None
    place: Place = ()

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (where, path_of(self.place), self.message) if part)


@dataclass(frozen=True)
class Located:
    """The fields of one file, with the line (from 1) of each place in it."""

    file: str
    data: dict[str, Any]
    lines: dict[Place, int]

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it where it is missing itself."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.file, message, self.line_of(place), place)

    def rows(self, name: str) -> Iterator[tuple[Place, dict[str, Any]]]:
        """The entries of a list at the top of the file that are sets of fields, whatever else is wrong with them."""
        return rows_in((), self.data, name)

    def text(self, name: str) -> str:
        """A field at the top of the file, or "" where it is missing or is no text."""
        return text_in(self.data, name)


def rows_in(place: Place, row: dict[str, Any], name: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The entries of a list inside a row that are sets of fields, each with its place."""
    rows = row.get(name)
    for index, one in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(one, dict):
            yield (*place, name, index), one


def text_in(row: dict[str, Any], name: str) -> str:
    """A field of a row, or "" where it is missing or is no text."""
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def path_of(place: Place) -> str:
    """A place as people read it: elements[3].wording. Lists count from 0."""
    path = ""
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


class FilesRefused(Exception):
    """Nothing was written: every problem of every file of one call, in the order of the files and their lines.

    `advice` is a sentence on what to do about all of them, where there is one.
    """

    def __init__(self, problems: Iterable[Problem], files: Sequence[str], *, advice: str = "") -> None:
        self.advice = advice
        self.problems = sorted(problems, key=lambda one: (files.index(one.file), one.line or 0))
        super().__init__("\n".join(map(str, self.problems)))


class _Refused(Exception):
    """Reading stops: nothing after this place can be understood."""

    def __init__(self, line: int | None, place: Place, message: str) -> None:
        self.line, self.place, self.message = line, place, message
        super().__init__(message)


def read(file: str) -> tuple[Located | None, list[Problem]]:
    """The fields of a file, and what is wrong with it as YAML. No fields where it cannot be read at all."""
    try:
        content = _content_of(Path(file))
    except _Refused as refused:
        return None, [Problem(file, refused.message, refused.line, refused.place)]
    return read_content(file, content)


def read_content(file: str, content: bytes) -> tuple[Located | None, list[Problem]]:
    """As `read`, of what is in hand already; `file` is the name by which people know it."""
    try:
        reader = _Reader(file, _text_of(content))
        return reader.located(), reader.problems
    except _Refused as refused:
        return None, [Problem(file, refused.message, refused.line, refused.place)]


def _content_of(path: Path) -> bytes:
    if path.is_dir():
        raise _Refused(None, (), _("This is a folder; name a file in it."))
    try:
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _Refused(None, (), _("There is no such file.")) from None
    except OSError as error:
        raise _Refused(None, (), _("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from None


def _text_of(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _Refused(None, (), _("The file is larger than 10 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Refused(line, (), _("This line is not UTF-8 text. Save the file as UTF-8.")) from None
    return text.replace("\t", " ") if text.lstrip().startswith("{") else text


@dataclass
class _Reader:
    """Walks the parser's events once, so that depth and aliases are refused before anything grows."""

    file: str
    text: str
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def located(self) -> Located:
        if unprintable := yaml.reader.Reader.NON_PRINTABLE.search(self.text):
            line = self.text.count("\n", 0, unprintable.start()) + 1
            raise _Refused(line, (), _("This line holds a character that no text has."))
        try:
            value = self._document()
        except yaml.MarkedYAMLError as error:
            at, message = explain(error, self.text)
            raise _Refused(at, (), message) from None
        if value is None:
            raise _Refused(None, (), _("The file is empty."))
        if not isinstance(value, dict):
            raise _Refused(1, (), _("The file must begin with fields, such as “symbol: MC/INF/274”."))
        return Located(self.file, value, self.lines)

    def _document(self) -> Any:
        self._events = yaml.parse(self.text, Loader=yaml.SafeLoader if HALVES.search(self.text) else FAST)
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Refused(_line(after), (), _("A second document begins here. Give it a file of its own."))
        return value

    def _value(self, event: Any, place: Place) -> Any:
        line = self.lines.setdefault(place, _line(event))
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, place, _("Aliases (*%(name)s) are not read. Write it out.") % {"name": event.anchor})
        if event.tag is not None:
            raise _Refused(line, place, _("Tags (%(name)s) are not read. Leave it out.") % {"name": event.tag})
        if len(place) > MAX_DEPTH:
            raise _Refused(line, place[:3], _("This is nested too deeply."))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._fields(place)
        return self._scalar(event, place)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> str | None:
        if event.implicit[0] and event.value in NULLS:
            return None
        return self._text(event, place)

    def _text(self, event: yaml.ScalarEvent, place: Place) -> str:
        """What was typed. JSON writes some characters as two escapes, which are one here; half of one is no text."""
        text = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if any(character in "\ufffd\x7f" or (character < " " and character not in "\n\t") for character in text):
            self._tell(_line(event), place, _("holds a character that no text has"))
        if turned := TURNED.search(text):
            message = _("holds a mark that turns text round (U+%(code)X), so that it does not read as it is")
            self._tell(_line(event), place, message % {"code": ord(turned[0])})
        return str(text)

    def _list(self, place: Place) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*place, len(items))))
        return items

    def _fields(self, place: Place) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise _Refused(_line(key), place, _("The name of a field must be plain text."))
            name, line = self._text(key, place), _line(key)
            here = (*place, name)
            if name in seen:
                self._tell(line, here, _("is given already in line %(line)s") % {"line": seen[name]})
            seen[name] = self.lines[here] = line
            value = self._value(next(self._events), here)
            if value is not None:
                fields[name] = value
        return fields

    def _tell(self, line: int, place: Place, message: str) -> None:
        self.problems.append(Problem(self.file, message, line, place))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
