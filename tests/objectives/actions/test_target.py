"""Setting what is aimed at: revisions are appended with their reason, and a closed period stands."""

from datetime import date
from decimal import Decimal

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.target import TargetInput, set_target, set_targets
from objectives.models import AuditEvent, Target
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DUE = date(2027, 12, 31)


@pytest.fixture
def closed(framework):
    """The second quarter of 2026."""
    return factories.PeriodFactory(
        framework=framework,
        code="2026-Q2",
        label="Q2",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
        closed=True,
    )


def problems(action=set_target, **arguments):
    with pytest.raises(ActionError) as refused:
        action(**arguments)
    return refused.value.problems


def kept(indicator):
    rows = Target.objects.filter(indicator=indicator).order_by("due_on", "revision")
    return [(str(one.due_on), one.period and one.period.code, one.revision, int(one.value), one.reason) for one in rows]


def test_a_target_is_set_for_a_period_and_by_a_date(indicator, period, administrator):
    set_target(indicator=indicator, period=period, value=Decimal(100), reason="ignored", by=administrator)
    set_target(indicator=indicator, due_on=DUE, value=Decimal(900), by=administrator)

    assert kept(indicator) == [("2026-09-30", "2026-Q3", 0, 100, ""), ("2027-12-31", None, 0, 900, "")]
    assert {str(one.set_on) for one in Target.objects.all()} == {"2026-09-21"}


def test_a_revision_is_appended_with_reason_who_and_when(indicator, administrator):
    set_target(indicator=indicator, due_on=DUE, value=Decimal(900), by=administrator)

    revised = set_target(indicator=indicator, due_on=DUE, value=Decimal(800), reason=" Less money. ", by=administrator)

    assert kept(indicator) == [("2027-12-31", None, 0, 900, ""), ("2027-12-31", None, 1, 800, "Less money.")]
    event = AuditEvent.objects.first()
    assert (revised.set_by, event.action, event.before, event.after["value"], event.after["reason"]) == (
        administrator,
        "target.set",
        {"value": "900.0000"},
        "800",
        "Less money.",
    )


def test_a_revision_of_a_dated_target_that_ends_with_a_period_stays_one_aim(indicator, period, administrator):
    set_target(indicator=indicator, due_on=period.ends_on, value=Decimal(100), by=administrator)

    set_target(indicator=indicator, period=period, value=Decimal(120), reason="More.", by=administrator)

    assert [(due, of, revision) for due, of, revision, _value, _reason in kept(indicator)] == [
        ("2026-09-30", None, 0),
        ("2026-09-30", None, 1),
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"value": Decimal(120)}, {"reason": ["Say why the target is revised."]}),
        ({"value": Decimal(100), "reason": "Why"}, {"value": ["This is the target already."]}),
        (
            {"value": Decimal(1), "reason": "Why", "set_on": date(2026, 9, 22)},
            {"set_on": ["A decision is not of the future. Give today or an earlier day."]},
        ),
        (
            {"value": Decimal(1), "reason": "Why", "set_on": date(2026, 8, 31)},
            {"set_on": ["The target that this revises was decided on later. Give a day on or after that."]},
        ),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_revision_is_told_at_its_field(indicator, period, administrator, arguments, expected):
    set_target(indicator=indicator, period=period, value=Decimal(100), set_on=date(2026, 9, 1), by=administrator)

    assert problems(indicator=indicator, period=period, by=administrator, **arguments) == expected


@pytest.mark.parametrize("how", ["period", "date"])
def test_the_target_of_a_closed_period_stands(indicator, closed, administrator, how):
    aim = {"period": closed} if how == "period" else {"due_on": date(2026, 5, 31)}

    assert problems(indicator=indicator, value=Decimal(1), by=administrator, **aim) == {
        "due_on": ["Q2 is closed: its target stands as it is."]
    }


def test_a_period_of_another_framework_is_refused(indicator, administrator):
    period = factories.PeriodFactory()

    assert problems(indicator=indicator, period=period, value=Decimal(1), by=administrator) == {
        "due_on": ["This period is of another framework."]
    }


@pytest.mark.parametrize(("set_on", "is_taken"), [("2026-06-30", False), ("2026-07-01", True), ("2026-09-21", True)])
def test_an_earlier_decision_does_not_change_what_a_closed_period_aimed_at(
    indicator, closed, administrator, set_on, is_taken
):
    aim = {"indicator": indicator, "due_on": DUE, "value": Decimal(1), "set_on": date.fromisoformat(set_on)}

    if is_taken:
        assert str(set_target(by=administrator, **aim).set_on) == set_on
    else:
        assert problems(by=administrator, **aim) == {
            "set_on": ["Q2 is closed: what was aimed at in it stands. Give a later day."]
        }


def test_several_targets_are_set_at_once(indicator, period, administrator):
    wanted = [TargetInput(Decimal(100), period), TargetInput(Decimal(900), due_on=DUE)]

    set_targets(indicator=indicator, targets=wanted, by=administrator)

    assert kept(indicator) == [("2026-09-30", "2026-Q3", 0, 100, ""), ("2027-12-31", None, 0, 900, "")]


def test_of_several_targets_all_are_set_or_none_and_each_problem_is_told_at_its_own(
    indicator, period, closed, administrator
):
    set_target(indicator=indicator, period=period, value=Decimal(100), by=administrator)
    wanted = [
        TargetInput(Decimal(120), period),
        TargetInput(Decimal(5), closed),
        TargetInput(Decimal(900), due_on=DUE),
    ]

    found = problems(set_targets, indicator=indicator, targets=wanted, by=administrator)

    assert found == {
        "reason": ["Say why the target is revised."],
        "target-2026-06-30": ["Q2 is closed: its target stands as it is."],
    }
    assert kept(indicator) == [("2026-09-30", "2026-Q3", 0, 100, "")]


@pytest.mark.parametrize("who", ["recorder", "reviewer", "delegate"])
def test_administrators_alone_set_targets(indicator, period, cast, who):
    with pytest.raises(NotPermitted):
        set_target(indicator=indicator, period=period, value=Decimal(1), by=cast[who])
    with pytest.raises(NotPermitted):
        set_targets(indicator=indicator, targets=[], by=cast[who])
