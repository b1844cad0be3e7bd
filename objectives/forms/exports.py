"""Taking a list of evidence out: the list that an address asks for, and as what."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.colons import colon_after
from objectives.exchange_enums import ExportFormat, ExportShape
from objectives.filters import EvidenceFilter
from objectives.forms.fields import NOT_ON_THE_LIST
from objectives.models import Evidence
from objectives.queries.evidence import evidence_list

ABOUT_THE_PAGE = (
    "page",
    "sort",
    "before",
    "after",
    "per_page",
)  # of an address: how a list is shown, not what is on it


class ExportForm(Sheet):
    """As what to take a list out."""

    form = forms.ChoiceField(
        label=_("File"), choices=ExportFormat.choices, widget=forms.RadioSelect, error_messages=NOT_ON_THE_LIST
    )
    shape = forms.ChoiceField(
        label=_("Lines"), choices=ExportShape.choices, widget=forms.RadioSelect, error_messages=NOT_ON_THE_LIST
    )
    with_mark = forms.BooleanField(
        label=_("Open the CSV in Excel"),
        help_text=_("Begins the file with a mark by which Excel reads accents right. Leave it out for other programs."),
        required=False,
    )


def filters_of(asked: QueryDict) -> str:
    """The filters of a list's address, without the place in it."""
    kept = asked.copy()
    for name in ABOUT_THE_PAGE:
        kept.pop(name, None)
    return kept.urlencode()


def filterset_of(user: User, filters: str) -> EvidenceFilter:
    """The list of evidence that an address asks for, as a person sees it."""
    standing_in: Any = SimpleNamespace(user=user)  # filters ask a request for nothing but who asks
    return EvidenceFilter(QueryDict(filters), queryset=evidence_list(user), request=standing_in)


def narrowed(user: User, filters: str) -> QuerySet[Evidence] | None:
    """The records that an address asks for; None where it names what is not on offer, which would widen the list."""
    filterset = filterset_of(user, filters)
    return filterset.qs if filterset.is_valid() else None


def in_words(filterset: EvidenceFilter) -> list[str]:
    """The filters that are set, as people read them: "Status: Accepted"."""
    found = []
    for name, value in filterset.form.cleaned_data.items():
        label = str(filterset.form.fields[name].label)
        shown = value_in_words(filterset.form.fields[name], value)
        if shown:
            found.append(f"{label}{colon_after(label)}{shown}")
    return found


def value_in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool) or value in (None, ""):
        return str(_("yes")) if value else ""
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(filter(None, (value_in_words(field, one) for one in value)))
    if isinstance(value, slice):
        return " – ".join(str(end) for end in (value.start, value.stop) if end is not None)
    choices = dict(getattr(field, "choices", ()) or ()) if not hasattr(field, "queryset") else {}
    return str(choices.get(str(value), field.prepare_value(value)))  # "me" in the reader's language
