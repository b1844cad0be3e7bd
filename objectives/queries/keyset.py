"""Pages read by key: from a place in an order on, so that the last page costs what the first one does.

An order goes by one column and then by the primary key. Rows without a value come last, whichever way it goes and
whichever database holds them. Each piece of it is read by an index of its own: the rows with the same value beyond the
key, the rows with further values, and those without one.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db.models import Field, Func, Model, Q, QuerySet

from objectives.queries.pool import Pool, Rows

MOST_PAGES_BY_NUMBER = 40
LONGEST_PLACE = 2_000  # characters of an address
LARGEST_KEY = 2**63
MADE = "sorted_by"


@dataclass(frozen=True)
class Order:
    """An order of a list: by a column of the model, or by what is made of it (`made`). `groups` are the rows of a small
    table that a foreign key leads to, in their own order by `group_field`, where the order is theirs."""

    name: str
    field: str
    is_nullable: bool = False
    descending: bool = False
    groups: Callable[[], QuerySet[Any]] | None = None
    group_field: str = ""
    made: Func | None = None

    @property
    def value(self) -> str:
        """What rows of a pool know it by."""
        return self.field if self.made is None else MADE

    def parse(self, model: type[Model], written: Any) -> Any:
        """A value as an address has it. Raises ValueError where it is none."""
        if written is None:
            if self.is_nullable:
                return None
            raise ValueError("no value")
        try:
            field = model._meta.get_field(self.field)
            assert isinstance(field, Field)
            value = field.to_python(written)
            return value.astimezone(UTC) if isinstance(value, datetime) else value
        except (ValidationError, TypeError, OverflowError) as error:
            raise ValueError("no such value") from error


@dataclass(frozen=True)
class Place:
    """A place in an order: beside a row, by its value and key. `forward` is on from there, else back."""

    value: Any
    key: int
    forward: bool = True

    def written(self, order: Order) -> str:
        """The place as an address has it."""
        value = self.value.isoformat() if isinstance(self.value, date | datetime) else self.value
        said = json.dumps([order.name, value, self.key], ensure_ascii=False).encode()
        return urlsafe_b64encode(said).decode().rstrip("=")

    @classmethod
    def read(cls, written: str, order: Order, model: type[Model], *, forward: bool) -> Self | None:
        """The place that an address names in this order, or None where it names none."""
        if len(written) > LONGEST_PLACE:
            return None
        try:
            padded = written + "=" * (-len(written) % 4)
            name, value, key = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            is_sound = (
                name == order.name and _is_key(key) and (value is None or isinstance(value, str) or _is_key(value))
            )
            if not is_sound or b"\0" in str(value).encode():
                return None
            return cls(order.parse(model, value), key, forward)
        except (ValueError, TypeError, RecursionError):
            return None


def _is_key(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST_KEY


@dataclass(frozen=True)
class Page:
    """The keys of the rows of a page with their values, and whether there are rows before and after."""

    rows: list[tuple[int, Any]]
    has_previous: bool = False
    has_next: bool = False


def read_page(pool: Pool, order: Order, size: int, *, place: Place | None = None, number: int = 1) -> Page:
    """A page of rows: on from a place or back from it, or the so-many-th from the beginning. A few queries."""
    if place is None:
        skipped = (min(max(number, 1), MOST_PAGES_BY_NUMBER) - 1) * size
        found = take(pool, order, skipped + size + 1, forward=True)
        if skipped and len(found) <= skipped:
            return read_page(pool, order, size)
        return Page(found[skipped : skipped + size], skipped > 0, len(found) > skipped + size)
    found = take(pool, order, size + 1, place=place, forward=place.forward)
    if place.forward:
        return Page(found[:size], True, len(found) > size)
    if len(found) <= size:
        return read_page(pool, order, size)
    return Page(found[:size][::-1], True, True)


def read_last(pool: Pool, order: Order, size: int) -> Page:
    """The last page."""
    found = take(pool, order, size + 1, forward=False)
    return Page(found[:size][::-1], len(found) > size, False)


def take(pool: Pool, order: Order, most: int, *, place: Place | None = None, forward: bool) -> Rows:
    """The next rows as (key, value), from a place or from an end on."""
    pool = pool if order.made is None else pool.annotate(**{order.value: order.made})
    found: Rows = []
    for piece in _pieces(pool, order, place, forward):
        if len(found) >= most:
            break
        found += piece(most - len(found))
    return found[:most]


Piece = Callable[[int], Rows]


def _pieces(pool: Pool, order: Order, place: Place | None, forward: bool) -> Iterator[Piece]:
    """The pieces of an order, the next one first."""
    rising = forward != order.descending
    is_empty = place is not None and place.value is None
    if is_empty and place is not None:
        yield _lacking(pool, order, rising, place)
        if not forward:
            yield from _valued(pool, order, rising, None)
        return
    if order.is_nullable and place is None and not forward:
        yield _lacking(pool, order, rising, None)
    yield from _valued(pool, order, rising, place)
    if order.is_nullable and forward:
        yield _lacking(pool, order, rising, None)


def _lacking(pool: Pool, order: Order, rising: bool, place: Place | None) -> Piece:
    """Rows that have no value, which are looked for once they are wanted."""

    def piece(most: int) -> Rows:
        without = (pool.without() if pool.without else pool).filter(**{f"{order.field}__isnull": True})
        return _plain(without, order, rising, place)(most)

    return piece


def _valued(pool: Pool, order: Order, rising: bool, place: Place | None) -> Iterator[Piece]:
    value = place.value if place else None
    if pool.parts:
        for part in pool.parts if rising else pool.parts[::-1]:
            yield from _valued(part, order, rising, place)
        return
    if place is not None:
        yield _plain(pool.filter(**{order.value: value}), order, rising, place)
    if order.groups is not None:
        groups = order.groups() if value is None else _groups_beyond(order.groups(), order, rising, value)
        yield lambda most: pool.take_by_groups(order.field, groups, order.group_field, rising=rising, most=most)
        return
    beyond = pool.filter(**{f"{order.field}__isnull": False}) if order.is_nullable else pool
    if place is not None:
        beyond = pool.filter(**{f"{order.value}__{'gt' if rising else 'lt'}": value})
    yield _plain(beyond, order, rising, None)


def _plain(pool: Pool, order: Order, rising: bool, place: Place | None) -> Piece:
    """Rows in the order of an index on the column and the key; beyond the key of a place whose value they have."""
    if place is not None:
        pool = pool.filter(**{f"pk__{'gt' if rising else 'lt'}": place.key})
    return lambda most: pool.take(order.value, rising=rising, most=most)


def _groups_beyond(groups: QuerySet[Any], order: Order, rising: bool, value: Any) -> QuerySet[Any]:
    """The groups after one; none where it is gone."""
    name = groups.filter(pk=value).values_list(order.group_field, flat=True).first()
    if name is None:
        return groups.none()
    way = "gt" if rising else "lt"
    further = Q(**{f"{order.group_field}__{way}": name})
    return groups.filter(further | Q(**{order.group_field: name, f"pk__{way}": value}))
