"""An audit event as people read it: what was done, and field by field what stood there before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from django import template
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iomtrack.work.retelling import retold, retold_whole
from objectives.deeds import VERBS
from objectives.forms.audit import kind_name
from objectives.models import AuditEvent
from objectives.queries.evidence_parts import label_of
from objectives.recorded import FIELDS, LANGUAGES, OF_A_KIND, VALUES
from objectives.templatetags.words import colon

register = template.Library()
NOTHING = "–"
IN_A_ROW, CHARACTERS_IN_A_ROW = 6, 140
WORDS_BEFORE = 4  # of what both sides begin with, before the first word that differs
NO_WORDS: Mapping[str, Any] = MappingProxyType({})
MARKED, PART = "fields", "field"  # of an entry: what a reviewer marks, and what a remark is about
TYPED, OUR_SAYING = "reason", "error"  # what a person typed, or else the site said; and what it always says itself
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
    was, became = (_said(kind, name, side.get(name)) for side in (before, after))
    return Change(field_label(kind, name), was, became, was != became)


def _field(kind: str, name: str) -> Any:
    """The model's field of a name, or None where it has none."""
    try:
        return apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _said(kind: str, name: str, value: Any) -> str:
    """A value in words, where the field's values have any: by the choices of its model, or by its name."""
    field = _field(kind, name)
    own = getattr(field, "flatchoices", None) or getattr(getattr(field, "model", None), "CHOICES_KEPT", {}).get(name)
    return text_of(value, name, dict(own or ()))


def field_label(kind: str, name: str) -> str:
    """What people call a field: the model's own word where it has one."""
    field, (known, _space, codes) = _field(kind, name), name.partition(" ")
    own = getattr(field, "_verbose_name", None)  # None where Django made it of the field's name
    label = own or OF_A_KIND.get(kind, {}).get(known) or FIELDS.get(known) or known.replace("_", " ")
    return f"{capfirst(label)} {codes}".rstrip() or _("Value")


def text_of(value: Any, name: str = "", words: Mapping[str, Any] = NO_WORDS) -> str:
    """A recorded value as text, a line for each part of it; nothing is the empty text.

    `name` is that of its field, and `words` are those of the field's own choices.
    """
    if value is None or value == "" or value in ([], {}):
        return ""
    if isinstance(value, dict):
        return "\n".join(_parts_of(value, name))
    if isinstance(value, list):
        return "\n".join(_in_line(part, name, words) for part in value)
    return _word(value, name, words)


def _in_line(value: Any, name: str, words: Mapping[str, Any] = NO_WORDS) -> str:
    """A part of a value in one line."""
    if isinstance(value, dict):
        return " · ".join(_parts_of(value, name)) or NOTHING
    if isinstance(value, list):
        return " · ".join(_in_line(part, name, words) for part in value if part not in (None, "")) or NOTHING
    return text_of(value, name, words) or NOTHING


def _parts_of(value: dict[str, Any], name: str) -> Iterator[str]:
    """Each part of a value after its name."""
    for key, part in value.items():
        yield f"{_called(key, name)}{colon()}{_in_line(part, key)}"


def _called(key: str, name: str) -> str:
    """What a part of a field's value is called: a field, a language, a part of an entry; or by its code."""
    if name == MARKED:
        return label_of(key)
    return str(FIELDS.get(key) or LANGUAGES.get(key) or key)


def _word(value: Any, name: str, words: Mapping[str, Any]) -> str:
    """A single value: by its word where it is a code, and what we said ourselves in the reader's language."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, str):
        return str(value)
    if name == TYPED:
        return retold_whole(value)
    if name == OUR_SAYING:
        return retold(value)
    if name == PART and value:
        return label_of(value)
    return str(words.get(value) or VALUES.get(name, {}).get(value) or value)


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
