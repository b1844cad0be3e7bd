"""Offices and programmes as lists."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.cells import TemplateCell
from objectives.models import Office, Programme, State
from objectives.queries.name_order import rank_by_name

NUMBERS = {"td": {"class": "num"}, "th": {"class": "num"}}


class OfficeTable(tables.Table):
    """Offices by name. `accepted` holds the accepted entries of the period for those of the page; None without one."""

    accepted: dict[int, int] | None = None
    name = TemplateCell(template_name="objectives/_columns/office.html", verbose_name=_("Office"))
    kind = tables.Column(verbose_name=_("Kind"), order_by=("kind", "name", "id"))
    state = tables.Column(verbose_name=_("Country or area"), order_by=("state",))
    people = tables.Column(verbose_name=_("People"), order_by=("people", "name", "id"), attrs=NUMBERS)
    entries = tables.Column(verbose_name=_("Accepted in the period"), empty_values=(), orderable=False, attrs=NUMBERS)

    class Meta:
        model = Office
        fields = ("name", "kind", "state", "people", "entries")
        order_by = ("name",)
        attrs = {"class": "list"}
        default = "–"
        empty_text = _("No office fits these filters.")

    def order_name(self, queryset: QuerySet[Office], is_descending: bool) -> tuple[QuerySet[Office], bool]:
        return in_order(queryset, rank_by_name(Office.objects.all(), "pk"), is_descending), True

    def order_state(self, queryset: QuerySet[Office], is_descending: bool) -> tuple[QuerySet[Office], bool]:
        states = State.objects.filter(offices__isnull=False).distinct()
        return in_order(queryset, rank_by_name(states, "state"), is_descending), True

    def render_entries(self, record: Office) -> str:
        return accepted_text(self.accepted, record.pk)


class ProgrammeTable(tables.Table):
    """Programmes by title. `accepted` as of OfficeTable."""

    accepted: dict[int, int] | None = None
    title = TemplateCell(
        template_name="objectives/_columns/programme.html", verbose_name=_("Programme"), order_by=("sorted_title", "id")
    )
    lead_office = tables.Column(
        verbose_name=_("Lead office"), linkify=True, order_by=("lead_office__name", "sorted_title", "id")
    )
    countries = TemplateCell(
        template_name="objectives/_columns/countries.html", verbose_name=_("Countries and areas"), orderable=False
    )
    dates = TemplateCell(
        template_name="objectives/_columns/dates.html", verbose_name=_("Days"), order_by=("starts_on", "id")
    )
    status = TemplateCell(
        template_name="objectives/_columns/status.html",
        verbose_name=_("Status"),
        order_by=("status", "sorted_title", "id"),
    )
    entries = tables.Column(verbose_name=_("Accepted in the period"), empty_values=(), orderable=False, attrs=NUMBERS)

    class Meta:
        model = Programme
        fields = ("title", "lead_office", "countries", "dates", "status", "entries")
        order_by = ("title",)
        attrs = {"class": "list"}
        default = "–"
        empty_text = _("No programme fits these filters.")

    def render_entries(self, record: Programme) -> str:
        return accepted_text(self.accepted, record.pk)


def in_order(queryset: QuerySet[Office], place: Coalesce, is_descending: bool) -> QuerySet[Office]:
    """Offices by a place in an order of names, then by their own, each on one page alone."""
    return queryset.order_by(place.desc() if is_descending else place.asc(), "name", "id")


def accepted_text(accepted: dict[int, int] | None, key: int) -> str:
    """How many entries; a dash where there is no period to count them in."""
    return "–" if accepted is None else str(accepted.get(key, 0))
