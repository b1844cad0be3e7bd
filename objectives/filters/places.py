"""What the lists of offices and programmes can be narrowed by."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import fields

from objectives.enums import OfficeKind, ProgrammeStatus
from objectives.folding import folded
from objectives.forms.choices import NamesInOrder
from objectives.models import Office, Programme, ProgrammeDonor, State
from objectives.queries.finding import keys_with, said_of


class NameField(fields.ModelChoiceField):
    """A choice in the order of the names that are shown."""

    iterator = NamesInOrder


class NameFilter(django_filters.ModelChoiceFilter):
    """A filter by one of what people know by its name."""

    field_class = NameField


class OfficeFilter(django_filters.FilterSet):
    """Kind, country, whether it is in use, and words of its name or code."""

    text = django_filters.CharFilter(label=_("Name or code"), method="search", max_length=200)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OfficeKind.choices, empty_label=_("Any"))
    state = NameFilter(
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
        return queryset.filter(
            pk__in=keys_with(
                Office.objects.values_list("pk", "code", "name", "language", "translations", named=True),
                value,
                lambda one: [one.code, *said_of(one, "name")],
            )
        )

    def in_use(self, queryset: QuerySet[Office], name: str, value: str) -> QuerySet[Office]:
        return queryset if value == "all" else queryset.filter(retired_on__isnull=False)

    def filter_queryset(self, queryset: QuerySet[Office]) -> QuerySet[Office]:
        """Without a word on it, offices in use."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("use") else found.filter(retired_on__isnull=True)


class ProgrammeFilter(django_filters.FilterSet):
    """Status, office, country, donor, what it is part of, and words of its title, code or identifier."""

    text = django_filters.CharFilter(label=_("Title or code"), method="search", max_length=200)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=ProgrammeStatus.choices, empty_label=_("Any"), field_name="status"
    )
    office = NameFilter(label=_("Office"), queryset=Office.objects.all(), empty_label=_("Any"), method="of_office")
    country = NameFilter(
        label=_("Country or area"),
        field_name="countries",
        queryset=State.objects.filter(programmes__isnull=False).distinct(),
        empty_label=_("Any"),
    )
    donor = django_filters.CharFilter(label=_("Donor"), method="of_donor", max_length=200)
    under = NameFilter(
        label=_("It and its parts"),
        queryset=Programme.objects.filter(children__isnull=False).distinct(),
        to_field_name="code",
        empty_label=_("Any"),
        method="under_one",
    )

    class Meta:
        model = Programme
        fields: list[str] = []

    def search(self, queryset: QuerySet[Programme], name: str, value: str) -> QuerySet[Programme]:
        """Programmes whose code, identifier or title, in any language, holds every word."""
        return queryset.filter(
            pk__in=keys_with(
                Programme.objects.values_list(
                    "pk", "code", "iati_identifier", "title", "language", "translations", named=True
                ),
                value,
                lambda one: [one.code, one.iati_identifier or "", *said_of(one, "title")],
            )
        )

    def of_office(self, queryset: QuerySet[Programme], name: str, value: Office) -> QuerySet[Programme]:
        """Those that it leads or takes part in."""
        return queryset.filter(Q(lead_office=value) | Q(offices=value)).distinct()

    def of_donor(self, queryset: QuerySet[Programme], name: str, value: str) -> QuerySet[Programme]:
        donors = ProgrammeDonor.objects.order_by().values_list("programme", "name")
        return queryset.filter(pk__in={programme for programme, name in donors if folded(value) in folded(name)})

    def under_one(self, queryset: QuerySet[Programme], name: str, value: Programme) -> QuerySet[Programme]:
        """A programme with all that stand below it."""
        return queryset.filter(pk__in=Programme.objects.keys_below(value))
