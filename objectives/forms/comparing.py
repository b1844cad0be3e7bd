"""Two texts of one form side by side: what is saved, and what was typed elsewhere meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from objectives.forms.evidence import EvidenceForm
from objectives.forms.kept import PARTS, initial_of
from objectives.forms.ticket import typed_fields
from objectives.models import Evidence

CHOOSE = "choose-"
SEARCH = "find"  # a box of the form that says nothing of the entry


@dataclass(frozen=True)
class Difference:
    """A field that says one thing in the record and another as typed; each in words, "" where it is empty."""

    name: str
    label: str
    saved: str
    typed: str

    @property
    def choice(self) -> str:
        """The field in which one says which of the two to keep."""
        return f"{CHOOSE}{self.name}"


def both_forms(evidence: Evidence, data: QueryDict) -> tuple[EvidenceForm, EvidenceForm]:
    """The form as the record fills it in, and as it was typed; neither is checked."""
    prefetch_related_objects([evidence], *PARTS)
    initial = initial_of(evidence)
    saved = EvidenceForm(framework=evidence.framework, by=evidence.author, initial=initial)
    return saved, EvidenceForm(data, framework=evidence.framework, by=evidence.author, initial=initial)


def differences(evidence: Evidence, data: QueryDict) -> list[Difference]:
    """The fields that differ, in the form's order."""
    saved, typed = both_forms(evidence, data)
    found, of_figures = [], {**saved.names_in_full(), **typed.names_in_full()}
    for name in dict.fromkeys([*saved.fields, *typed.fields]):
        bound = saved[name] if name in saved.fields else typed[name]
        before, after = values_in(saved, name), values_in(typed, name)
        if before != after and not bound.is_hidden and name != SEARCH:
            found.append(
                Difference(
                    name, of_figures.get(name) or label_of(bound), in_words(bound, before), in_words(bound, after)
                )
            )
    return found


def chosen(evidence: Evidence, data: QueryDict) -> QueryDict:
    """What was typed, with the record's own words wherever those were chosen to stay."""
    kept = data.copy()
    saved, typed = both_forms(evidence, data)
    for name in {*saved.fields, *typed.fields}:
        if data.get(f"{CHOOSE}{name}") == "saved" or data.get("choose-all") == "saved":
            kept.setlist(name, values_in(saved, name))
    return kept


def is_decided(data: QueryDict) -> bool:
    """Whether a form was sent from the page that shows both texts."""
    return any(name.startswith(CHOOSE) for name in data)


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """All that was typed, for the hidden fields of the page that shows both texts."""
    return [(name, value) for name, values in typed_fields(data).items() for value in values]


def values_in(form: EvidenceForm, name: str) -> list[str]:
    """What stands in a field; nothing where the form does not ask for it, as for figures of what is not chosen."""
    return values_of(form[name]) if name in form.fields else []


def values_of(bound: BoundField) -> list[str]:
    """What stands in a field, as a browser would send it; a choice that nobody made is its first."""
    value: Any = bound.value()
    many = [*value] if isinstance(value, (list, tuple)) else [value]
    texts = sorted("\n".join(str(one).splitlines()) for one in many if one not in (None, ""))
    choices: Any = getattr(bound.field, "choices", ())
    if not texts and choices and not isinstance(bound.field, forms.ModelChoiceField):
        texts = [str(key) for key, _label in list(choices)[:1] if key]
    return texts


def in_words(bound: BoundField, values: list[str]) -> str:
    """The same as people read it: what was chosen, by its label."""
    if not hasattr(bound.field, "choices"):
        return "\n".join(values)
    labels = {str(key): str(label) for key, label in bound.field.choices}
    return "; ".join(labels.get(value, value) for value in values)


def label_of(bound: BoundField) -> str:
    """What a field is called; one of an element says of which."""
    _kind, hyphen, rest = bound.name.partition("-")
    if not hyphen:
        return str(bound.label)
    code = rest.partition(":")[0]
    return (
        str(bound.label)
        if code in str(bound.label)
        else _("%(code)s, %(label)s")
        % {
            "code": code,
            "label": bound.label,
        }
    )
