"""A page's forms as its markup has them, and one of them filled in with what was typed into it before.

Only values are put in: the rest of the markup stays as it is, letter by letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

PRESSED = frozenset({"submit", "button", "reset", "image"})
NEVER = PRESSED | {"password", "file"}
TICKS = frozenset({"checkbox", "radio"})
Attributes = list[tuple[str, str | None]]
Fields = Mapping[str, list[str]]


@dataclass
class Tag:
    """A start tag: where it stands in the markup, and what it says."""

    name: str
    attributes: Attributes
    start: int
    end: int

    def get(self, name: str) -> str:
        """An attribute's value; "" where it has none."""
        return next((value or "" for one, value in self.attributes if one == name), "")

    def has(self, name: str) -> bool:
        return any(one == name for one, _value in self.attributes)

    def but(self, name: str, value: str | None) -> str:
        """Its markup with one attribute set; None takes the attribute away."""
        others = [(one, old) for one, old in self.attributes if one != name]
        all_of_them = others if value is None else [*others, (name, value)]
        said = "".join(f' {one}="{escape(text or "")}"' for one, text in all_of_them)
        return f"<{self.name}{said}>"


@dataclass
class Control:
    """A box of a form, with the tags around it that fold it away."""

    tag: Tag
    kind: str
    folds: list[Tag]
    options: list[Tag] = field(default_factory=list)
    text_end: int = 0  # of a box of several lines: where its text ends

    @property
    def name(self) -> str:
        return self.tag.get("name")


@dataclass
class PageForm:
    """A form, the addresses that its buttons lead to, and its boxes."""

    addresses: set[str]
    controls: list[Control] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.controls}


@dataclass(frozen=True)
class FilledPage:
    """A page with a form filled in. `is_found`: the form is there; `changed`: the ids of the boxes that were put right;
    `left`: texts for which there is no box; `lacks`: whether there is none for some choice.
    """

    markup: str
    is_found: bool
    changed: list[str]
    left: list[str]
    lacks: bool


class _Reader(HTMLParser):
    """Reads the forms that are sent by POST."""

    def __init__(self, markup: str, path: str) -> None:
        super().__init__()
        self.path = path
        self.lines = list(accumulate((len(line) + 1 for line in markup.split("\n")), initial=0))
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.folds: list[Tag] = []
        self.feed(markup)
        self.close()

    @property
    def at(self) -> int:
        line, offset = self.getpos()
        return self.lines[line - 1] + offset

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        here = Tag(tag, attrs, self.at, self.at + len(self.get_starttag_text() or ""))
        if tag == "details":
            self.folds.append(here)
        elif tag == "form":
            self.form = PageForm({self.address(here.get("action"))})
            if here.get("method").lower() == "post":
                self.forms.append(self.form)
        elif self.form is not None:
            self.take(self.form, here)

    def take(self, form: PageForm, tag: Tag) -> None:
        """A tag within a form."""
        if tag.has("formaction"):
            form.addresses.add(self.address(tag.get("formaction")))
        if tag.name == "option" and form.controls and form.controls[-1].kind == "select":
            form.controls[-1].options.append(tag)
        elif tag.name in ("input", "select", "textarea", "button") and tag.get("name"):
            usual = "submit" if tag.name == "button" else "text" if tag.name == "input" else tag.name
            kind = tag.get("type").lower() or usual
            form.controls.append(Control(tag, kind, list(self.folds), text_end=tag.end))

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self.folds:
            self.folds.pop()
        elif tag == "form":
            self.form = None
        elif tag == "textarea" and self.form and self.form.controls and self.form.controls[-1].kind == tag:
            self.form.controls[-1].text_end = self.at

    def address(self, action: str) -> str:
        """The path that a form is sent to."""
        return urlsplit(urljoin(self.path, action)).path


# --- filling in -------------------------------------------------------------------------------------


@dataclass
class _Filling:
    """What is put into one form: the edits of the markup, which fields found their box, and which boxes changed."""

    markup: str
    fields: Fields
    edits: dict[tuple[int, int], str] = field(default_factory=dict)
    placed: set[tuple[str, str]] = field(default_factory=set)
    changed: list[str] = field(default_factory=list)

    def fill(self, form: PageForm) -> None:
        waiting = {name: list(values) for name, values in self.fields.items()}
        for control in form.controls:
            if control.kind == "select":
                self.choose(control)
            elif control.kind in TICKS:
                self.tick(control)
            elif control.kind not in NEVER and waiting.get(control.name):
                self.write(control, waiting[control.name].pop(0))

    def write(self, control: Control, text: str) -> None:
        """One text into a box."""
        self.placed.add((control.name, text))
        tag = control.tag
        if control.kind == "textarea":
            stands = unescape(self.markup[tag.end : control.text_end]).removeprefix("\r\n").removeprefix("\n")
            if lines(stands) != lines(text):
                self.put(control, (tag.end, control.text_end), f"\n{escape(text)}")
        elif tag.get("value") != text:
            self.put(control, (tag.start, tag.end), tag.but("value", text))

    def tick(self, control: Control) -> None:
        tag, value = control.tag, control.tag.get("value") or "on"
        wanted = value in self.fields.get(control.name, [])
        if wanted:
            self.placed.add((control.name, value))
        if wanted != tag.has("checked"):
            self.put(control, (tag.start, tag.end), tag.but("checked", "" if wanted else None))

    def choose(self, control: Control) -> None:
        if control.name not in self.fields and not control.tag.has("multiple"):
            return
        for option in control.options:
            wanted = option.get("value") in self.fields.get(control.name, [])
            if wanted:
                self.placed.add((control.name, option.get("value")))
            if wanted != option.has("selected"):
                self.put(control, (option.start, option.end), option.but("selected", "" if wanted else None))

    def put(self, control: Control, where: tuple[int, int], markup: str) -> None:
        """Change the markup of a box, and unfold what holds it."""
        self.edits[where] = markup
        if control.kind == "hidden":
            return
        self.changed.append(control.tag.get("id"))
        for fold in control.folds:
            self.edits[fold.start, fold.end] = fold.but("open", "")

    def result(self) -> str:
        pieces, at = [], 0
        for (start, end), text in sorted(self.edits.items()):
            pieces += [self.markup[at:start], text]
            at = end
        return "".join([*pieces, self.markup[at:]])


def fill_in(markup: str, *, path: str, address: str, fields: Fields) -> FilledPage:
    """The page at `path` with the form that is sent to `address` filled in with what was sent there before.

    Buttons are not pressed, and passwords and files not given again.
    """
    form = _form_of(_Reader(markup, path).forms, address, fields)
    filling = _Filling(markup, fields)
    buttons: set[str] = set()
    if form is not None:
        filling.fill(form)
        buttons = {one.name for one in form.controls if one.kind in PRESSED}
    given = [(name, value) for name, values in fields.items() if name not in buttons for value in values]
    missing = list(dict.fromkeys(value for name, value in given if value and (name, value) not in filling.placed))
    left = [value for value in missing if is_text(value)]
    return FilledPage(filling.result(), form is not None, filling.changed, left, lacks=len(left) < len(missing))


def _form_of(forms: list[PageForm], address: str, fields: Fields) -> PageForm | None:
    """The form that was sent: of those that lead to its address the one with most of its boxes; else one with all."""
    names = {name for name, values in fields.items() if any(values)}
    there, alike = [one for one in forms if address in one.addresses], [one for one in forms if names <= one.names]
    return max(there or (alike if names else []), key=lambda one: len(one.names & names), default=None)


def lines(text: str) -> list[str]:
    """The lines of a text, however they are parted."""
    return text.replace("\r\n", "\n").split("\n")


def is_text(value: str) -> bool:
    """Whether somebody wrote it: codes, days and numbers of a form have no space within."""
    return len(value.split()) > 1
