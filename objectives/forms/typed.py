"""Boxes in which things are named by typing: one office or programme, or any number of countries and themes.

The server reads what was typed: a code, a title, or as the suggestions have it. Where several fit, the page lists them
at that place; where none fits, it says so and keeps the words. A script only helps (static/js/choosing.js).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.characters import with_line_ends
from iomtrack.accounts.sheets import Sheet
from objectives.queries.choosing import Finder

AT_ONCE = 20  # so many are read from one box
SEVERAL = _("%(number)s match “%(text)s”. Choose below, or type more of it.")
NONE = _("Nothing matches “%(text)s”. Type a part of its name, or its code.")

TOO_MANY = _("%(number)s were read at once; the others stand in the box still. Send it again.")


def said(text: str) -> str:
    """Typed words, as short as a message can hold."""
    return Truncator(text).chars(60)


class TypedInput(forms.TextInput):
    """A box of words. A choice made from the list that the same words led to stands for them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        choice = data.get(f"{name}-choice", "")
        return choice if choice and data.get(f"{name}-asked", "") == text else text


class TypedField(forms.CharField):
    """One thing, named by typing. Its finder is given by the form; `matches` are those that the words fit."""

    finder: Finder[Any]

    def __init__(self, *, none: Any = NONE, **kwargs: Any) -> None:
        box = TypedInput(attrs={"autocomplete": "off", "class": "typed"})
        super().__init__(required=False, widget=box, **kwargs)
        self.none = none
        self.matches: list[Any] = []

    def use(self, finder: Finder[Any], name: str) -> None:
        """Have the words read by a finder."""
        self.finder = finder
        self.widget.attrs |= {"data-choose": finder.kind, "list": f"id_{name}_recent"}

    def prepare_value(self, value: Any) -> Any:
        return self.finder.label(value) if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        """The thing that is meant, or None for an empty box."""
        text = str(super().clean(value))
        if not text:
            return None
        found = self.finder.exactly(text)
        self.matches = [] if found else self.finder.matching(text)
        if found or len(self.matches) == 1:
            return found or self.matches.pop()
        message, number = (SEVERAL, len(self.matches)) if self.matches else (self.none, 0)
        raise ValidationError(
            message, code="several" if number else "none", params={"text": said(text), "number": number}
        )


@dataclass(frozen=True)
class Choice:
    """What is offered: what the form takes for it, and what people read."""

    value: str
    label: str


@dataclass(frozen=True)
class TypedBox:
    """A box as the page shows it: what was chosen last, and what the words fit."""

    field: BoundField
    recent: list[Choice]
    matches: list[Choice]


@dataclass(frozen=True)
class ChipsBox:
    """Any number of things as the page shows them: those chosen, the box for more, and what its words fit."""

    name: str
    field: BoundField
    add: BoundField
    chosen: list[Choice]
    recent: list[Choice]
    matches: list[Choice]
    groups: list[tuple[str, list[Choice]]]  # the whole of a short list, but for what is shown already
    is_needed: bool  # whether there is anything to choose


class TypedSheet(Sheet):
    """A form with such boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recents: dict[
            str, list[Any]
        ] = {}  # what was chosen last, by kind; a script asks for it where it is not here
        self.chip_finders: dict[str, Finder[Any]] = {}
        self.chip_matches: dict[str, list[Any]] = {}
        self.chip_problems: dict[str, list[str]] = {}

    def use_finder(self, name: str, finder: Finder[Any]) -> None:
        """Have a box read by a finder."""
        field = self.fields[name]
        assert isinstance(field, TypedField)
        field.use(finder, name)

    def use_chips(self, name: str, finder: Finder[Any]) -> None:
        """Have the box beside a choice of several read by a finder: what it names is chosen from then on."""
        self.chip_finders[name], self.chip_problems[name] = finder, []
        self.fields[name].queryset = finder.on_offer()  # type: ignore[attr-defined]
        self.fields[f"{name}-add"].widget.attrs |= {"data-choose-many": finder.kind, "list": f"id_{name}_recent"}
        if self.is_bound:
            self._read_chips(name, finder)

    def _read_chips(self, name: str, finder: Finder[Any]) -> None:
        chosen = [str(one) for one in self.fields[name].widget.value_from_datadict(self.data, self.files, name) or ()]
        typed = with_line_ends(str(self.data.get(f"{name}-add") or ""))
        texts = [text for text in map(str.strip, typed.replace("\n", ";").split(";")) if text]
        left = texts[AT_ONCE:]
        if left:
            self.chip_problems[name].append(TOO_MANY % {"number": AT_ONCE})
        for text in texts[:AT_ONCE]:
            found = finder.exactly(text)
            matches = [found] if found else finder.matching(text)
            if len(matches) == 1:
                chosen.append(str(matches[0].pk))
            elif not {str(one.pk) for one in matches} & set(chosen):
                left.append(text)
                self.chip_matches.setdefault(name, []).extend(matches)
                message = SEVERAL if matches else NONE
                self.chip_problems[name].append(message % {"text": said(text), "number": len(matches)})
        self._put(name, list(dict.fromkeys(chosen)))
        self._put(f"{name}-add", ["; ".join(left)])

    def _put(self, name: str, values: list[str]) -> None:
        """Have the form read these values in the place of what was sent."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        if isinstance(self.data, MultiValueDict):
            self.data.setlist(name, values)
        else:
            self.data[name] = values[0] if name.endswith("-add") else values  # type: ignore[index]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, problems in self.chip_problems.items():
            for problem in problems:
                self.add_error(f"{name}-add", problem)
        return cleaned

    def typed_box(self, name: str) -> TypedBox:
        """One of the boxes, for the page."""
        field = self.fields[name]
        assert isinstance(field, TypedField)
        finder = field.finder
        return TypedBox(self[name], _labels(finder, self.recents.get(finder.kind, [])), _labels(finder, field.matches))

    def chips_box(self, name: str) -> ChipsBox:
        """One of the choices of several, for the page. One query for the names, and one for a short list."""
        finder = self.chip_finders[name]
        chosen = _keys(finder, finder.in_order(self._chosen_of(name, finder)))
        matches = [one for one in _keys(finder, self.chip_matches.get(name, [])) if one not in chosen]
        whole = [(heading, _keys(finder, rows)) for heading, rows in finder.at_once()]
        groups = [(heading, [one for one in rows if one not in (*chosen, *matches)]) for heading, rows in whole]
        return ChipsBox(
            name=name,
            field=self[name],
            add=self[f"{name}-add"],
            chosen=chosen,
            recent=_labels(finder, self.recents.get(finder.kind, [])),
            matches=list(dict.fromkeys(matches)),
            groups=[(heading, rows) for heading, rows in groups if rows],
            is_needed=bool(chosen or finder.has_any()),
        )

    def _chosen_of(self, name: str, finder: Finder[Any]) -> Iterable[Any]:
        if not self.is_bound:
            return self.initial.get(name) or ()
        cleaned = self.cleaned_data if self.errors is not None else {}  # which has it cleaned first
        if name in cleaned:
            return list(cleaned[name])
        keys = [value for value in self[name].value() or () if str(value).isascii() and str(value).isdigit()]
        return finder.on_offer().filter(pk__in=[int(key) for key in keys if len(str(key)) < len(str(2**63))])


def _labels(finder: Finder[Any], rows: Iterable[Any]) -> list[Choice]:
    return [Choice(finder.label(one), finder.label(one)) for one in rows]


def _keys(finder: Finder[Any], rows: Iterable[Any]) -> list[Choice]:
    return [Choice(str(one.pk), finder.label(one)) for one in rows]
