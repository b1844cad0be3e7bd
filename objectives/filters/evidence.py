"""What the list of evidence can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.enums import EvidenceStatus, Sensitivity
from objectives.filters.evidence_conditions import ME
from objectives.filters.evidence_reading import Reading
from objectives.filters.naming import ListedField, ListedFilter, NamedFilter
from objectives.models import Evidence, Period
from objectives.queries.evidence_parts import PART_NAMES
from objectives.queries.finding import (
    ELEMENTS,
    INDICATORS,
    OFFICES,
    PROGRAMMES,
    TERMS,
    elements_offered,
    offices_offered,
    people_named,
    states_named,
)

LONGEST_TEXT = 200
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvidenceFilterForm(Sheet):
    """The boxes of the filters, as one form that can list its errors."""

    is_kept = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day is before the first day."))
        return typed


def authors_named(typed: str) -> list[Any]:
    """The reader, where they type "me" in their language, or else people; "me" in another language, where there are
    none: it may stand in the address that a colleague has sent."""
    if typed.casefold() in (ME, gettext("Me").casefold()):
        return [ME]
    return people_named(typed) or ([ME] if typed.casefold() in _me_in_all_languages() else [])


def _me_in_all_languages() -> set[str]:
    words = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            words.add(gettext("Me").casefold())
    return words


class AuthorField(ListedField):
    """People; "me", as addresses have it, stands in the box in the reader's language."""

    def prepare_value(self, value: Any) -> Any:
        return gettext("Me").lower() if value == ME else value


class AuthorFilter(ListedFilter):
    """A filter by people, of whom the reader may be one."""

    field_class = AuthorField


class EvidenceFilter(Reading, django_filters.FilterSet):
    """Words, element, period, status, office and more. Each narrows by a condition of its own; all hold together.

    What an address says that is not known is an error at its box, and narrows nothing.
    """

    text = django_filters.CharFilter(label=_("Words"), max_length=LONGEST_TEXT, strip=True)
    element = NamedFilter(label=_("Objective or role"), subject=ELEMENTS, offered=elements_offered)
    below = django_filters.ChoiceFilter(
        label=_("What stands below it"), choices=[("yes", _("Included"))], empty_label=_("Left out")
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=EvidenceStatus.choices, empty_label=_("Any"))
    office = NamedFilter(label=PART_NAMES["office"], subject=OFFICES, offered=offices_offered)
    period = django_filters.ModelChoiceFilter(
        label=_("Period"), queryset=Period.objects.order_by("-ends_on", "-id"), empty_label=_("Any")
    )
    programme = NamedFilter(label=PART_NAMES["programme"], subject=PROGRAMMES)
    country = ListedFilter(
        label=_("Country or area"), choose=states_named, missing=_("No country or area has this name or code.")
    )
    term = NamedFilter(label=_("Theme"), subject=TERMS)
    indicator = NamedFilter(label=_("With a figure for"), subject=INDICATORS)
    sensitivity = django_filters.ChoiceFilter(
        label=PART_NAMES["sensitivity"], choices=Sensitivity.choices, empty_label=_("Any")
    )
    author = AuthorFilter(
        label=_("Logged by"),
        choose=authors_named,
        missing=_("Nobody here has this name or address."),
        help_text=_("“me”, a name or an e-mail address."),
    )
    together = django_filters.ChoiceFilter(
        label=_("Written together"), choices=[("yes", _("That colleagues let me write"))], empty_label=_("Any")
    )
    files = django_filters.ChoiceFilter(
        label=_("Attached files"), choices=[("yes", _("With files")), ("no", _("Without files"))], empty_label=_("Any")
    )
    since = django_filters.DateFilter(label=_("Done from"), widget=DAY)
    until = django_filters.DateFilter(label=_("Done until"), widget=DAY)

    class Meta:
        model = Evidence
        form = EvidenceFilterForm
        fields: list[str] = []

    def meaning(self, name: str) -> str:
        """What a filter is set to, in words."""
        value = self.asked[name]
        if name == "text" and self.words is not None:
            return str(self.words)
        if isinstance(value, list):
            return ", ".join(gettext("Me") if one == ME else str(one) for one in value)
        subject = getattr(self.form.fields[name], "subject", None)
        if subject is not None:
            return str(subject.label(value))
        choices = dict(getattr(self.form.fields[name], "choices", [])) if isinstance(value, str) else {}
        return str(choices.get(value, value))
