"""An entry's way through review: each step, each refusal, the moves of the table, and the trace that is left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import evidence as actions
from objectives.actions.correction import discard
from objectives.actions.period import PeriodInput, close_period, open_period
from objectives.enums import EDITABLE, EVIDENCE_MOVES, EvidenceStatus
from objectives.models import AuditEvent, Evidence, EvidenceDecision
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db


def take_over(correction, by):
    """Accept a correction; it, as it stands then."""
    actions.accept(evidence=correction, by=by)
    correction.refresh_from_db()
    return correction


STEPS = {
    EvidenceStatus.SUBMITTED: lambda evidence, by: actions.submit(evidence=evidence, by=evidence.author),
    EvidenceStatus.ACCEPTED: lambda evidence, by: actions.accept(evidence=evidence, by=by),
    EvidenceStatus.RETURNED: lambda evidence, by: actions.send_back(evidence=evidence, reason="Why?", by=by),
    EvidenceStatus.WITHDRAWN: lambda evidence, by: actions.withdraw(evidence=evidence, reason="Why?", by=by),
    EvidenceStatus.TAKEN_OVER: take_over,
    EvidenceStatus.DISCARDED: lambda evidence, by: discard(correction=evidence, by=evidence.author),
}
OF_CORRECTIONS = {EvidenceStatus.TAKEN_OVER, EvidenceStatus.DISCARDED}
OF_OTHERS = {EvidenceStatus.ACCEPTED, EvidenceStatus.WITHDRAWN}


# --- review ---------------------------------------------------------------------------------------


def test_accepting_says_who_and_when(entry, reviewer):
    evidence = actions.accept(evidence=entry("submitted"), by=reviewer)

    assert (evidence.status, evidence.reviewer, evidence.reviewed_at) == ("accepted", reviewer, timezone.now())


@pytest.mark.parametrize(
    ("before", "step", "after"), [("submitted", "send_back", "returned"), ("accepted", "withdraw", "withdrawn")]
)
def test_a_return_and_a_withdrawal_keep_their_reason(entry, reviewer, before, step, after):
    evidence = getattr(actions, step)(evidence=entry(before), reason=" The days are wrong. ", by=reviewer)

    decision = EvidenceDecision.objects.order_by("id").last()
    assert evidence.status == after
    assert (decision.before, decision.after, decision.reason, decision.by) == (
        before,
        after,
        "The days are wrong.",
        reviewer,
    )


@pytest.mark.parametrize(
    ("before", "step", "message"),
    [
        ("submitted", "send_back", "Say why, so that the author knows what to put right."),
        ("accepted", "withdraw", "Say why it is withdrawn, so that the author and readers of reports know."),
    ],
)
@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_return_and_a_withdrawal_need_a_reason(entry, reviewer, before, step, message, reason):
    evidence = entry(before)

    with pytest.raises(ActionError) as refusal:
        getattr(actions, step)(evidence=evidence, reason=reason, by=reviewer)

    assert refusal.value.problems == {"reason": [message]}
    assert Evidence.objects.get(pk=evidence.pk).status == before


@pytest.mark.parametrize(
    ("before", "after"), [("submitted", "accepted"), ("submitted", "returned"), ("accepted", "withdrawn")]
)
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_reviews_their_own(content, reviewer, role, before, after):
    author = factories.UserFactory(role=role)
    evidence = entries.in_status(before, content, by=author, reviewer=reviewer)

    with pytest.raises(ActionError, match=r"^Nobody reviews their own entry: a colleague has to\.$"):
        STEPS[after](evidence, author)


@pytest.mark.parametrize(
    ("before", "after"), [("submitted", "accepted"), ("submitted", "returned"), ("accepted", "withdrawn")]
)
@pytest.mark.parametrize("who", ["colleague", "delegate", "inactive"])
def test_only_reviewers_and_administrators_review(entry, cast, who, before, after):
    with pytest.raises(NotPermitted):
        STEPS[after](entry(before), cast[who])


def test_a_returned_entry_is_put_right_and_accepted(entry, content, recorder, reviewer):
    evidence = actions.save(evidence=entry("returned"), content=replace(content, title="Put right"), by=recorder)
    actions.submit(evidence=evidence, by=recorder)

    assert actions.accept(evidence=evidence, by=reviewer).status == "accepted"


def test_in_a_closed_period_nothing_is_accepted_and_what_waits_can_be_returned(framework, recorder, reviewer):
    closed = factories.PeriodFactory(
        framework=framework, closed=True, code="old", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)
    )
    evidence = factories.EvidenceFactory(framework=framework, period=closed, author=recorder, submitted=True)

    with pytest.raises(ActionError, match="came late, and no unlock of the period “Third quarter of 2026” holds"):
        STEPS["accepted"](evidence, reviewer)

    assert STEPS["returned"](evidence, reviewer).status == "returned"


def test_an_accepted_entry_of_a_closed_period_can_be_withdrawn(entry, period, reviewer, administrator):
    evidence = entry("accepted")
    close_period(period=period, by=administrator)

    assert actions.withdraw(evidence=evidence, reason="It was logged twice.", by=reviewer).status == "withdrawn"


# --- the state machine ----------------------------------------------------------------------------


def test_every_status_has_its_row_in_the_table():
    assert set(EVIDENCE_MOVES) == set(EvidenceStatus)


def test_an_entry_goes_forth_to_review_and_back_and_is_withdrawn_for_good():
    assert {
        "draft": {"submitted", "discarded"},
        "submitted": {"accepted", "returned", "taken_over"},
        "returned": {"submitted", "discarded"},
        "accepted": {"withdrawn"},
        "withdrawn": set(),
        "taken_over": set(),
        "discarded": set(),
    } == EVIDENCE_MOVES


def test_every_status_but_the_first_has_a_step_that_leads_to_it():
    assert set(STEPS) == set(EvidenceStatus) - {EvidenceStatus.DRAFT}


# A correction is taken over or discarded where another entry is accepted or withdrawn: each kind walks its own pairs.
PAIRS = [
    (make, before, after)
    for make, foreign in (("entry", OF_CORRECTIONS), ("correction", OF_OTHERS))
    for before in EvidenceStatus
    for after in STEPS
    if not {before, after} & foreign
]


@pytest.fixture
def correction(content, recorder, reviewer):
    """Makes the recorder's correction of an accepted entry, in a status."""
    return lambda status="draft": entries.correction(status, content, by=recorder, reviewer=reviewer)


def test_every_pair_of_statuses_is_walked_by_an_entry_or_a_correction():
    crossing = {(one, other) for one in OF_OTHERS for other in OF_CORRECTIONS}

    walked = {(before, after) for _make, before, after in PAIRS}
    assert walked == {(before, after) for before in EvidenceStatus for after in STEPS} - crossing - {
        (other, one) for one, other in crossing
    }


@pytest.mark.parametrize(("make", "before", "after"), [one for one in PAIRS if one[2] in EVIDENCE_MOVES[one[1]]])
def test_the_moves_of_the_table_are_made(request, reviewer, make, before, after):
    assert STEPS[after](request.getfixturevalue(make)(before), reviewer).status == after


@pytest.mark.parametrize(("make", "before", "after"), [one for one in PAIRS if one[2] not in EVIDENCE_MOVES[one[1]]])
def test_no_other_move_is_made(request, reviewer, make, before, after):
    evidence = request.getfixturevalue(make)(before)

    with pytest.raises(ActionError) as refusal:
        STEPS[after](evidence, reviewer)

    was, wanted = before.label.lower(), after.label.lower()
    assert str(refusal.value) == (
        f"That was done already: the entry is {was}."
        if before == after
        else f"An entry that is {was} cannot become {wanted}."
    )
    assert Evidence.objects.get(pk=evidence.pk).status == before


@pytest.mark.parametrize("before", EvidenceStatus)
def test_what_can_be_edited_is_what_can_be_submitted(before):
    assert (before in EDITABLE) == (EvidenceStatus.SUBMITTED in EVIDENCE_MOVES[before])


# --- the trace ------------------------------------------------------------------------------------


def test_each_step_leaves_one_event_with_what_stood_before_and_after(entry, content, recorder, reviewer):
    evidence = entry()
    actions.save(evidence=evidence, content=replace(content, title="Anew"), by=recorder)
    actions.submit(evidence=evidence, by=recorder)
    actions.send_back(evidence=evidence, reason="The days are wrong.", by=reviewer)
    actions.submit(evidence=evidence, by=recorder)
    actions.accept(evidence=evidence, by=reviewer)
    actions.withdraw(evidence=evidence, reason="It was logged twice.", by=reviewer)

    events = AuditEvent.objects.filter(object_type="objectives.evidence", object_id=str(evidence.pk)).order_by("id")
    assert [(event.action, event.by) for event in events] == [
        ("evidence.create", recorder),
        ("evidence.save", recorder),
        ("evidence.submitted", recorder),
        ("evidence.returned", reviewer),
        ("evidence.submitted", recorder),
        ("evidence.accepted", reviewer),
        ("evidence.withdrawn", reviewer),
    ]
    assert (events[0].before, events[0].after["title"]) == (None, "Training in Nairobi")
    assert (events[1].before["title"], events[1].after["title"]) == ("Training in Nairobi", "Anew")
    assert (events[3].before, events[3].after) == (
        {"status": "submitted"},
        {"status": "returned", "reason": "The days are wrong."},
    )
    assert AuditEvent.objects.count() == len(events)


def test_every_move_is_kept_as_a_decision(entry):
    evidence = entry("withdrawn")

    assert list(evidence.decisions.values_list("before", "after")) == [
        ("draft", "submitted"),
        ("submitted", "accepted"),
        ("accepted", "withdrawn"),
    ]


def test_a_draft_without_a_period_is_put_in_the_one_that_opens(content, framework, recorder, administrator):
    evidence = entries.draft(replace(content, ends_on=date(2026, 10, 1)), by=recorder)
    ends_on = date(2026, 10, 1) + timedelta(days=91)

    opened = open_period(
        framework=framework,
        content=PeriodInput("2026-Q4", "Fourth quarter", date(2026, 10, 1), ends_on),
        by=administrator,
    )

    assert (evidence.period, Evidence.objects.get(pk=evidence.pk).period) == (None, opened)
