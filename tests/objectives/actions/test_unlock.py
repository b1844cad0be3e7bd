"""Deadlines, and evidence that comes late under an unlock."""

from datetime import date

import pytest

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import evidence as actions
from objectives.actions.period import close_period, edit_period
from objectives.actions.unlock import UnlockInput, end_unlock, unlock
from objectives.models import AuditEvent, Evidence, Period, PeriodUnlock
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db

DUE = date(2026, 9, 20)  # the day before the suite's people work
ASK = "An administrator can unlock it for your office: ask Administrator."
WAS_DUE = f"Evidence of the period “Third quarter of 2026” was due on 20 September 2026. {ASK}"
CLOSED = f"The period “Third quarter of 2026”, which holds this day, is closed. {ASK}"


@pytest.fixture
def late(period, administrator, today):
    """The period's deadline is past."""
    Period.objects.update(deadline=DUE)
    period.refresh_from_db()
    return period


@pytest.fixture
def leave(period, administrator):
    """Unlocks the period, for an office or for all."""

    def make(office=None, last_day=date(2026, 9, 25), reason="The road to the post was cut."):
        return unlock(period=period, content=UnlockInput(office, reason, last_day), by=administrator)

    return make


# --- submitting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("deadline", [None, date(2026, 9, 21), date(2026, 10, 15)])
def test_until_its_day_is_over_evidence_comes_in_time(entry, recorder, deadline):
    evidence = entry()
    Period.objects.update(deadline=deadline)

    submitted = actions.submit(evidence=evidence, by=recorder)

    assert (submitted.status, submitted.unlock) == ("submitted", None)


def test_after_its_day_evidence_is_refused_and_says_whom_to_ask(entry, late, recorder):
    evidence = entry()

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)

    assert (refusal.value.problems, Evidence.objects.get().status) == ({"ends_on": [WAS_DUE]}, "draft")


def test_a_draft_is_saved_whatever_the_day(content, late, recorder):
    assert entries.draft(content, by=recorder).status == "draft"


@pytest.mark.parametrize("whose", ["all", "own"])
def test_under_an_unlock_evidence_comes_late_and_is_marked(entry, late, leave, recorder, nairobi, whose):
    held = leave(nairobi if whose == "own" else None)

    submitted = actions.submit(evidence=entry(), by=recorder)

    assert (submitted.status, Evidence.objects.get().unlock) == ("submitted", held)
    assert AuditEvent.objects.get(action="evidence.submitted").after["unlock"] == held.pk


def test_an_unlock_of_another_office_or_period_lets_nothing_through(entry, late, leave, recorder, bogota):
    leave(bogota)
    factories.PeriodUnlockFactory()
    evidence = entry()

    with pytest.raises(ActionError, match="was due on 20 September 2026"):
        actions.submit(evidence=evidence, by=recorder)


@pytest.mark.parametrize(("moment", "status"), [("2026-09-25T23:59:59", "submitted"), ("2026-09-26T00:00:00", None)])
def test_an_unlock_holds_to_the_end_of_its_last_day(entry, late, leave, recorder, time_machine, moment, status):
    leave()
    evidence = entry()
    time_machine.move_to(f"{moment}+00:00", tick=False)

    if status:
        assert actions.submit(evidence=evidence, by=recorder).status == status
    else:
        with pytest.raises(ActionError):
            actions.submit(evidence=evidence, by=recorder)


def test_an_unlock_that_was_ended_lets_nothing_through(entry, late, leave, recorder, administrator):
    end_unlock(unlock=leave(), by=administrator)
    evidence = entry()

    with pytest.raises(ActionError):
        actions.submit(evidence=evidence, by=recorder)


def test_a_closed_period_takes_evidence_under_an_unlock_alone(entry, period, leave, recorder, administrator):
    evidence = entry()
    close_period(period=period, by=administrator)

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)
    held = leave()
    submitted = actions.submit(evidence=evidence, by=recorder)

    assert refusal.value.problems == {"ends_on": [CLOSED]}
    assert (submitted.status, submitted.unlock) == ("submitted", held)


def test_what_a_file_states_of_an_open_period_was_never_due(content, late, service):
    evidence = entries.draft(content, by=service)

    assert actions.submit(evidence=evidence, by=service).status == "submitted"


def test_a_deadline_that_is_moved_takes_the_mark_away_from_what_is_submitted_anew(
    entry, late, leave, recorder, reviewer, administrator
):
    leave()
    evidence = actions.submit(evidence=entry(), by=recorder)
    evidence = actions.send_back(evidence=evidence, reason="The days are wrong.", by=reviewer)
    edit_period(period=late, label=late.label, deadline=date(2026, 10, 15), by=administrator)

    assert actions.submit(evidence=evidence, by=recorder).unlock is None


# --- reviewing --------------------------------------------------------------------------------------


def test_what_came_in_time_is_accepted_after_the_deadline(entry, reviewer):
    evidence = entry("submitted")
    Period.objects.update(deadline=DUE)

    assert actions.accept(evidence=evidence, by=reviewer).status == "accepted"


@pytest.fixture
def came_late(entry, late, leave, recorder):
    """Submitted under an unlock of its office."""
    leave()
    return actions.submit(evidence=entry(), by=recorder)


def test_what_came_late_is_accepted_while_an_unlock_holds(came_late, reviewer):
    assert actions.accept(evidence=came_late, by=reviewer).status == "accepted"


@pytest.mark.parametrize("closed", [False, True])
def test_what_came_late_is_not_accepted_once_the_unlock_is_over(
    entry, late, leave, recorder, reviewer, administrator, closed
):
    evidence = entry()
    if closed:
        close_period(period=late, by=administrator)
    held = leave()
    evidence = actions.submit(evidence=evidence, by=recorder)
    end_unlock(unlock=held, by=administrator)

    with pytest.raises(ActionError) as refusal:
        actions.accept(evidence=evidence, by=reviewer)

    assert str(refusal.value) == (
        f"{evidence.reference} came late, and no unlock of the period “Third quarter of 2026” holds for its "
        f"office any more. {ASK}"
    )
    assert actions.send_back(evidence=evidence, reason="Too late.", by=reviewer).status == "returned"


# --- unlocking --------------------------------------------------------------------------------------


def test_an_unlock_says_whose_why_and_until_when(late, leave, nairobi, administrator):
    made = leave(nairobi)

    assert (made.office, made.reason, made.last_day, made.by, made.is_in_force) == (
        nairobi,
        "The road to the post was cut.",
        date(2026, 9, 25),
        administrator,
        True,
    )


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"reason": " "}, {"reason": ["Say why evidence may come late."]}),
        ({"last_day": date(2026, 9, 20)}, {"last_day": ["This day is past. Give today or later."]}),
    ],
)
def test_an_unlock_that_lacks_something_is_refused(late, leave, changes, problems):
    with pytest.raises(ActionError) as refusal:
        leave(**changes)

    assert (refusal.value.problems, PeriodUnlock.objects.count()) == (problems, 0)


def test_where_nothing_is_locked_nothing_is_unlocked(period, leave, today):
    with pytest.raises(ActionError, match=r"^Nothing is locked: the period is open"):
        leave()


def test_an_unlock_ends_once(late, leave, administrator):
    ended = end_unlock(unlock=leave(), by=administrator)

    assert (ended.ended_by, ended.is_in_force) == (administrator, False)
    with pytest.raises(ActionError, match=r"^This unlock has ended already\.$"):
        end_unlock(unlock=ended, by=administrator)


@pytest.mark.parametrize("role", [Role.RECORDER, Role.REVIEWER, Role.DELEGATE])
def test_only_administrators_unlock_end_and_edit(late, leave, role):
    other = factories.UserFactory(role=role)

    with pytest.raises(NotPermitted):
        unlock(period=late, content=UnlockInput(None, "So.", date(2026, 9, 25)), by=other)
    with pytest.raises(NotPermitted):
        end_unlock(unlock=leave(), by=other)
    with pytest.raises(NotPermitted):
        edit_period(period=late, label="Mine", deadline=None, by=other)


def test_unlocking_and_ending_leave_one_event_each(late, leave, nairobi, administrator):
    held = end_unlock(unlock=leave(nairobi), by=administrator)

    first, second = AuditEvent.objects.order_by("id")
    assert (first.action, first.after) == (
        "period.unlock",
        {
            "unlock": held.pk,
            "office": "NBO",
            "reason": "The road to the post was cut.",
            "expires_at": "2026-09-26T00:00:00Z",
        },
    )
    assert (second.action, second.before["unlock"], second.after["ended_at"]) == (
        "period.end_unlock",
        held.pk,
        "2026-09-21T10:00:00Z",
    )


# --- the name and the deadline ----------------------------------------------------------------------


def test_an_open_periods_name_and_deadline_are_changed(period, administrator):
    edit_period(period=period, label=" Summer ", deadline=date(2026, 10, 15), by=administrator)

    kept = Period.objects.get()
    assert (kept.label, kept.deadline) == ("Summer", date(2026, 10, 15))
    event = AuditEvent.objects.get()
    assert (event.action, event.before, event.after) == (
        "period.edit",
        {"label": "Third quarter of 2026", "deadline": None},
        {"label": "Summer", "deadline": "2026-10-15"},
    )


def test_nothing_changed_leaves_no_event(period, administrator):
    edit_period(period=period, label=period.label, deadline=None, by=administrator)

    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"label": " ", "deadline": None}, {"label": ["Give the period a name."]}),
        (
            {"label": "Summer", "deadline": date(2026, 6, 30)},
            {"deadline": ["Evidence cannot be due before the period starts."]},
        ),
    ],
)
def test_a_change_that_does_not_fit_is_refused(period, administrator, typed, problems):
    with pytest.raises(ActionError) as refusal:
        edit_period(period=period, by=administrator, **typed)

    assert (refusal.value.problems, AuditEvent.objects.count()) == (problems, 0)


def test_a_closed_period_is_not_changed(framework, administrator):
    closed = factories.PeriodFactory(framework=framework, closed=True)

    with pytest.raises(ActionError, match=r"^Third quarter of 2026 is closed, and can no longer be changed\.$"):
        edit_period(period=closed, label="Summer", deadline=None, by=administrator)
