"""Evidence as a list that is read page by page from a place in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from iomtrack.accounts.cells import TemplateCell
from objectives.models import Evidence
from objectives.queries.evidence_parts import PART_NAMES
from objectives.queries.found import Found
from objectives.searching.excerpts import excerpt, marked
from objectives.searching.sought import Sought
from objectives.tables.evidence import EvidenceTable

STANDARD = ("elements", "office", "ends_on", "status")


class InOrder(TableListData):
    """Rows that the database has put in order already."""

    def order_by(self, aliases: Sequence[str]) -> None:
        """Leave them as they are: a heading only shows which order it is."""


class FoundTable(EvidenceTable):
    """A page of what was found. `shown` names the columns beside the entry itself, which always stands first."""

    title = TemplateCell(
        template_name="objectives/_columns/found_title.html", verbose_name=_("Entry"), order_by=("title", "id")
    )
    programme = TemplateCell(
        template_name="objectives/_columns/programme_link.html", verbose_name=_("Programme"), empty_values=()
    )
    period = tables.Column(verbose_name=_("Period"), accessor="period__label_here", order_by=("period",))
    author = tables.Column(verbose_name=_("Logged by"))
    sensitivity = tables.Column(verbose_name=PART_NAMES["sensitivity"], orderable=False)
    created_at = tables.DateColumn(verbose_name=_("Entered"))
    submitted_at = tables.DateColumn(verbose_name=_("Submitted"))

    class Meta(EvidenceTable.Meta):
        fields = ("title", "elements", "office", "ends_on", "status")
        template_name = "objectives/_found_table.html"
        default = "–"

    def __init__(self, found: Found, *, shown: Sequence[str], words: Sought | None, **kwargs: Any) -> None:
        order = f"{'-' if found.order.descending else ''}{found.order.name}"
        super().__init__(InOrder(found.entries), exclude=self.hidden(shown), order_by=order, **kwargs)
        self.found, self.words = found, words

    @classmethod
    def hidden(cls, shown: Sequence[str]) -> list[str]:
        """The columns that are not shown."""
        return [name for name in cls.base_columns if name not in ("title", *shown)]

    @classmethod
    def offered(cls) -> dict[str, Any]:
        """The columns that can be chosen, with their headings."""
        named = {name: column.verbose_name for name, column in cls.base_columns.items()}
        return {name: named[name] for name in named if name != "title"}

    def title_of(self, record: Evidence) -> str | SafeString:
        """The title, with what was found in it."""
        text = record.title or record.reference
        return marked(text, self.words) if self.words else text

    def excerpt_of(self, record: Evidence) -> SafeString:
        """Where in its description it was found."""
        if self.words is None:
            return SafeString("")
        return excerpt(record.description, self.words) or excerpt(record.beneficiaries, self.words)
