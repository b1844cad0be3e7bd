"""The rows of lists."""

from __future__ import annotations

from collections.abc import Iterator

import django_tables2 as tables
from django import template
from django.utils.safestring import SafeString

from iomtrack.accounts import cells

register = template.Library()


@register.filter
def lines(table: tables.Table) -> Iterator[SafeString]:
    """The cells of each row of the page that is shown."""
    return cells.lines(table, table.paginated_rows)
