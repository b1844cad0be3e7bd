"""What was aimed at: for a period, and on a day."""

from datetime import date

import pytest

from objectives.queries.targets import targets_for, targets_on
from tests import factories

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 1, 15), date(2026, 11, 15)  # of the third quarter


@pytest.fixture
def aim(indicator):
    """Sets a target of the indicator."""

    def make(value, due_on=date(2026, 9, 30), set_on=BEFORE, revision=0, **fields):
        reason = "Less money came." if revision else ""
        return factories.TargetFactory(
            indicator=indicator, value=value, due_on=due_on, set_on=set_on, revision=revision, reason=reason, **fields
        )

    return make


def of_period(period, indicator):
    return getattr(targets_for(period, [indicator]).get(indicator.pk), "value", None)


def on(day, indicator):
    return getattr(targets_on(day, [indicator]).get(indicator.pk), "value", None)


def test_a_target_of_the_period_comes_before_a_dated_one(aim, period, indicator):
    aim(1, due_on=date(2026, 8, 1))
    aim(2, due_on=date(2026, 12, 31), period=period)

    assert of_period(period, indicator) == 2


def test_a_target_of_another_period_is_none_of_this_one(aim, period, indicator):
    other = factories.PeriodFactory(
        framework=period.framework, code="2026-Q4", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)
    )
    aim(1, due_on=date(2026, 12, 31), period=other)

    assert of_period(period, indicator) is None


@pytest.mark.parametrize(("set_on", "value"), [(date(2026, 9, 30), 80), (date(2026, 10, 1), 100)])
def test_a_revision_counts_for_a_period_only_if_it_was_decided_by_its_last_day(set_on, value, aim, period, indicator):
    aim(100)
    aim(80, revision=1, set_on=set_on)

    assert of_period(period, indicator) == value


def test_what_is_first_aimed_at_later_was_not_aimed_at_then(aim, period, indicator):
    aim(100, due_on=date(2027, 12, 31), set_on=AFTER)

    assert of_period(period, indicator) is None


def test_a_target_that_falls_due_in_the_period_counts_as_first_set_even_if_it_was_entered_later(aim, period, indicator):
    aim(100, set_on=AFTER)
    aim(80, revision=1, set_on=AFTER)

    assert of_period(period, indicator) == 100


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 1, 14), None),
        (date(2026, 1, 15), 100),
        (date(2026, 5, 1), 80),
        (date(2026, 9, 30), 80),
        (date(2026, 10, 1), 500),
        (date(2027, 1, 1), None),
    ],
)
def test_a_day_has_the_target_that_had_been_decided_by_then(day, value, aim, indicator):
    aim(100)
    aim(80, revision=1, set_on=date(2026, 5, 1))
    aim(500, due_on=date(2026, 12, 31))

    assert on(day, indicator) == value


def test_on_a_day_the_target_of_its_period_comes_first(aim, period, indicator):
    aim(1, due_on=date(2026, 9, 29))
    aim(2, period=period)

    assert (on(date(2026, 9, 1), indicator), on(date(2026, 6, 30), indicator)) == (2, 1)


def test_the_targets_of_many_take_one_query(aim, period, indicator, django_assert_num_queries):
    aim(1)
    aim(2, revision=1)

    with django_assert_num_queries(1):
        targets_for(period, [indicator])
    with django_assert_num_queries(1):
        targets_on(BEFORE, [indicator])
