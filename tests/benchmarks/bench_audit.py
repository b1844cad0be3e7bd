"""Searching, paging and copying the audit at 10,000 and at 1,000,000 events, beside what it did before.

`make bench` runs it on SQLite and on PostgreSQL. The alternatives are measured in the same run: a search for parts of
words row by row, a page by offset, and Django's own iterator with csv.
"""

import csv
import os
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from objectives.audit_words import index_events
from objectives.exchange.audit_export import as_csv
from objectives.models import AuditEvent
from objectives.queries.audit import Criteria, Position, audit_page
from tests import factories
from tests.benchmarks.pace import cost, slowness

SMALL, LARGE = 10_000, int(os.environ.get("BENCH_AUDIT_EVENTS", "1000000"))
ROUNDS = 3
PAGE_BUDGET = 150.0  # ms, DESIGN section 7
FLAT, NOISE = 1.5, 15.0  # times its own time at 10,000, give or take some milliseconds
ROWS_A_SECOND = 30_000
MEMORY_BUDGET = 120 * 2**20
COPIED = 200_000  # events of which the speed of a copy is taken
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
PLACES = ("Nairobi", "Bogotá", "Geneva", "Manila", "Dakar", "Tbilisi", "Quito", "Kabul")
SEARCHES = {
    "a word of every event": Criteria(text="training"),
    "a word of one event in eight": Criteria(text="nairobi"),
    "the beginning of words": Criteria(text="trav"),
    "a word of the oldest event": Criteria(text="namanga"),
    "a word of none": Criteria(text="zebra"),
    "two words": Criteria(text="training kabul"),
    "a reference": Criteria(object="EV-2020-77"),
    "words, an action and a kind": Criteria(text="quito", group="evidence", kind="objectives.evidence"),
    "words in old days": Criteria(text="geneva", since=BEGIN.date(), until=BEGIN.date() + timedelta(days=40)),
}


class World:
    """Events of thirty people: of each hundred ninety on evidence, as the product writes them."""

    def __init__(self) -> None:
        self.people = factories.UserFactory.create_batch(30)
        self.number = 0
        self.last = 0

    def grow(self, events: int) -> None:
        while self.number < events:
            many = min(5_000, events - self.number)
            AuditEvent.objects.bulk_create([self._event(self.number + one) for one in range(many)])
            self.number += many
            self.last = index_events(self.last)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _event(self, number: int) -> AuditEvent:
        is_entry = number % 10 < 9
        title = f"Training of officials in {PLACES[number % 8]}, course {number}"
        event = AuditEvent(
            at=BEGIN + timedelta(seconds=200 * number),
            by=self.people[number % 30],
            action="evidence.save" if is_entry else "office.rename",
            object_type="objectives.evidence" if is_entry else "objectives.office",
            object_id=str(number),
            object_label=f"EV-2020-{number}",
            before={"title": title, "status": "draft"},
            after={"title": title, "status": "submitted", "why": "Travel documents were examined. " * 3},
        )
        if number == 0:
            event.after["place"] = "Namanga"
        return event


@pytest.fixture
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events say when they were, instead of now."""
    monkeypatch.setattr(AuditEvent._meta.get_field("at"), "auto_now_add", False)


def milliseconds(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """What a piece of reading takes at the pace of the budgets, at its least disturbed."""
    return min(cost(work) for _round in range(rounds))


def deep(events: int) -> Position:
    """A place with few events below it."""
    return Position(BEGIN + timedelta(seconds=200 * (events // 100)), AuditEvent.objects.last().pk + events // 100)  # type: ignore[union-attr]


def measure(events: int) -> dict[str, float]:
    """All pages at the size that the audit has, the first and a deep one of each."""
    found = {}
    for name, criteria in {"everything": Criteria(), "one action": Criteria(group="office"), **SEARCHES}.items():
        found[name] = milliseconds(lambda criteria=criteria: audit_page(criteria))  # type: ignore[misc]
        found[f"{name}, deep"] = milliseconds(
            lambda criteria=criteria: audit_page(criteria, before=deep(events))  # type: ignore[misc]
        )
    return found


def row_by_row(word: str) -> list[AuditEvent]:
    """The newest events that hold a part of a word, each row being tried."""
    text = TextField()
    rows = AuditEvent.objects.alias(before_text=Cast("before", text), after_text=Cast("after", text))
    wanted = Q(object_label__icontains=word) | Q(before_text__icontains=word) | Q(after_text__icontains=word)
    return list(rows.filter(wanted).order_by("-at", "-id")[:26])


def plain_copy(events: int) -> Iterator[str]:
    """What Django and csv do by themselves."""
    writer = csv.writer(type("Echo", (), {"write": staticmethod(str)})())
    rows = AuditEvent.objects.order_by("-at", "-id").values_list(
        "id", "at", "by__name", "by__email", "action", "object_type", "object_id", "object_label", "before", "after"
    )
    for row in rows[:events].iterator(chunk_size=2_000):
        yield writer.writerow(row)


def speed(copy: Iterator[str], rows: int) -> float:
    """Rows in a second of our own processor time, at the pace of the budgets."""
    slow, start = slowness(), time.process_time()
    for _part in copy:
        pass
    took = time.process_time() - start
    return rows / took * (slow + slowness()) / 2


def memory(copy: Iterator[str]) -> int:
    """The most bytes held at once."""
    tracemalloc.start()
    for _part in copy:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.django_db
@pytest.mark.usefixtures("dated")
def test_reading_and_copying_the_audit_costs_the_same_at_a_million_events() -> None:
    world = World()
    world.grow(SMALL)
    small, little = measure(SMALL), memory(as_csv(Criteria()))
    start = time.perf_counter()
    world.grow(LARGE)
    growing = time.perf_counter() - start
    large = measure(LARGE)
    trying = milliseconds(lambda: row_by_row("zebra"), rounds=1)
    copied = min(COPIED, LARGE)
    newest = Criteria(since=(BEGIN + timedelta(seconds=200 * (LARGE - copied))).date())
    ours, plain = speed(as_csv(newest), copied), speed(plain_copy(copied), copied)
    much = memory(as_csv(newest))

    print(f"\n{connection.vendor}, {LARGE:,} events made and indexed in {growing:.0f} s")
    for name, value in large.items():
        print(f"{name:36} {small[name]:8.2f} ms at {SMALL:,} {value:8.2f} ms at {LARGE:,}")
    print(f"a word of none, row by row {trying:,.0f} ms: {trying / large['a word of none']:,.0f} × ours")
    print(f"copy: {ours:,.0f} rows/s, plain {plain:,.0f} rows/s, {ours / plain:.1f} ×; {little:,} and {much:,} bytes")
    assert {name: value for name, value in large.items() if value > PAGE_BUDGET} == {}
    assert {name: value for name, value in large.items() if value > FLAT * small[name] + NOISE} == {}
    assert ours >= ROWS_A_SECOND
    assert much <= min(MEMORY_BUDGET, 2 * little + 2**20)
