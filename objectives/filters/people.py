"""What the list of people can be narrowed by."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.models import User
from iomtrack.accounts.queries import with_status
from objectives.queries.finding import keys_with


class PersonFilter(django_filters.FilterSet):
    """Role, where the account stands, and free text."""

    text = django_filters.CharFilter(label=_("Name or address"), method="search", max_length=200)
    role = django_filters.ChoiceFilter(
        label=pgettext_lazy("an account", "Role"),
        choices=[one for one in Role.choices if one[0] != Role.SERVICE],
        empty_label=_("Any"),
    )
    status = django_filters.ChoiceFilter(
        label=_("Account"), choices=AccountStatus.choices, empty_label=_("Any"), method="standing_so"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def search(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """People whose name or address holds every word."""
        people = User.objects.values_list("pk", "name", "email", named=True)
        return queryset.filter(pk__in=keys_with(people, value, lambda one: [one.name, one.email]))

    def standing_so(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return with_status(queryset, value)
