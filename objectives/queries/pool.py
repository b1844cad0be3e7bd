"""Rows that are read in an order, some at a time, at a cost that is bounded whatever they are narrowed by.

An index's order is walked while that leads somewhere: the conditions are tried at each row, for at most WALKED rows.
Where what fits stands far off (a country whose work ended years ago, by date), all that fits is gathered and sorted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from objectives.queries.wordsearch import Among

WALKED = 4_000  # rows tried in the order of an index before the rest is gathered: some 20 ms
TRIED = 500  # the same where another index finds the rest, or a sort is the longer the more rows it is to give

# what fits, and a row of nothing where there are more to try; that is not looked for once enough is found
UP_TO_THE_END = "(SELECT key, value FROM walked WHERE fits) UNION ALL (SELECT NULL, NULL FROM walked OFFSET {most})"

# an OFFSET keeps the planners from sorting by an index, and trying there each row of it that there is
GATHERED = """SELECT key, value FROM
    (WITH gathered (key, value) AS ({}) SELECT * FROM gathered LIMIT 9223372036854775807 OFFSET 0) AS gathered"""
# for SQLite, which knows no LATERAL: of each group the keys that fit, and how many of its rows were tried at most
EACH_GROUP = """WITH walk (id, by) AS ({groups} LIMIT 9223372036854775807 OFFSET 0) SELECT walk.id,
    (WITH tried (key, fits) AS ({tried})
        SELECT json_group_array(key) FROM (SELECT key FROM tried WHERE fits LIMIT {most})),
    (SELECT count(*) FROM ({counted})) FROM walk"""
GROUPS = "(WITH walk (id, by) AS ({}) SELECT * FROM walk) AS walk"

FEW = 10_000  # keys that are handed to the database one by one

Rows = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Pool:
    """What fits, as the database finds it by whichever index serves best; and where it is many, how it is walked:
    `walked` are the rows of an index in its order, and `fits` the conditions to try at each. `parts` are pools of their
    own, one after the other in the order, where one may see much of one value and little of the others. `is_few` says
    that all rows can be read and sorted. `led` are the same rows as another table finds them, which is sorted by what
    stands in it; it is asked where the first `tries` rows of the order do not fill a page. `without` gives those
    without a value, where they are known to be few."""

    rows: QuerySet[Any]
    walked: QuerySet[Any] | None = None
    fits: list[Any] = field(default_factory=list)
    parts: tuple[Pool, ...] = ()
    is_few: bool = False
    led: Pool | None = None
    tries: int = WALKED
    without: Callable[[], Pool] | None = None

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> Self:
        """Of rows that are few as a rule: their keys are asked for first, and no index is walked for their order."""
        keys = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
        return cls(rows) if len(keys) > FEW else cls.named(rows.model, keys)

    @classmethod
    def named(cls, model: type[Model], keys: Sequence[int]) -> Self:
        """Of the rows that have these keys, at most FEW."""
        return cls(model._default_manager.filter(Among(keys)), is_few=True)

    def filter(self, **conditions: Any) -> Self:
        """Those of them that a place in the order leaves."""
        walked = None if self.walked is None else self.walked.filter(**conditions)
        led = None if self.led is None else self.led.filter(**conditions)
        return replace(self, rows=self.rows.filter(**conditions), walked=walked, led=led)

    def annotate(self, **made: Any) -> Self:
        """The same, with what is made of their columns."""
        walked = None if self.walked is None else self.walked.annotate(**made)
        led = None if self.led is None else self.led.annotate(**made)
        parts = tuple(one.annotate(**made) for one in self.parts)
        return replace(self, rows=self.rows.annotate(**made), walked=walked, led=led, parts=parts)

    def take(self, name: str, *, rising: bool, most: int) -> Rows:
        """The first by a column and then by the key, as (key, value)."""
        if self.is_few:
            return self._sorted(name, rising=rising, most=most)
        sign = "" if rising else "-"
        order = (f"{sign}{name}", f"{sign}pk")
        if self.walked is None:
            return list(self.rows.order_by(*order).values_list("pk", name)[:most])
        tries = min(self.tries, WALKED)
        tried = trying(self.walked.order_by(*order), self.fits).values_list("pk", name, "fits")[: tries + 1]
        if connection.vendor == "sqlite":
            found = _walk(tried, most, tries)
        else:
            frame = f"WITH walked (key, value, fits) AS ({{}}) {UP_TO_THE_END.format(most=tries)}"
            found = _fetch(frame, tried, most)
        if not _is_cut_short(found):
            return found
        further = self.led.take if self.led else self._sorted
        return further(name, rising=rising, most=most)

    def _sorted(self, name: str, *, rising: bool, most: int) -> Rows:
        """The same, all of them read and sorted."""
        way = "ASC" if rising else "DESC"
        gathered = self.rows.order_by().values_list("pk", name)
        found = _fetch(f"{GATHERED} ORDER BY value {way}, key {way}", gathered, most)
        return _as_python(gathered, found)

    def take_by_groups(self, name: str, groups: QuerySet[Any], by: str, *, rising: bool, most: int) -> Rows:
        """The first in the order of their groups (rows of a small table, by one of its columns), and in each by key."""
        sign = "" if rising else "-"
        in_order = groups.order_by(f"{sign}{by}", f"{sign}pk").values_list("pk", by)
        if self.is_few:
            return self._sorted_by_groups(name, in_order, rising=rising, most=most)

        def within(rows: QuerySet[Any]) -> QuerySet[Any]:
            return rows.filter(**{name: RawSQL("walk.id", ())}).order_by(f"{sign}{name}", f"{sign}pk")

        if connection.vendor == "sqlite":
            tried = within(trying(self.rows if self.walked is None else self.walked, self.fits))
            found = _walk_groups(in_order, tried, rising=rising, most=most)
            return self._sorted_by_groups(name, in_order, rising=rising, most=most) if _is_cut_short(found) else found
        # a nested loop, which keeps the order of the groups and stops at enough
        each = "SELECT one.*, walk.id FROM ({}) AS walk (id, by) CROSS JOIN LATERAL ({}) AS one"
        if self.walked is None:
            return _fetch(each, in_order, within(self.rows).values_list("pk")[:most], most)
        # each group is limited too, or PostgreSQL would try all of its rows to sort them
        tried = within(trying(self.walked, self.fits)).values_list("pk", "fits")[: WALKED + 1]
        some = f"WITH walked (key, fits, value) AS ({each} LIMIT {WALKED + 1}) {UP_TO_THE_END.format(most=WALKED)}"
        found = _fetch(some, in_order, tried, most)
        if not _is_cut_short(found):
            return found
        return self._sorted_by_groups(name, in_order, rising=rising, most=most)

    def _sorted_by_groups(self, name: str, groups: QuerySet[Any], *, rising: bool, most: int) -> Rows:
        """The same, all of them read and sorted. `groups` are the groups' keys with what they are sorted by."""
        way = "ASC" if rising else "DESC"
        gathered = self.rows.order_by().values_list("pk", name)
        joined = f"{GATHERED} JOIN {GROUPS} ON walk.id = gathered.value"
        return _fetch(f"{joined} ORDER BY walk.by {way}, walk.id {way}, key {way}", gathered, groups, most)


def trying(rows: QuerySet[Any], fits: Sequence[Any]) -> QuerySet[Any]:
    """The rows, each with whether all these conditions hold for it (`fits`)."""
    if not fits:
        return rows.annotate(fits=Value(True))
    if connection.vendor == "sqlite":  # in a CASE it goes no further than to the first that does not hold
        return rows.annotate(fits=Case(When(Q(*fits), then=True), default=False, output_field=BooleanField()))
    return rows.annotate(fits=ExpressionWrapper(Q(*fits), output_field=BooleanField()))


def tried(rows: QuerySet[Any], by: str = "evidence") -> Coalesce:
    """Whether there is such a row, asked at each record by itself: PostgreSQL would gather what an EXISTS finds."""
    own = rows.filter(**{by: OuterRef("pk")}).order_by().values_list(Value(True))[:1]
    return Coalesce(Subquery(own), False, output_field=BooleanField())


def _is_cut_short(found: Rows) -> bool:
    return bool(found) and found[-1][0] is None


def _walk(tried: QuerySet[Any], most: int, tries: int) -> Rows:
    """What fits among the first rows, which SQLite gives one by one as they are asked for; and a row of nothing where
    there are more of them."""
    found, number = Rows(), 0
    sql, values = tried.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for number, (key, value, fits) in enumerate(cursor, 1):
            if fits and number <= tries:
                found.append((key, value))
                if len(found) == most:
                    break
    is_cut_short = number > tries and len(found) < most
    return [*_as_python(tried, found), (None, None)] if is_cut_short else _as_python(tried, found)


def _walk_groups(groups: QuerySet[Any], tried: QuerySet[Any], *, rising: bool, most: int) -> Rows:
    """What fits among the rows that are tried, of one group after the other, which SQLite gives as they are asked for;
    and a row of nothing where there are more of them. A group costs as a row does."""
    counted = tried.order_by().values_list("pk")[: WALKED + 1]
    queries = {"groups": groups, "tried": tried.values_list("pk", "fits")[: WALKED + 1], "counted": counted}
    try:
        written = {name: rows.query.sql_with_params() for name, rows in queries.items()}
    except EmptyResultSet:
        return []
    sql = EACH_GROUP.format(most=most, **{name: said for name, (said, _values) in written.items()})
    found, number = Rows(), 0
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _said, values in written.values() for value in values])
        for group, keys, rows in cursor:
            found += [(key, group) for key in sorted(json.loads(keys), reverse=not rising)]
            number += rows + 1
            if len(found) >= most or number > WALKED:
                break
    return found[:most] if len(found) >= most or number <= WALKED else [*found, (None, None)]


def _as_python(rows: QuerySet[Any], found: Rows) -> Rows:
    """Keys and values as Django gives them, of rows as the database does: SQLite writes days as text."""
    compiler = rows.query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    expressions = [expression for expression, *_rest in compiler.select][:2]
    converters = compiler.get_converters(expressions)
    return [tuple(row) for row in compiler.apply_converters(found, converters)] if converters else found


def _fetch(frame: str, *parts: Any) -> Rows:
    """The rows of a query that is put together of others; its last part is how many at most."""
    *queries, most = parts
    try:
        written = [rows.query.sql_with_params() for rows in queries]
    except EmptyResultSet:  # Django sees already that no row can fit
        return []
    sql = frame.format(*(said for said, _values in written))
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {most:d}", [value for _said, values in written for value in values])
        return cursor.fetchall()
