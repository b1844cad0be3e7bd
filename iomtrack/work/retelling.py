"""What a worker said and kept in one language, most often English, worded anew in that of whoever reads it.

A problem of work that many people read is kept as one text. A reader's page finds the message of the catalogue that it
was made from, and says the same by that message's translation: also of the values in it, where they are days or our own
names of boxes and states. What nobody can find stays as it was kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language, override

HOLDER = re.compile(r"%\((\w+)\)s")
DAY = re.compile(r"(?P<day>\d{1,2})(?:er)? (?:de )?(?P<month>[^\W\d_]+) (?:de )?(?P<year>\d{4})")
BETWEEN = re.compile(r"(?<=[.?!]) ")  # two sentences
OURS = ("label", "status")  # values that are messages themselves
QUOTES = ("“", "«", "‘", "„", '"')
FEWEST_SPACES = 2  # of a sentence
FEWEST_LETTERS = 10  # of a message's own: shorter ones would be found in anything


@dataclass(frozen=True)
class Pattern:
    """A message with values in it: how a text made from it looks, and how that is said in another language."""

    shape: re.Pattern[str]
    names: tuple[str, ...]  # of the values, in the order of the message
    said: str
    letters: int  # of its own
    quoted: frozenset[str]  # those that stand between quotation marks, as somebody wrote them

    def values(self, text: str) -> dict[str, str] | None:
        """The values in a text, or None where it was not made from this message."""
        found = self.shape.fullmatch(text)
        return dict(zip(self.names, found.groups(), strict=True)) if found else None


def retold(text: str, kept_in: str = "") -> str:
    """A text that was kept in a language (English, if not told), line by line in the reader's language."""
    language, kept_in = get_language() or settings.LANGUAGE_CODE, kept_in or settings.LANGUAGE_CODE
    if language == kept_in or not text:
        return text
    return "\n".join(_line(line, language, kept_in) for line in text.split("\n"))


def retold_whole(text: str) -> str:
    """One of our own sentences without values, in the reader's language; anything else as it is."""
    language = get_language() or settings.LANGUAGE_CODE
    return _messages(language, settings.LANGUAGE_CODE)[0].get(text, text) if text.count(" ") >= FEWEST_SPACES else text


@lru_cache(maxsize=2000)  # the same is said of many rows
def _line(line: str, language: str, kept_in: str) -> str:
    whole, patterns = _messages(language, kept_in)
    if line in whole:
        return whole[line]
    for pattern in patterns:
        values = pattern.values(line)
        if values is None:
            continue
        if any(BETWEEN.search(value) for value in values.values()) and (parted := _parted(line, language, kept_in)):
            return parted
        told = {name: _value(name, value, pattern, whole, kept_in) for name, value in values.items()}
        return pattern.said % told
    return _parted(line, language, kept_in) or line


def _parted(line: str, language: str, kept_in: str) -> str:
    """Two messages that stand behind one another, each told anew; "" where the line is not two."""
    for found in BETWEEN.finditer(line):
        parts = line[: found.start()], line[found.end() :]
        told = [_line(part, language, kept_in) for part in parts]
        if all(one != part for one, part in zip(told, parts, strict=True)):
            return " ".join(told)
    return ""


def _value(name: str, value: str, pattern: Pattern, whole: dict[str, str], kept_in: str) -> str:
    """A value of a message in the reader's language, where it is ours; what somebody wrote stays as it is."""
    if name in OURS:
        lower = whole.get(value.capitalize(), "").lower() if value.islower() else ""
        return whole.get(value) or lower or value
    day = None if name in pattern.quoted else _day(value, kept_in)
    return date_format(day, "DATE_FORMAT") if day else value


def _day(text: str, language: str) -> date | None:
    """The day that a text is, in the words of a language; None where it is anything else."""
    found = DAY.fullmatch(text)
    if not found:
        return None
    with override(language):
        months = {str(month).casefold(): number for number, month in MONTHS.items()}
        month = months.get(found["month"].casefold())
        try:
            day = date(int(found["year"]), month or 0, int(found["day"]))
        except ValueError:
            return None
        return day if date_format(day, "DATE_FORMAT") == text else None


@cache
def _messages(language: str, kept_in: str) -> tuple[dict[str, str], list[Pattern]]:
    """The messages of our catalogue as one language words them, each in another: those without values, and those with,
    the most telling first."""
    kept, told = _catalogue(kept_in), _catalogue(language)
    whole: dict[str, str] = {}
    patterns = []
    for own in dict.fromkeys([*kept, *told]):
        before, after = kept.get(own, own), told.get(own, own)
        if HOLDER.search(before):
            patterns.append(_pattern(before, after))
        else:
            whole.setdefault(before, after)
    telling = [one for one in patterns if one.letters >= FEWEST_LETTERS]
    return whole, sorted(telling, key=lambda one: -one.letters)


@cache
def _catalogue(language: str) -> dict[str, str]:
    """What a language says for each message, singular and plural by their own. English needs none."""
    path = Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.mo")
    if language == settings.LANGUAGE_CODE or not path.exists():
        return {}
    with path.open("rb") as file:
        messages = [one for one in read_mo(file) if one.id and not one.context]
    said: dict[str, str] = {}
    for message in messages:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for own, other in zip(ids, strings, strict=False):
            said.setdefault(str(own), str(other))
    return said


def _pattern(own: str, said: str) -> Pattern:
    parts = HOLDER.split(own)
    texts, names = parts[::2], parts[1::2]
    shape, seen = re.escape(texts[0]), dict[str, int]()
    quoted = frozenset(name for name, before in zip(names, texts, strict=False) if before.rstrip().endswith(QUOTES))
    for name, text in zip(names, texts[1:], strict=True):
        shape += rf"\{seen[name]}" if name in seen else "(.+?)"
        seen.setdefault(name, len(seen) + 1)
        shape += re.escape(text)
    letters = sum(one.isalpha() for text in texts for one in text)
    return Pattern(re.compile(shape), tuple(seen), said, letters, quoted)
