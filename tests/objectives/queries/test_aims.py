"""What was aimed at in a period, and on a day."""

from datetime import date

import pytest

from objectives.queries.targets import aimed_at_in, aimed_at_on, aims_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def aim(indicator):
    """Makes a target: its value, when it was decided, and of what it is."""

    def make(value, set_on, **fields):
        fields.setdefault("reason", "Why" if fields.get("revision") else "")
        return factories.TargetFactory(indicator=indicator, value=value, set_on=set_on, **fields)

    return make


def in_period(indicator, period):
    found = aimed_at_in(period, aims_of(indicator))
    return found and int(found.value)


def on(indicator, day):
    found = aimed_at_on(date.fromisoformat(day), aims_of(indicator))
    return found and int(found.value)


def test_a_target_of_the_period_comes_before_a_dated_one(indicator, period, aim):
    aim(900, "2026-01-01", due_on="2026-08-31")
    aim(100, "2026-01-01", due_on=period.ends_on, period=period)

    assert in_period(indicator, period) == 100


def test_of_dated_targets_the_next_that_falls_due_counts(indicator, period, aim):
    for value, due_on in ((900, "2027-12-31"), (50, "2026-06-30"), (400, "2026-12-31")):
        aim(value, "2026-01-01", due_on=due_on)

    assert in_period(indicator, period) == 400


@pytest.mark.parametrize(("revised_on", "value"), [("2026-09-30", 120), ("2026-10-01", 100)])
def test_a_revision_decided_after_the_periods_end_changes_nothing_in_it(indicator, period, aim, revised_on, value):
    aim(100, "2026-01-01", due_on=period.ends_on, period=period)
    aim(120, revised_on, due_on=period.ends_on, period=period, revision=1)

    assert in_period(indicator, period) == value


@pytest.mark.parametrize(("due_on", "value"), [("2026-09-30", 100), ("2026-10-01", None)])
def test_a_target_first_entered_later_counts_where_it_fell_due_in_the_period(indicator, period, aim, due_on, value):
    aim(100, "2026-11-01", due_on=due_on)
    aim(120, "2026-12-01", due_on=due_on, revision=1)

    assert in_period(indicator, period) == value


def test_without_targets_nothing_is_aimed_at(indicator, period):
    assert (in_period(indicator, period), on(indicator, "2026-08-01")) == (None, None)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2025-12-31", None),
        ("2026-01-01", 900),
        ("2026-06-30", 900),
        ("2026-07-01", 100),
        ("2026-08-14", 100),
        ("2026-08-15", 120),
        ("2026-09-30", 120),
        ("2026-10-01", 900),
        ("2027-06-01", 950),
        ("2028-01-01", None),
    ],
)
def test_what_was_aimed_at_on_a_day_is_what_had_been_decided_by_then(indicator, period, aim, day, value):
    aim(900, "2026-01-01", due_on="2027-12-31")
    aim(950, "2027-06-01", due_on="2027-12-31", revision=1)
    aim(100, "2026-02-01", due_on=period.ends_on, period=period)
    aim(120, "2026-08-15", due_on=period.ends_on, period=period, revision=1)

    assert on(indicator, day) == value


def test_the_revisions_of_an_aim_stand_together_newest_first(indicator, aim):
    for revision, value in enumerate((100, 110, 120)):
        aim(value, f"2026-0{revision + 1}-01", due_on="2026-12-31", revision=revision)
    aim(900, "2026-01-01", due_on="2027-12-31")

    aims = aims_of(indicator)

    assert [(int(one.current.value), [int(target.value) for target in one.earlier]) for one in aims] == [
        (120, [110, 100]),
        (900, []),
    ]
