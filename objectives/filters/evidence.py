"""What the list of evidence can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.enums import EvidenceStatus, Sensitivity
from objectives.filters.naming import ListedFilter, NamedFilter
from objectives.models import Attachment, Contribution, Evidence, Figure, Period
from objectives.permissions import Capability, may
from objectives.queries.doings import keys
from objectives.queries.finding import (
    ELEMENTS,
    INDICATORS,
    OFFICES,
    PROGRAMMES,
    TERMS,
    elements_below,
    elements_offered,
    offices_offered,
    people_named,
    states_named,
)
from objectives.queries.wordsearch import HoldsWords
from objectives.searching.sought import Sought, sought

ME = "me"
LONGEST_TEXT = 200
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvidenceFilterForm(Sheet):
    """The boxes of the filters, as one form that can list its errors."""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day is before the first day."))
        return typed


class EvidenceFilter(django_filters.FilterSet):
    """Words, element, period, status, office and more. Each narrows by a condition of its own; all hold together.

    What an address says that is not known is an error at its box, and narrows nothing.
    """

    text = django_filters.CharFilter(label=_("Words"), max_length=LONGEST_TEXT, strip=True)
    element = NamedFilter(label=_("Objective or role"), subject=ELEMENTS, offered=elements_offered)
    below = django_filters.ChoiceFilter(
        label=_("What stands below it"), choices=[("yes", _("Included"))], empty_label=_("Left out")
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=EvidenceStatus.choices, empty_label=_("Any"))
    office = NamedFilter(label=_("Office"), subject=OFFICES, offered=offices_offered)
    period = django_filters.ModelChoiceFilter(
        label=_("Period"), queryset=Period.objects.order_by("-ends_on", "-id"), empty_label=_("Any")
    )
    programme = NamedFilter(label=_("Programme"), subject=PROGRAMMES)
    country = ListedFilter(
        label=_("Country or area"), choose=states_named, missing=_("No country or area has this name or code.")
    )
    term = NamedFilter(label=_("Theme"), subject=TERMS)
    indicator = NamedFilter(label=_("With a figure for"), subject=INDICATORS)
    sensitivity = django_filters.ChoiceFilter(label=_("Sensitivity"), choices=Sensitivity.choices, empty_label=_("Any"))
    author = ListedFilter(
        label=_("Logged by"),
        choose=lambda typed: [ME] if typed.casefold() in (ME, gettext("Me").casefold()) else people_named(typed),
        missing=_("Nobody here has this name or address."),
        help_text=_("“me”, a name or an e-mail address."),
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

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for and makes sense, by filter."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        found = {name: value for name, value in self.form.cleaned_data.items() if value and name in self.filters}
        if "element" not in found:
            found.pop("below", None)
        return found

    @cached_property
    def words(self) -> Sought | None:
        """What is searched for, or None."""
        return sought(self.asked["text"]) if "text" in self.asked else None

    def filter_queryset(self, queryset: QuerySet[Evidence]) -> QuerySet[Evidence]:
        """The entries for which every condition holds, for the database to find by whichever index serves best."""
        return queryset.filter(*self.own_conditions, *self.other_conditions(one_by_one=False))

    def one_by_one(self, user: User) -> QuerySet[Evidence]:
        """The same of what a person may see, for reading in an order of the list, where most rows fit.

        Conditions that other tables decide are tried at each row: PostgreSQL would else gather all that fit, to sort
        them.
        """
        rows = Evidence.objects.filter(*self.own_conditions)
        tried = self.other_conditions(one_by_one=True)
        if not may(user, Capability.VIEW_ALL_EVIDENCE):
            tried.append(Exists(Evidence.objects.visible_to(user).filter(pk=OuterRef("pk"))))
        return rows.filter(*(_tried(one) for one in tried))

    @cached_property
    def own_conditions(self) -> list[Q]:
        """Conditions on columns of the record itself."""
        asked, found = self.asked, []
        for name in ("status", "sensitivity", "period"):
            if name in asked:
                found.append(Q(**{name: asked[name]}))
        for name in ("office", "programme"):
            if name in asked:  # and of what was merged into it
                merged = type(asked[name]).objects.counted_with(asked[name])
                found.append(Q(**{f"{name}__in": keys(merged)}))
        if "author" in asked:
            people = [self.request.user if one == ME else one for one in asked["author"]]
            found.append(Q(author__in=[one.pk for one in people]))
        if "since" in asked:
            found.append(Q(ends_on__gte=asked["since"]))
        if "until" in asked:
            found.append(Q(ends_on__lte=asked["until"]))
        return found

    def other_conditions(self, *, one_by_one: bool) -> list[Any]:
        """Conditions that other tables decide."""
        asked, found = self.asked, list[Any]()
        if "element" in asked:
            found.append(_has(Contribution, element__in=self._elements))
        if "indicator" in asked:
            found.append(_has(Figure, indicator=asked["indicator"].pk))
        if "country" in asked:
            found.append(_has(Evidence.countries.through, state__in=[one.pk for one in asked["country"]]))
        if "term" in asked:
            found.append(_has(Evidence.terms.through, term=asked["term"].pk))
        if "files" in asked:
            attached = Exists(Attachment.objects.present().filter(evidence=OuterRef("pk")))
            found.append(attached if asked["files"] == "yes" else ~attached)
        if self.words is not None:
            found.append(HoldsWords(self.words, one_by_one=one_by_one))
        return found

    @cached_property
    def _elements(self) -> list[int]:
        element = self.asked["element"]
        return elements_below(element) if "below" in self.asked else [element.pk]

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


def _has(model: Any, **fields: Any) -> Exists:
    return Exists(model.objects.filter(evidence=OuterRef("pk"), **fields))


def _tried(condition: Any) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
