"""The keys of what is asked for, on SQLite, as far as they are wanted; of a search, found in several ways at once.

All that hold a word can be tried for what else is asked, or all that is asked otherwise for the word. Which of them is
short nobody knows before: so each tries some rows in turn, the one that has taken less time next, until one has found
enough or has come to its end.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from objectives.models import Evidence
from objectives.queries.pool import trying

TURN = 250  # rows that a way tries before it is the other's turn


@dataclass(eq=False, repr=False)
class Way:
    """Rows to try, and the conditions to try at each. `keys` are those of the rows that fit, so far."""

    rows: QuerySet[Evidence]
    fits: list[Any] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    is_done: bool = False
    taken: float = 0  # seconds
    _cursor: Any = None

    @property
    def fitting(self) -> QuerySet[Evidence]:
        """The rows that fit, found in this way."""
        return self.rows.filter(*self.fits)

    @property
    def pace(self) -> float:
        """Seconds for a part of all there is, as it comes to the entries in the order of their keys, as a rule."""
        return self.taken / self.keys[-1] if self.keys else math.inf

    def begin(self, stack: ExitStack) -> None:
        start = time.perf_counter()
        try:
            tried = trying(self.rows.order_by(), self.fits).values_list("pk", "fits")
            sql, values = tried.query.sql_with_params()
        except EmptyResultSet:  # Django sees already that no row can fit
            self.is_done = True
            return
        self._cursor = stack.enter_context(connection.cursor())
        self._cursor.execute(sql, values)
        self.taken = time.perf_counter() - start

    def go_on(self) -> None:
        start = time.perf_counter()
        part = self._cursor.fetchmany(TURN)
        self.keys += [key for key, fits in part if fits]
        self.is_done = len(part) < TURN
        self.taken += time.perf_counter() - start


def in_turn(ways: Sequence[Way], few: int) -> Way:
    """The way that first has more keys than a few, or all that there are."""
    with ExitStack() as stack:
        for way in ways:
            way.begin(stack)
        while True:
            for way in ways:
                if way.is_done or len(way.keys) > few:
                    return way
            min(ways, key=lambda way: way.taken).go_on()
