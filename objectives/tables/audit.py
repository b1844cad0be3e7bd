"""The audit as a list."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.cells import TemplateCell
from objectives.models import AuditEvent


class AuditTable(tables.Table):
    """Events in the order in which they are read. No column sorts: there may be millions of rows."""

    at = tables.Column(verbose_name=_("When"))
    by = tables.Column(verbose_name=_("Who"))
    what = TemplateCell(template_name="objectives/_columns/audit_what.html", verbose_name=_("What"), empty_values=())
    changes = TemplateCell(
        template_name="objectives/_columns/audit_changes.html", verbose_name=_("Before → after"), empty_values=()
    )

    class Meta:
        model = AuditEvent
        fields = ("what", "by", "at", "changes")
        sequence = ("what", "by", "at", "changes")
        orderable = False
        template_name = "objectives/_audit_table.html"
        empty_text = _("No event fits these filters.")

    def render_at(self, value: datetime) -> str:
        """The moment to the second, as the reader's language writes a day."""
        return date_format(timezone.localtime(value), f"{get_format('SHORT_DATE_FORMAT')}, H:i:s")
