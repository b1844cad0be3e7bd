"""Long lists by cursor: each page says where the next begins, and costs the same wherever it stands."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Schema

from iomtrack.rest.problems import Fault, Problem

MOST = 200
FIRST_YEAR, LAST_YEAR = 1, 9999  # a moment in them may be in no year at all elsewhere on earth
Row = TypeVar("Row", bound=Model)
Out = TypeVar("Out")


class PageQuery(Schema):
    """Which page of a list."""

    cursor: Annotated[
        str, Field(max_length=400, description="`next` of the page before; leave it out for the first")
    ] = ""
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most")] = 50


class Page(Schema, Generic[Out]):
    """A page of a list. `next` is null on the last one."""

    items: list[Out]
    next: str | None


def page_of(rows: QuerySet[Row], query: PageQuery, order: Sequence[str], show: Callable[[Row], Out]) -> dict[str, Any]:
    """The page that a query asks for of a list in an order of columns that are never null, the last of them unique.

    Raises Problem 422 for a cursor that no page of such a list has given.
    """
    begun = rows.filter(_after(order, _read(query.cursor, order))) if query.cursor else rows
    found = list(begun.order_by(*order)[: query.limit + 1])
    shown = found[: query.limit]
    return {
        "items": [show(row) for row in shown],
        "next": _cursor(shown[-1], order) if len(found) > len(shown) else None,
    }


def _cursor(row: Model, order: Sequence[str]) -> str:
    values = [getattr(row, name) for name in order]
    text = json.dumps([one.isoformat() if isinstance(one, datetime) else one for one in values])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, order: Sequence[str]) -> list[Any]:
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_value(name, value) for name, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, RecursionError):
        raise _no_cursor() from None


def _value(name: str, value: Any) -> Any:
    """A part of a cursor, of the kind that its column has: a moment, or a key. Raises ValueError for any other."""
    if name.endswith("_at") and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None and FIRST_YEAR < moment.year < LAST_YEAR:
            return moment
    elif type(value) is int and 0 <= value < 2**63:
        return value
    raise ValueError(name)


def _no_cursor() -> Problem:
    message = _("This is no cursor of this list. Begin without one.")
    return Problem(422, message, [Fault(parameter="cursor", detail=message)])


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """What stands behind a row in the order of these columns."""
    name, value = order[0], values[0]
    if len(order) == 1:
        return Q(**{f"{name}__gt": value})
    later = Q(**{f"{name}__gt": value}) | Q(**{name: value}) & _after(order[1:], values[1:])
    return Q(**{f"{name}__gte": value}) & later  # the first column alone lets the database begin at the right place
