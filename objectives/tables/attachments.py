"""Attached files as a list, for those who look after them."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.cells import TemplateCell
from objectives.models import Attachment


class WatchTable(tables.Table):
    """Files that are not clean. A file itself is never linked from here."""

    name = TemplateCell(
        template_name="objectives/_columns/attachment.html", verbose_name=_("File"), order_by=("name", "id")
    )
    state = TemplateCell(
        template_name="objectives/_columns/scan.html", verbose_name=_("Scan"), order_by=("state", "id")
    )
    uploaded_by = tables.Column(verbose_name=_("Attached by"), order_by=("uploaded_by__name", "id"))
    uploaded_at = tables.DateTimeColumn(verbose_name=_("Attached"), order_by=("uploaded_at", "id"))

    class Meta:
        model = Attachment
        fields = ("name", "state", "uploaded_by", "uploaded_at")
        attrs = {"class": "list"}
        empty_text = _("Nothing needs looking after: no file is infected, and none waits to be scanned.")

    def __init__(self, *args: Any, may_retry: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_retry = may_retry
