"""The overview of a period at 10,000 and at 1,000,000 records, beside counting them anew, on the database in use.

`make bench` runs it on SQLite and on PostgreSQL. Times are those of the database: each statement is sent again by
itself and read to its end, and the least disturbed of several rounds counts, for ours and for the alternatives.
"""

import time
from collections.abc import Callable
from statistics import mode
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q

from objectives.actions import evidence as actions
from objectives.models import Contribution, Element, Evidence, Period
from objectives.queries.overview import period_overview
from tests import factories
from tests.benchmarks.pace import cost, slowness, spent
from tests.benchmarks.world import Million

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 7
OVERVIEW_BUDGET = 15.0  # ms, DESIGN section 7
MOVE_BUDGET = 10.0  # ms of all the statements of one step of an entry
FLAT = 1.5  # times its own time at 10,000 …
NOISE = 1.0  # … give or take a millisecond

Statement = tuple[str, Any]


def statements(work: Callable[[], Any]) -> list[Statement]:
    """What a piece of reading sends to the database."""
    sent: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return sent


def milliseconds(sent: list[Statement], rounds: int = ROUNDS) -> float:
    """How long the database takes for statements at the pace of the budgets, read to their end."""

    def once(sql: str, params: Any) -> float:
        with connection.cursor() as cursor:
            return cost(lambda: (cursor.execute(sql, params), cursor.fetchall()))

    return sum(min(once(*statement) for _round in range(rounds)) for statement in sent)


def by_annotation(period: Period) -> list[Element]:
    """Both counts of every element, as Django's own annotation has them."""
    of_period = Q(contributions__evidence__period=period)
    return list(
        Element.objects.filter(framework=period.framework_id).annotate(
            accepted=Count("contributions", filter=of_period & Q(contributions__evidence__status="accepted")),
            awaiting=Count("contributions", filter=of_period & Q(contributions__evidence__status="submitted")),
        )
    )


def by_grouping(period: Period) -> list[tuple[int, str, int]]:
    """Both counts of every element, by a GROUP BY over the period's records."""
    return list(
        Contribution.objects.filter(evidence__period=period, evidence__status__in=["accepted", "submitted"])
        .order_by()
        .values_list("element_id", "evidence__status")
        .annotate(number=Count("id"))
    )


def moving(work: Callable[[Evidence], Any], entries: list[Evidence]) -> float:
    """Milliseconds of all the statements of one step of an entry, triggers and all, each at its least disturbed.

    Of entries that take different numbers of them, such as those with a figure and those without, the more usual count.
    """
    taken: list[list[float]] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        slow, start = slowness(), spent()
        try:
            return execute(sql, params, many, context)
        finally:
            taken[-1].append((spent() - start) / slow)

    with connection.execute_wrapper(watch):
        for entry in entries:
            taken.append([])
            work(entry)
    usual = mode(len(one) for one in taken) if taken else 0
    return sum(min(of_all) for of_all in zip(*(one for one in taken if len(one) == usual), strict=True))


def measure(world: Million) -> dict[str, float]:
    """All figures at the size that the world has."""
    period, author, reviewer = world.period, world.author, world.reviewer
    found = {
        "overview": milliseconds(statements(lambda: period_overview(world.framework, period))),
        "annotation": milliseconds(statements(lambda: by_annotation(period)), rounds=2),
        "grouping": milliseconds(statements(lambda: by_grouping(period)), rounds=3),
    }
    waiting = list(Evidence.objects.filter(period=period, status="submitted")[:20])
    returned = list(Evidence.objects.filter(period=period, status="returned")[:20])
    for entry in returned:
        factories.SourceFactory(evidence=entry)
    found["submit"] = moving(lambda one: actions.submit(evidence=one, by=author), returned)
    found["accept"] = moving(lambda one: actions.accept(evidence=one, by=reviewer), waiting)
    found["withdraw"] = moving(lambda one: actions.withdraw(evidence=one, reason="Twice.", by=reviewer), waiting)
    return found


@pytest.mark.django_db(transaction=True)  # as in use: what a transaction left behind can be cleared away
def test_the_overview_of_a_period_costs_the_same_at_a_million_records(time_machine: Any) -> None:
    time_machine.move_to("2026-12-30T10:00:00+00:00")
    world = Million()
    world.grow(SMALL)
    small = measure(world)
    start = time.perf_counter()
    world.grow(LARGE)
    growing = time.perf_counter() - start
    large = measure(world)

    rows = period_overview(world.framework, world.period)
    assert sum(row.accepted for row in rows) == sum(
        number for _pk, status, number in by_grouping(world.period) if status == "accepted"
    )

    print(f"\n{connection.vendor}, {LARGE:,} records made in {growing:.0f} s with the triggers at work")
    for name, value in large.items():
        print(
            f"{name:10} {small[name]:8.2f} ms at {SMALL:,} {value:8.2f} ms at {LARGE:,}, "
            f"{value / large['overview']:.1f} × the overview"
        )
    assert large["overview"] <= OVERVIEW_BUDGET
    assert large["overview"] <= FLAT * small["overview"] + NOISE
    assert large["submit"] <= MOVE_BUDGET
    assert large["accept"] <= MOVE_BUDGET
