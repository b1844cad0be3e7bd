"""Evidence as lists."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.cells import TemplateCell
from objectives.models import Evidence


class EvidenceTable(tables.Table):
    """All that one may see, newest first. Each order ends with the key, so that no row is on two pages or on none."""

    title = TemplateCell(
        template_name="objectives/_columns/title.html", verbose_name=_("Entry"), order_by=("title", "id")
    )
    elements = TemplateCell(
        template_name="objectives/_columns/elements.html", verbose_name=_("Served"), orderable=False
    )
    office = TemplateCell(
        template_name="objectives/_columns/office_link.html", verbose_name=_("Office"), order_by=("office__name", "id")
    )
    ends_on = TemplateCell(
        template_name="objectives/_columns/days.html", verbose_name=_("Done"), order_by=("ends_on", "id")
    )
    status = TemplateCell(
        template_name="objectives/_columns/entry_status.html",
        verbose_name=_("Status"),
        order_by=("status", "id"),
    )

    class Meta:
        model = Evidence
        fields = ("title", "elements", "office", "ends_on", "status")
        order_by = ("-ends_on",)
        attrs = {"class": "list"}
        empty_text = _("No entry fits these filters.")
