"""People as a list."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomtrack.accounts.cells import TemplateCell
from iomtrack.accounts.models import User
from objectives.models import Office, State
from objectives.queries.name_order import rank_by_name


class PeopleTable(tables.Table):
    """Everyone who signs in, by name. Each order ends with the key, so that no row is on two pages or on none."""

    name = TemplateCell(
        template_name="objectives/people/_columns/name.html", verbose_name=_("Name"), order_by=("name", "id")
    )
    role = tables.Column(verbose_name=pgettext_lazy("an account", "Role"), order_by=("role", "id"))
    place = TemplateCell(
        template_name="objectives/people/_columns/place.html",
        verbose_name=_("Office or State"),
    )
    status = TemplateCell(
        template_name="objectives/people/_columns/status.html", verbose_name=_("Account"), orderable=False
    )
    last_login = tables.DateColumn(verbose_name=_("Last sign-in"), order_by=("last_login", "id"))
    has_second_factor = tables.Column(verbose_name=_("Second factor"), order_by=("has_second_factor", "id"))

    class Meta:
        model = User
        fields = ("name", "role", "place", "status", "last_login", "has_second_factor")
        attrs = {"class": "list"}
        default = "–"
        empty_text = _("Nobody fits these filters.")

    def order_place(self, queryset: QuerySet[User], is_descending: bool) -> tuple[QuerySet[User], bool]:
        """By the names that are shown, offices first."""
        offices = rank_by_name(Office.objects.filter(postings__isnull=False).distinct(), "posting__office")
        states = rank_by_name(State.objects.filter(delegations__isnull=False).distinct(), "delegation__state")
        places = [one.desc() if is_descending else one.asc() for one in (offices, states)]
        return queryset.order_by(*places, "id"), True

    def render_has_second_factor(self, value: bool) -> str:
        return str(_("yes")) if value else "–"
