"""What every list of the site does: sort and page as its address says."""

from __future__ import annotations

from django.http import HttpRequest
from django_tables2 import RequestConfig, Table

PER_PAGE = 25


def arrange(request: HttpRequest, table: Table) -> Table:
    """Sort a list by `?sort=` and show `?page=` of it, or the nearest page there is. No address makes a page longer."""
    RequestConfig(request, paginate=False).configure(table)
    table.paginate(per_page=PER_PAGE)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table
