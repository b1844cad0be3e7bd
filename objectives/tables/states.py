"""States as a list."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.cells import TemplateCell
from objectives.enums import Standing
from objectives.queries.states import StateRow


class StateTable(tables.Table):
    """States as they were on a day, by name in the reader's language."""

    name = TemplateCell(template_name="objectives/_columns/state.html", verbose_name=_("State"), order_by=("sort_key",))
    standing = tables.Column(verbose_name=_("Standing"), order_by=("standing", "sort_key"))
    since = tables.DateColumn(verbose_name=_("Since"), order_by=("order_since", "sort_key"))
    until = tables.DateColumn(verbose_name=_("Until"), orderable=False)
    language = tables.Column(
        accessor="state__get_language_display", verbose_name=_("Language"), order_by=("state__language", "sort_key")
    )

    class Meta:
        fields = ("name", "standing", "since", "until", "language")
        order_by = ("name",)
        attrs = {"class": "list"}
        default = "–"
        empty_text = _("No State fits these filters.")

    def render_standing(self, record: StateRow) -> str:
        return "–" if record.standing == Standing.NEITHER else str(record.standing.label)
