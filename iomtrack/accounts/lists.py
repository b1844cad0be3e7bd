"""What every list of the site does: sort and page as its address says, and keep that address short."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django_tables2 import RequestConfig, Table

from iomtrack.accounts.access import P, UserRequest, View

PER_PAGE = 25


def short_address(boxes: Collection[str]) -> Callable[[View[P]], View[P]]:
    """Lead from an address with some of these boxes empty, as their form sends them, to the same without them."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def shortened(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asked = [(name, value) for name, values in request.GET.lists() for value in values]
            kept = [(name, value) for name, value in asked if value.strip() or name not in boxes]
            if request.method != "GET" or len(kept) == len(asked):
                return view(request, *args, **kwargs)
            return redirect(f"{request.path}?{urlencode(kept)}" if kept else request.path)

        return shortened

    return decorate


def arrange(request: HttpRequest, table: Table) -> Table:
    """Sort a list by `?sort=` and show `?page=` of it, or the nearest page there is. No address makes a page longer."""
    RequestConfig(request, paginate=False).configure(table)
    table.paginate(per_page=PER_PAGE)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table
