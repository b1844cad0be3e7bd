"""An audit event as people read it: what was done, and field by field what stood there before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django import template
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from objectives.deeds import FIELDS, VERBS
from objectives.forms.audit import kind_name
from objectives.models import AuditEvent

register = template.Library()
NOTHING = "–"
IN_A_ROW, CHARACTERS_IN_A_ROW = 6, 140
WORDS_BEFORE = 4  # of what both sides begin with, before the first word that differs
MOST_WORDS = 3_000  # of a text whose differences are marked word by word


@dataclass(frozen=True)
class Piece:
    """Some words of a text, and whether they are not on the other side."""

    words: str
    differs: bool


@dataclass(frozen=True)
class Change:
    """One field: its name, and what stood there. A side without pieces was empty or not recorded."""

    label: str
    before: str
    after: str
    is_changed: bool

    @property
    def pieces_before(self) -> list[Piece]:
        return [piece for piece, side in _pieces(self.before, self.after) if side != "after"]

    @property
    def pieces_after(self) -> list[Piece]:
        return [piece for piece, side in _pieces(self.before, self.after) if side != "before"]


@register.filter
def action_words(event: AuditEvent) -> str:
    """What was done: "Evidence returned". An action without words of its own is said by its name."""
    verb = event.action.partition(".")[2]
    words = {"kind": kind_name(event.object_type), "done": VERBS.get(verb, verb.replace("_", " "))}
    return pgettext("audit", "%(kind)s %(done)s") % words


@register.filter
def kind_words(event: AuditEvent) -> str:
    """What kind of object it was done to."""
    return kind_name(event.object_type)


@register.filter
def changes(event: AuditEvent) -> list[Change]:
    """Every field of an event that held anything, the changed ones first, in the order that they were recorded in."""
    before, after = _fields(event.before), _fields(event.after)
    names = list(dict.fromkeys([*after, *before]))
    found = [_change(event.object_type, name, before, after) for name in names]
    return sorted(
        (change for change in found if change.before or change.after), key=lambda change: not change.is_changed
    )


@register.filter
def changed_only(found: list[Change]) -> list[Change]:
    return [change for change in found if change.is_changed]


@register.filter
def unchanged_only(found: list[Change]) -> list[Change]:
    return [change for change in found if not change.is_changed]


@register.filter
def in_short(event: AuditEvent) -> list[Change]:
    """The first changes of an event for a row of the list, long texts cut to where they differ."""
    shown = changed_only(changes(event))[:IN_A_ROW]
    return [Change(one.label, *shortened(one.before, one.after), True) for one in shown]


@register.filter
def beyond_short(event: AuditEvent) -> list[str]:
    """The names of the further fields that an event changed, which its row does not show."""
    return [one.label for one in changed_only(changes(event))[IN_A_ROW:]]


@register.filter
def is_cut(event: AuditEvent) -> bool:
    """Whether the row of an event leaves out anything of what it changed."""
    found = changed_only(changes(event))
    whole = [(" ".join(one.before.split()), " ".join(one.after.split())) for one in found]
    return len(found) > IN_A_ROW or any(shortened(*sides) != sides for sides in whole)


def shortened(before: str, after: str) -> tuple[str, str]:
    """Two texts, each cut to some words: where they are long, from a little before the first word that differs on."""
    was, became = before.split(), after.split()
    alike = next((place for place, (one, other) in enumerate(zip(was, became, strict=False)) if one != other), None)
    if alike is None:
        alike = min(len(was), len(became))
    first = max(alike - WORDS_BEFORE, 0)
    fits = max(len(" ".join(was)), len(" ".join(became))) <= CHARACTERS_IN_A_ROW
    start = 0 if fits or not (was and became) else first
    return _cut(was, start), _cut(became, start)


def _cut(words: list[str], start: int) -> str:
    text = " ".join(["…"] * bool(start and words) + words[start:])
    return Truncator(text).chars(CHARACTERS_IN_A_ROW)


def _fields(recorded: Any) -> dict[str, Any]:
    """What was recorded, by field; a record that is no set of fields is one field without a name."""
    if recorded is None:
        return {}
    return recorded if isinstance(recorded, dict) else {"": recorded}


def _change(kind: str, name: str, before: dict[str, Any], after: dict[str, Any]) -> Change:
    """What a field was and became, in words; a side that did not record it has nothing."""
    field = _field(kind, name)
    was, became = (_said(field, side.get(name)) for side in (before, after))
    return Change(field_label(kind, name), was, became, was != became)


def _field(kind: str, name: str) -> Any:
    """The model's field of a name, or None where it has none."""
    try:
        return apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _said(field: Any, value: Any) -> str:
    """A value by the word that people know it by, where the field's values have such words."""
    words = dict(getattr(field, "flatchoices", None) or ())
    return str(words[value]) if isinstance(value, str) and value in words else text_of(value)


def field_label(kind: str, name: str) -> str:
    """What people call a field: the model's own word where it has one."""
    field, (known, _space, codes) = _field(kind, name), name.partition(" ")
    own = getattr(field, "_verbose_name", None)  # None where Django made it of the field's name
    label = own or FIELDS.get(known) or known.replace("_", " ")
    return f"{capfirst(label)} {codes}".rstrip() or _("Value")


def text_of(value: Any) -> str:
    """A recorded value as text, a line for each part of it; nothing is the empty text."""
    if value is None or value == "" or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_in_line(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "\n".join(_in_line(part) for part in value)
    return str(value)


def _in_line(value: Any) -> str:
    """A part of a value in one line."""
    if isinstance(value, dict):
        return " · ".join(f"{key}: {_in_line(part)}" for key, part in value.items()) or NOTHING
    if isinstance(value, list):
        return " · ".join(_in_line(part) for part in value if part not in (None, "")) or NOTHING
    return text_of(value) or NOTHING


def _pieces(before: str, after: str) -> Iterator[tuple[Piece, str]]:
    """Both texts cut into what they share and what they do not: each piece with the side that it is of."""
    was, became = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    if not was or not became or len(was) + len(became) > MOST_WORDS:
        yield Piece(before, False), "before"
        yield Piece(after, False), "after"
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, became, autojunk=False).get_opcodes():
        if i1 < i2:
            yield Piece("".join(was[i1:i2]), tag != "equal"), "before"
        if j1 < j2:
            yield Piece("".join(became[j1:j2]), tag != "equal"), "after"
