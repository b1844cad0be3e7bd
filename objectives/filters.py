"""What lists can be narrowed by. Filters live in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.models import User
from iomtrack.accounts.queries import with_status
from objectives.enums import EvidenceStatus, OfficeKind, ProgrammeStatus, WordingLanguage
from objectives.models import Element, Evidence, Indicator, Office, Period, Programme, State
from objectives.queries.doings import keys


class CodedElementField(django_filters.fields.ModelChoiceField):
    """Elements of several frameworks in one list: "MC/INF/274 · O3 Expert advice"."""

    def label_from_instance(self, obj: Element) -> str:
        return f"{obj.framework.symbol} · {obj.code} {obj.label}"


class ElementFilter(django_filters.ModelChoiceFilter):
    field_class = CodedElementField


class CodedIndicatorField(django_filters.fields.ModelChoiceField):
    """Indicators of several frameworks in one list: "MC/INF/274 · O1.1 Persons assisted to move"."""

    def label_from_instance(self, obj: Indicator) -> str:
        return f"{obj.element.framework.symbol} · {obj.code} {obj.title}"


class IndicatorFilter(django_filters.ModelChoiceFilter):
    field_class = CodedIndicatorField


class ProgrammeChoiceField(django_filters.fields.ModelChoiceField):
    """Programmes by title, with their codes."""

    def label_from_instance(self, obj: Programme) -> str:
        return f"{obj.title_here} ({obj.code})"


class ProgrammeChoiceFilter(django_filters.ModelChoiceFilter):
    field_class = ProgrammeChoiceField


class EvidenceFilter(django_filters.FilterSet):
    """Element, status, office, programme, period and free text."""

    text = django_filters.CharFilter(label=_("Words"), method="search", max_length=200)
    element = ElementFilter(
        label=_("Objective or role"),
        field_name="contributions__element",
        queryset=Element.objects.select_related("framework").order_by("-framework__issued_on", "position"),
        empty_label=_("Any"),
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=EvidenceStatus.choices, empty_label=_("Any"))
    office = django_filters.ModelChoiceFilter(
        label=_("Office"), queryset=Office.objects.all(), empty_label=_("Any"), method="with_merged"
    )
    programme = ProgrammeChoiceFilter(
        label=_("Programme"), queryset=Programme.objects.all(), empty_label=_("Any"), method="with_merged"
    )
    period = django_filters.ModelChoiceFilter(
        label=_("Period"), queryset=Period.objects.order_by("-ends_on"), empty_label=_("Any")
    )
    indicator = IndicatorFilter(
        label=_("With a figure for"),
        field_name="figures__indicator",
        queryset=Indicator.objects.select_related("element__framework").order_by(
            "-element__framework__issued_on", "element__position", "position"
        ),
        empty_label=_("Any"),
    )
    author = django_filters.ChoiceFilter(
        label=_("Logged by"), choices=[("me", _("Me"))], empty_label=_("Anyone"), method="by_me"
    )

    class Meta:
        model = Evidence
        fields: list[str] = []

    def search(self, queryset: QuerySet[Evidence], name: str, value: str) -> QuerySet[Evidence]:
        """Entries whose reference, title or description holds every word."""
        for word in value.split():
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(description__icontains=word) | Q(reference__iexact=word)
            )
        return queryset

    def with_merged(self, queryset: QuerySet[Evidence], name: str, value: Any) -> QuerySet[Evidence]:
        """Of an office or a programme, and of what was merged into it."""
        merged = type(value).objects.counted_with(value)
        return queryset.filter(**{f"{name}__in": keys(merged)})

    def by_me(self, queryset: QuerySet[Evidence], name: str, value: Any) -> QuerySet[Evidence]:
        return queryset.filter(author=self.request.user)


class PersonFilter(django_filters.FilterSet):
    """Role, where the account stands, and free text."""

    text = django_filters.CharFilter(label=_("Name or address"), method="search", max_length=200)
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=[one for one in Role.choices if one[0] != Role.SERVICE], empty_label=_("Any")
    )
    status = django_filters.ChoiceFilter(
        label=_("Account"), choices=AccountStatus.choices, empty_label=_("Any"), method="standing_so"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def search(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """People whose name or address holds every word."""
        for word in value.split():
            queryset = queryset.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return queryset

    def standing_so(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return with_status(queryset, value)


def worded(part: str, word: str) -> Q:
    """Where a name or title, in whichever language, holds a word."""
    found = Q(**{f"{part}__icontains": word})
    for language in WordingLanguage.values:
        found |= Q(**{f"translations__{language}__{part}__icontains": word})
    return found


class OfficeFilter(django_filters.FilterSet):
    """Kind, country, whether it is in use, and words of its name or code."""

    text = django_filters.CharFilter(label=_("Name or code"), method="search", max_length=200)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OfficeKind.choices, empty_label=_("Any"))
    state = django_filters.ModelChoiceFilter(
        label=_("Country or area"),
        queryset=State.objects.filter(offices__isnull=False).distinct(),
        empty_label=_("Any"),
    )
    use = django_filters.ChoiceFilter(
        label=_("In use"),
        choices=[("retired", _("Retired")), ("all", _("Both"))],
        empty_label=_("In use"),
        method="in_use",
    )

    class Meta:
        model = Office
        fields: list[str] = []

    def search(self, queryset: QuerySet[Office], name: str, value: str) -> QuerySet[Office]:
        """Offices whose code or name, in any language, holds every word."""
        for word in value.split():
            queryset = queryset.filter(Q(code__icontains=word) | worded("name", word))
        return queryset

    def in_use(self, queryset: QuerySet[Office], name: str, value: str) -> QuerySet[Office]:
        return queryset if value == "all" else queryset.filter(retired_on__isnull=False)

    def filter_queryset(self, queryset: QuerySet[Office]) -> QuerySet[Office]:
        """Without a word on it, offices in use."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("use") else found.filter(retired_on__isnull=True)


class ProgrammeFilter(django_filters.FilterSet):
    """Status, office, country, donor, and words of its title, code or identifier."""

    text = django_filters.CharFilter(label=_("Title or code"), method="search", max_length=200)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=ProgrammeStatus.choices, empty_label=_("Any"), field_name="status"
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office"), queryset=Office.objects.all(), empty_label=_("Any"), method="of_office"
    )
    country = django_filters.ModelChoiceFilter(
        label=_("Country or area"),
        field_name="countries",
        queryset=State.objects.filter(programmes__isnull=False).distinct(),
        empty_label=_("Any"),
    )
    donor = django_filters.CharFilter(label=_("Donor"), method="of_donor", max_length=200)

    class Meta:
        model = Programme
        fields: list[str] = []

    def search(self, queryset: QuerySet[Programme], name: str, value: str) -> QuerySet[Programme]:
        """Programmes whose code, identifier or title, in any language, holds every word."""
        for word in value.split():
            queryset = queryset.filter(
                Q(code__icontains=word) | Q(iati_identifier__icontains=word) | worded("title", word)
            )
        return queryset

    def of_office(self, queryset: QuerySet[Programme], name: str, value: Office) -> QuerySet[Programme]:
        """Those that it leads or takes part in."""
        return queryset.filter(Q(lead_office=value) | Q(offices=value)).distinct()

    def of_donor(self, queryset: QuerySet[Programme], name: str, value: str) -> QuerySet[Programme]:
        return queryset.filter(donors__name__icontains=value).distinct()
