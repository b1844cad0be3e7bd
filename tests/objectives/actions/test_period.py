"""Opening and closing periods."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.period import PeriodInput, close_period, open_period
from objectives.enums import PERIOD_MOVES, PeriodStatus
from objectives.models import AuditEvent, Evidence, Period
from tests import factories

pytestmark = pytest.mark.django_db

Q4 = PeriodInput("2026-Q4", "Fourth quarter of 2026", date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 15))


def test_a_period_opens_with_what_was_typed(framework, administrator):
    opened = open_period(framework=framework, content=Q4, by=administrator)

    kept = Period.objects.get(pk=opened.pk)
    assert [kept.framework, kept.code, kept.label, kept.starts_on, kept.ends_on, kept.deadline, kept.status] == [
        framework,
        "2026-Q4",
        "Fourth quarter of 2026",
        date(2026, 10, 1),
        date(2026, 12, 31),
        date(2027, 1, 15),
        "open",
    ]


REFUSALS = [
    ({"ends_on": date(2026, 9, 30)}, {"ends_on": ["The last day is before the first day."]}),
    ({"starts_on": date(2026, 9, 30)}, {"starts_on": ["These days overlap the period “Third quarter of 2026”."]}),
    (
        {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 7, 1)},
        {"starts_on": ["These days overlap the period “Third quarter of 2026”."]},
    ),
    (
        {"starts_on": date(2020, 1, 1), "ends_on": date(2030, 1, 1)},
        {"starts_on": ["These days overlap the period “Third quarter of 2026”."]},
    ),
    ({"deadline": date(2026, 9, 30)}, {"deadline": ["Evidence cannot be due before the period starts."]}),
    ({"code": "2026-Q3"}, {"code": ["This framework has a period 2026-Q3 already."]}),
    (
        {"ends_on": date(2026, 9, 30), "code": "2026-Q3"},
        {
            "ends_on": ["The last day is before the first day."],
            "code": ["This framework has a period 2026-Q3 already."],
        },
    ),
]


@pytest.mark.parametrize(("changes", "problems"), REFUSALS)
def test_a_period_that_does_not_fit_is_refused(period, administrator, changes, problems):
    with pytest.raises(ActionError) as refusal:
        open_period(framework=period.framework, content=replace(Q4, **changes), by=administrator)

    assert (refusal.value.problems, Period.objects.count(), AuditEvent.objects.count()) == (problems, 1, 0)


def test_a_period_may_be_one_day(framework, administrator):
    day = date(2026, 10, 1)

    assert open_period(framework=framework, content=replace(Q4, ends_on=day), by=administrator).ends_on == day


def test_another_frameworks_periods_are_not_in_the_way(period, administrator):
    other = factories.FrameworkFactory()
    content = PeriodInput(period.code, period.label, period.starts_on, period.ends_on)

    assert open_period(framework=other, content=content, by=administrator).framework == other


def test_opening_takes_in_the_drafts_of_its_days_and_framework_alone(framework, administrator):
    def without_period(ends_on, of=framework):
        return factories.EvidenceFactory(framework=of, period=None, ends_on=ends_on)

    inside = [without_period(day) for day in (Q4.starts_on, Q4.ends_on)]
    for evidence in (date(2026, 9, 30), date(2027, 1, 1), None):
        without_period(evidence)
    without_period(Q4.starts_on, factories.FrameworkFactory())

    opened = open_period(framework=framework, content=Q4, by=administrator)

    assert list(Evidence.objects.filter(period=opened).order_by("id")) == inside


@pytest.mark.parametrize("role", [Role.RECORDER, Role.REVIEWER, Role.DELEGATE])
def test_only_administrators_open_a_period(framework, role):
    with pytest.raises(NotPermitted):
        open_period(framework=framework, content=Q4, by=factories.UserFactory(role=role))


@pytest.mark.parametrize("role", [Role.RECORDER, Role.REVIEWER, Role.DELEGATE])
def test_only_administrators_close_a_period(period, role):
    with pytest.raises(NotPermitted):
        close_period(period=period, by=factories.UserFactory(role=role))


def test_closing_says_who_and_when(period, administrator, time_machine):
    time_machine.move_to("2026-10-01T09:00:00+00:00", tick=False)

    closed = close_period(period=period, by=administrator)

    assert (closed.status, closed.closed_by, closed.closed_at) == ("closed", administrator, timezone.now())


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (1, "1 entry awaits review. Accept or return it first."),
        (2, "2 entries await review. Accept or return them first."),
    ],
)
def test_closing_waits_for_every_decision(period, administrator, number, message):
    factories.EvidenceFactory.create_batch(number, framework=period.framework, submitted=True)

    with pytest.raises(ActionError) as refusal:
        close_period(period=period, by=administrator)

    assert (refusal.value.problems, Period.objects.get().status) == ({"": [message]}, "open")


def test_drafts_and_returned_entries_do_not_hold_a_period_open(period, administrator):
    factories.EvidenceFactory(framework=period.framework)
    factories.EvidenceFactory(framework=period.framework, returned=True)

    assert close_period(period=period, by=administrator).status == "closed"


def test_another_periods_entries_do_not_hold_a_period_open(period, administrator):
    other = factories.PeriodFactory(
        framework=period.framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    factories.EvidenceFactory(framework=period.framework, period=other, submitted=True)

    assert close_period(period=period, by=administrator).status == "closed"


def test_a_period_closes_once(period, administrator):
    close_period(period=period, by=administrator)

    with pytest.raises(ActionError, match=r"^Third quarter of 2026 is closed already\.$"):
        close_period(period=period, by=administrator)


def test_a_period_does_not_close_before_it_has_begun(period, administrator, time_machine):
    time_machine.move_to(datetime.combine(period.starts_on - timedelta(days=1), time(12), UTC), tick=False)
    with pytest.raises(ActionError, match=r"^Third quarter of 2026 has not begun\.$"):
        close_period(period=period, by=administrator)
    assert Period.objects.get().status == "open"

    time_machine.move_to(datetime.combine(period.starts_on, time(12), UTC), tick=False)
    assert close_period(period=period, by=administrator).status == "closed"


def test_opening_and_closing_leave_one_event_each(framework, administrator):
    close_period(period=open_period(framework=framework, content=Q4, by=administrator), by=administrator)

    assert list(AuditEvent.objects.order_by("id").values_list("action", "by", "object_label", "before", "after")) == [
        (
            "period.open",
            administrator.pk,
            "Fourth quarter of 2026",
            None,
            {
                "code": "2026-Q4",
                "label": "Fourth quarter of 2026",
                "starts_on": "2026-10-01",
                "ends_on": "2026-12-31",
                "deadline": "2027-01-15",
            },
        ),
        ("period.close", administrator.pk, "Fourth quarter of 2026", {"status": "open"}, {"status": "closed"}),
    ]


def test_every_status_has_its_row_in_the_table():
    assert set(PERIOD_MOVES) == set(PeriodStatus)


def test_an_open_period_closes_and_a_closed_one_goes_nowhere():
    assert {"open": {"closed"}, "closed": set()} == PERIOD_MOVES
