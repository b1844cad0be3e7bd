"""The list of evidence as it is asked for: narrowed, searched, in an order, and a page of it.

What few entries fit is gathered and sorted; what many fit is read in the order of an index until a page is full. So
neither a narrow nor a broad filter makes the database look at all there is (docs/adr/0008-finding.md).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Max, QuerySet

from iomtrack.accounts.models import User
from objectives.models import Evidence, Office, Period
from objectives.models.sorting import AsSorted
from objectives.queries.evidence import with_row_parts
from objectives.queries.keyset import Order, Page, Place, read_last, read_page
from objectives.queries.pool import Pool
from objectives.queries.programmes import programmes_as_sorted
from objectives.queries.turns import Way, in_turn
from objectives.searching.index import ranked
from objectives.searching.sought import Sought

PER_PAGE = 25
FEW = 2_000  # entries whose keys are fetched: to be counted and sorted, and put in the order of how well they fit
FEW_TOGETHER = 1_000  # the same where several filters are set: tens may have to be tried for each that fits
PATIENCE = 25  # milliseconds within which they are found where there are indeed very many
RANK = "rank"

ORDERS = {
    one.name: one
    for one in (
        Order("title", "title", made=AsSorted("title")),
        Order("ends_on", "ends_on", is_nullable=True),
        Order("status", "status"),
        Order("created_at", "created_at"),
        Order("submitted_at", "submitted_at", is_nullable=True),
        Order("office", "office_id", is_nullable=True, groups=Office.objects.all, group_field="name"),
        Order("programme", "programme_id", is_nullable=True, groups=programmes_as_sorted, group_field="sorted_title"),
        Order("period", "period_id", is_nullable=True, groups=Period.objects.all, group_field="ends_on"),
        Order("author", "author_id", groups=User.objects.all, group_field="name"),
    )
}
NEWEST = replace(ORDERS["ends_on"], descending=True)
BY_RANK = Order(RANK, "title", is_nullable=True)


@dataclass(frozen=True)
class Wanted:
    """What an address asks for. `sort` is a column, "-" before it for the other way; "" is the best order there is.

    `before` and `after` are places as addresses have them, `last` is the last page, `number` a page counted from one.
    `is_narrowed` says whether any filter is set, `is_combined` whether several are.
    """

    sort: str = ""
    after: str = ""
    before: str = ""
    last: bool = False
    number: int = 1
    is_narrowed: bool = True
    is_combined: bool = False


@dataclass(frozen=True)
class Count:
    """How many entries fit: exactly, or `about` so many, or at least (`about` is 0)."""

    number: int
    is_exact: bool = True
    about: int = 0


@dataclass(frozen=True)
class Found:
    """A page of the list. `first` and `end` are the places beside its first and last row, as addresses have them."""

    entries: list[Evidence]
    count: Count
    order: Order
    has_previous: bool = False
    has_next: bool = False
    first: str = ""
    end: str = ""
    is_ranked: bool = False
    too_many_to_rank: bool = False
    place_is_broken: bool = False


def order_of(sort: str) -> Order | None:
    """The order that a name means: "title", or "-title" for the other way; None for what is none."""
    order = ORDERS.get(sort.removeprefix("-"))
    return replace(order, descending=sort.startswith("-")) if order else None


def find(
    rows: QuerySet[Evidence],
    in_order: Callable[[str], Pool],
    wanted: Wanted,
    words: Sought | None = None,
    ways: Sequence[Way] = (),
) -> Found:
    """A page of `rows`, which are what a person may see. `in_order` gives the same for reading by a column; `ways` are
    to be taken in turn to find their keys, if any are given."""
    if connection.vendor == "sqlite" and wanted.is_narrowed and not ways:
        ways = [Way(rows)]
    few = min(FEW, FEW_TOGETHER) if wanted.is_combined else FEW
    way = in_turn(ways, few=few) if ways else None
    if way is not None:
        keys, count = way.keys, _count_of(rows, len(way.keys), few)
    else:
        keys, count = _keys_and_count(rows, few, is_combined=wanted.is_combined)
    asked = order_of(wanted.sort)
    if words is not None and asked is None and len(keys) <= few:
        return _by_rank(ranked(words, keys), count, wanted)
    order = asked or NEWEST
    if wanted.is_narrowed and len(keys) <= few:
        pool = Pool.named(Evidence, keys)
    else:
        pool = in_order(order.field)
        pool = replace(pool, rows=min(ways, key=lambda one: one.pace).fitting) if ways else pool
    place, is_broken = _place(wanted, order)
    page = (
        read_last(pool, order, PER_PAGE)
        if wanted.last
        else read_page(pool, order, PER_PAGE, place=place, number=wanted.number)
    )
    found = _found(page, count, order, is_broken, words)
    return replace(found, too_many_to_rank=words is not None and asked is None)


def _by_rank(keys: Sequence[int], count: Count, wanted: Wanted) -> Found:
    """A page of what fits, the best first: the order is short enough to be known as a whole."""
    place, is_broken = _place(wanted, BY_RANK)
    start = (max(wanted.number, 1) - 1) * PER_PAGE
    if wanted.last:
        start = max(len(keys) - PER_PAGE, 0)
    elif place is not None and place.key in keys:
        at = keys.index(place.key)
        start = at + 1 if place.forward else max(at - PER_PAGE, 0)
    elif place is not None:
        is_broken = True
    start = start if start < len(keys) else 0
    part = keys[start : start + PER_PAGE]
    page = Page([(key, None) for key in part], start > 0, start + PER_PAGE < len(keys))
    return replace(_found(page, count, BY_RANK, is_broken, words=True), is_ranked=True)


def _place(wanted: Wanted, order: Order) -> tuple[Place | None, bool]:
    """The place that is asked for, and whether what is asked for is none."""
    written = wanted.after or wanted.before
    if not written or wanted.last:
        return None, False
    place = Place.read(written, order, Evidence, forward=bool(wanted.after))
    return place, place is None


def _found(page: Page, count: Count, order: Order, is_broken: bool, words: object) -> Found:
    keys = [key for key, _value in page.rows]
    entries = with_row_parts(Evidence.objects.filter(pk__in=keys)).select_related(
        "office", "author", "period", "programme"
    )
    by_key = {one.pk: one for one in (entries.defer(None) if words else entries)}
    first, end = (
        (Place(value, key).written(order) for key, value in (page.rows[0], page.rows[-1])) if keys else ("", "")
    )
    return Found(
        entries=[by_key[key] for key in keys if key in by_key],
        count=count,
        order=order,
        has_previous=page.has_previous,
        has_next=page.has_next,
        first=first,
        end=end,
        place_is_broken=is_broken,
    )


def _keys_and_count(rows: QuerySet[Evidence], few: int, *, is_combined: bool) -> tuple[list[int], Count]:
    """The keys of what fits, more than a few of them where there are more; and how many there are.

    What fits several filters at once the database may reckon far too high, as if each had nothing to do with the
    others. There its number is believed only where the first ones were found in a moment.
    """
    start = time.perf_counter()
    keys = list(rows.order_by().values_list("pk", flat=True)[: few + 1])
    was_quick = (time.perf_counter() - start) * 1000 <= PATIENCE
    if is_combined and len(keys) > few and not was_quick:
        return keys, Count(few, is_exact=False)
    return keys, _count_of(rows, len(keys), few)


def _count_of(rows: QuerySet[Evidence], found: int, few: int) -> Count:
    """How many there are, of which so many were found; more than a few are told as the database reckons."""
    return Count(found) if found <= few else Count(few, is_exact=False, about=_estimate(rows, few))


def _estimate(rows: QuerySet[Evidence], few: int) -> int:
    """About how many rows there are, as the database reckons: to two figures; 0 where it cannot tell."""
    if connection.vendor != "postgresql":
        is_whole = rows.query.where in (Evidence.objects.all().query.where, Evidence.objects.kept().query.where)
        return _rounded(Evidence.objects.aggregate(last=Max("pk"))["last"] or 0) if is_whole else 0
    told = rows.order_by().values("pk").explain(format="json").removeprefix("Execution Plan: ")
    if not told:  # Django sees already that no row can fit
        return 0
    number = int(json.loads(told)[0]["Plan"]["Plan Rows"])
    return _rounded(number) if number > few else 0


def _rounded(number: int) -> int:
    step = 10 ** max(len(str(number)) - 2, 0)
    return round(number / step) * step
