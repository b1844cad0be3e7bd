"""Editions and issued reports as lists."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.cells import TemplateCell
from objectives.models import Period
from reports.document.numbers import language_name
from reports.models import Edition, Rendition


class EditionTable(tables.Table):
    """Editions in any state, for those who manage them."""

    title = TemplateCell(
        template_name="reports/_columns/edition.html", verbose_name=_("Report"), order_by=("definition__title", "id")
    )
    period = tables.Column(verbose_name=_("Period"), order_by=("period__ends_on", "id"))
    revision = tables.Column(verbose_name=_("Revision"), order_by=("revision", "id"))
    state = TemplateCell(template_name="reports/_columns/state.html", verbose_name=_("State"), order_by=("state", "id"))

    def render_period(self, value: Period) -> str:
        return value.label_here

    class Meta:
        model = Edition
        fields = ("title", "period", "revision", "state")
        attrs = {"class": "list"}
        empty_text = _("No edition has been composed yet. One is made for each period that closes.")


class PortalTable(tables.Table):
    """Issued reports, as a delegate reads them."""

    title = TemplateCell(
        template_name="reports/_columns/issued.html",
        verbose_name=_("Report"),
        order_by=("edition__definition__title", "id"),
    )
    period = tables.Column(
        accessor="edition__period", verbose_name=_("Period"), order_by=("edition__period__ends_on", "id")
    )
    issued_at = tables.DateColumn(
        accessor="edition__issued_at", verbose_name=_("Issued"), order_by=("edition__issued_at", "id")
    )
    language = tables.Column(verbose_name=_("Language"), order_by=("language", "id"))
    download = TemplateCell(template_name="reports/_columns/download.html", verbose_name=_("Download"), orderable=False)

    class Meta:
        model = Rendition
        fields = ("title", "period", "issued_at", "language", "download")
        attrs = {"class": "list"}
        empty_text = _("No report has been issued yet. You are told by e-mail when one is.")

    def render_period(self, value: Period) -> str:
        return value.label_here

    def render_language(self, value: str) -> str:
        return language_name(value, get_language() or "en")
