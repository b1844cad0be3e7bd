"""An accepted entry is corrected by an entry beside it, which it takes over once that is accepted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import evidence as actions
from objectives.actions.correction import correct, discard
from objectives.actions.period import close_period
from objectives.actions.unlock import UnlockInput, unlock
from objectives.models import Attachment, AuditEvent, ElementTally, Evidence, EvidenceVersion, IndicatorTally
from tests import factories
from tests.objectives import entries
from tests.objectives.actions.correcting.reason import WHY

pytestmark = pytest.mark.django_db


def counts():
    """What counts: {element: accepted}, and the total of the indicator."""
    elements = {one.element.code: one.accepted for one in ElementTally.objects.select_related("element")}
    return {code: number for code, number in elements.items() if number}, IndicatorTally.objects.get().total / 10_000


def test_a_correction_begins_with_all_that_the_entry_says(accepted, recorder):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)

    assert (correction.reference, correction.corrects, correction.status, correction.author) == (
        f"{accepted.reference}-C1",
        accepted,
        "draft",
        recorder,
    )
    same, kept = actions.snapshot(correction), actions.snapshot(accepted)
    assert {**same, "status": ""} == {**kept, "status": ""}
    assert [one.text for one in correction.remarks.all()] == [WHY]
    assert AuditEvent.objects.latest("id").action == "evidence.correct"


def test_until_it_is_accepted_the_entry_counts_with_what_it_said(accepted, submitted):
    accepted.refresh_from_db()

    assert (accepted.status, accepted.title, counts()) == ("accepted", "Training in Nairobi", ({"O1": 1}, 40))


def test_accepting_it_lets_the_entry_say_what_it_says(accepted, submitted, reviewer, recorder):
    original = actions.accept(evidence=submitted, by=reviewer)
    submitted.refresh_from_db()

    assert (original.reference, original.status, original.title) == (accepted.reference, "accepted", "Put right")
    assert (submitted.status, submitted.reviewer) == ("taken_over", reviewer)
    assert counts() == ({"O1": 1, "O2": 1}, 42)
    assert [(one.number, one.content["title"], one.by) for one in original.versions.all()] == [
        (1, "Training in Nairobi", recorder),
        (2, "Put right", recorder),
    ]
    decision = original.decisions.last()
    assert (decision.before, decision.after, decision.reason, decision.by) == ("accepted", "accepted", WHY, reviewer)
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.before["title"], event.after["title"], event.after["correction"]) == (
        "evidence.corrected",
        "Training in Nairobi",
        "Put right",
        submitted.reference,
    )


def test_a_returned_or_discarded_correction_leaves_the_entry_as_it_is(accepted, submitted, reviewer, recorder):
    returned = actions.send_back(evidence=submitted, reason="Say who counted.", by=reviewer)
    discard(correction=returned, by=recorder)

    accepted.refresh_from_db()
    assert (accepted.title, accepted.versions.count(), counts()) == ("Training in Nairobi", 1, ({"O1": 1}, 40))
    assert correct(evidence=accepted, reason="Once more.", by=recorder).reference == f"{accepted.reference}-C2"


def test_an_entry_from_before_versions_were_kept_gets_one_first(framework, period, elements, recorder):
    old = factories.EvidenceFactory(framework=framework, author=recorder, accepted=True, title="Of old")

    correct(evidence=old, reason=WHY, by=recorder)

    assert EvidenceVersion.objects.get(evidence=old).content["title"] == "Of old"


def test_files_of_the_correction_go_over_to_the_entry(accepted, submitted, reviewer):
    file = factories.AttachmentFactory(evidence=submitted)

    actions.accept(evidence=submitted, by=reviewer)

    assert Attachment.objects.get(pk=file.pk).evidence == accepted


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_a_reviewer_may_open_one_too_and_a_colleague_reviews_it(accepted, cast, who):
    correction = actions.submit(evidence=correct(evidence=accepted, reason=WHY, by=cast[who]), by=cast[who])
    other = factories.UserFactory(role=Role.REVIEWER)

    with pytest.raises(ActionError, match="Nobody reviews their own"):
        actions.accept(evidence=correction, by=cast[who])
    assert actions.accept(evidence=correction, by=other).author == accepted.author


def test_the_author_of_the_entry_does_not_review_its_correction(measured, reviewer):
    author = factories.UserFactory(role=Role.REVIEWER)
    accepted = entries.in_status("accepted", measured, by=author, reviewer=reviewer)
    correction = actions.submit(evidence=correct(evidence=accepted, reason=WHY, by=reviewer), by=reviewer)

    with pytest.raises(ActionError, match="This corrects an entry of yours"):
        actions.accept(evidence=correction, by=author)


@pytest.mark.parametrize("who", ["colleague", "outsider", "focal_point"])
def test_other_staff_correct_nothing(accepted, cast, who):
    with pytest.raises(ActionError, match="The author of an entry, and reviewers"):
        correct(evidence=accepted, reason=WHY, by=cast[who])


@pytest.mark.parametrize("who", ["auditor", "delegate", "inactive"])
def test_who_logs_nothing_corrects_nothing(accepted, cast, who):
    with pytest.raises(NotPermitted):
        correct(evidence=accepted, reason=WHY, by=cast[who])


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "withdrawn", "taken_over", "discarded"])
def test_only_what_is_accepted_is_corrected(entry, recorder, status):
    with pytest.raises(ActionError, match="Only an accepted entry is corrected"):
        correct(evidence=entry(status), reason=WHY, by=recorder)


def test_one_says_why(accepted, recorder):
    with pytest.raises(ActionError) as refusal:
        correct(evidence=accepted, reason=" ", by=recorder)

    assert list(refusal.value.problems) == ["reason"]


def test_one_correction_is_under_way_at_a_time(accepted, recorder, reviewer):
    correct(evidence=accepted, reason=WHY, by=recorder)

    with pytest.raises(ActionError, match=f"under way already: {accepted.reference}-C1"):
        correct(evidence=accepted, reason=WHY, by=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.EvidenceFactory(framework=accepted.framework, corrects=accepted)


def test_a_withdrawn_entry_is_no_longer_corrected(accepted, submitted, reviewer):
    actions.withdraw(evidence=accepted, reason="It never was.", by=reviewer)

    with pytest.raises(ActionError, match="is withdrawn: it can no longer be corrected"):
        actions.accept(evidence=submitted, by=reviewer)
    submitted.refresh_from_db()
    assert submitted.status == "submitted"


def test_what_is_no_correction_is_not_discarded(entry, recorder):
    with pytest.raises(ActionError, match="Only a correction can be discarded"):
        discard(correction=entry("draft"), by=recorder)


def test_in_a_closed_period_a_correction_needs_an_unlock(accepted, period, recorder, reviewer, administrator):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    close_period(period=period, by=administrator)
    with pytest.raises(ActionError, match="is closed"):
        actions.submit(evidence=correction, by=recorder)

    last_day = timezone.localdate() + timedelta(days=7)
    unlock(period=period, content=UnlockInput(None, "The sum was wrong.", last_day), by=administrator)
    actions.submit(evidence=correction, by=recorder)

    assert actions.accept(evidence=correction, by=reviewer).unlock is not None


def test_what_counts_in_a_closed_period_is_not_taken_out_of_it(
    accepted, put_right, framework, period, recorder, reviewer, administrator, time_machine
):
    factories.PeriodFactory(
        framework=framework, code="2026-Q4", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)
    )
    time_machine.move_to("2026-10-20T10:00:00+00:00", tick=False)
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    moved = replace(put_right, starts_on=date(2026, 10, 2), ends_on=date(2026, 10, 2))
    actions.save(evidence=correction, content=moved, by=recorder)
    correction = actions.submit(evidence=correction, by=recorder)
    close_period(period=period, by=administrator)

    with pytest.raises(ActionError, match="counts in the period “Third quarter of 2026”, which is closed"):
        actions.accept(evidence=correction, by=reviewer)
    assert Evidence.objects.get(pk=accepted.pk).period == period
