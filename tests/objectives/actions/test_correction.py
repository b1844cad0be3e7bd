"""An accepted entry is corrected by an entry beside it, which it takes over once that is accepted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import attachments
from objectives.actions import evidence as actions
from objectives.actions.correction import correct, discard
from objectives.actions.evidence import FigureInput
from objectives.actions.evidence_versions import keep_version
from objectives.actions.period import close_period
from objectives.actions.unlock import UnlockInput, unlock
from objectives.models import (
    Attachment,
    AuditEvent,
    ElementTally,
    Evidence,
    EvidenceVersion,
    FileLeftOut,
    IndicatorTally,
)
from objectives.queries.versions import corrected_by
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db
WHY = "It was forty-two."


@pytest.fixture
def measured(content, indicator):
    """What the accepted entry says: forty persons, for O1."""
    return replace(content, figures=(FigureInput(indicator, Decimal(40)),))


@pytest.fixture
def accepted(measured, recorder, reviewer):
    return entries.in_status("accepted", measured, by=recorder, reviewer=reviewer)


@pytest.fixture
def put_right(measured, indicator, elements):
    """What it is to say: forty-two, for O2 too."""
    return replace(
        measured,
        title="Put right",
        figures=(FigureInput(indicator, Decimal(42)),),
        contributions=(*measured.contributions, (elements["O2"], "So did they.")),
    )


@pytest.fixture
def submitted(accepted, put_right, recorder):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    actions.save(evidence=correction, content=put_right, by=recorder)
    return actions.submit(evidence=correction, by=recorder)


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

    with pytest.raises(ActionError, match="counts in Third quarter of 2026, which is closed"):
        actions.accept(evidence=correction, by=reviewer)
    assert Evidence.objects.get(pk=accepted.pk).period == period


# --- files ------------------------------------------------------------------------------------------


@pytest.fixture
def files(accepted):
    """Two files of the accepted entry, which its first version names."""
    made = [factories.AttachmentFactory(evidence=accepted, name=name) for name in ("wrong.pdf", "right.pdf")]
    keep_version(accepted, by=accepted.author)
    return made


def names(content):
    return [one["name"] for one in content["attachments"]]


def test_a_correction_has_the_files_of_the_entry_but_for_those_that_it_leaves_out(accepted, files, recorder):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    factories.AttachmentFactory(evidence=correction, name="new.pdf")

    attachments.leave_out(correction=correction, files=[files[0].pk], by=recorder)

    assert names(actions.snapshot(correction)) == ["right.pdf", "new.pdf"]
    event = AuditEvent.objects.latest("id")
    assert (event.action, names(event.before), names(event.after)) == (
        "evidence.leave_out",
        ["wrong.pdf", "right.pdf", "new.pdf"],
        ["right.pdf", "new.pdf"],
    )


def test_until_it_is_accepted_the_entry_keeps_its_files(accepted, files, recorder, reviewer):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    attachments.leave_out(correction=correction, files=[files[0].pk], by=recorder)

    discard(correction=correction, by=recorder)

    assert names(actions.snapshot(accepted)) == ["wrong.pdf", "right.pdf"]


def test_accepting_it_takes_them_away_and_the_older_version_names_them_and_the_file_is_kept(
    accepted, files, recorder, reviewer
):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    attachments.leave_out(correction=correction, files=[files[0].pk], by=recorder)
    submitted = actions.submit(evidence=correction, by=recorder)

    what = {one.name: one.pieces for one in corrected_by(submitted)}
    original = actions.accept(evidence=submitted, by=reviewer)

    first = what["files"][0]
    assert (first.change, first.text.strip()) == ("deleted", "wrong.pdf")
    assert [names(one.content) for one in original.versions.order_by("number")[1:]] == [
        ["wrong.pdf", "right.pdf"],
        ["right.pdf"],
    ]
    gone = Attachment.objects.get(pk=files[0].pk)
    assert (gone.removed_by, gone.evidence, bool(gone.file), gone.file.storage.exists(gone.file.name)) == (
        recorder,
        accepted,
        True,
        True,
    )


def test_what_is_ticked_last_holds(accepted, files, recorder):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)

    for chosen in ([files[0].pk], [files[1].pk], [files[1].pk]):
        attachments.leave_out(correction=correction, files=chosen, by=recorder)

    assert names(actions.snapshot(correction)) == ["wrong.pdf"]
    assert AuditEvent.objects.filter(action="evidence.leave_out").count() == 2


def test_only_files_of_the_entry_itself_are_left_out(accepted, files, recorder):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    other = factories.AttachmentFactory()

    attachments.leave_out(correction=correction, files=[other.pk, 10**15], by=recorder)

    assert not FileLeftOut.objects.exists()
    with pytest.raises(ActionError, match="Only a correction takes files away"):
        attachments.leave_out(correction=factories.EvidenceFactory(author=recorder), files=[], by=recorder)


def test_who_does_not_write_the_correction_leaves_nothing_out(accepted, files, recorder, colleague):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)

    with pytest.raises(ActionError, match="Only the author of an entry can change it"):
        attachments.leave_out(correction=correction, files=[files[0].pk], by=colleague)


def test_the_file_that_the_entry_has_already_is_not_attached_a_second_time(accepted, recorder, reviewer):
    made = attachments.attach(
        evidence=correct(evidence=accepted, reason=WHY, by=recorder), name="a.txt", data=b"A", by=recorder
    )
    actions.accept(evidence=actions.submit(evidence=made.evidence, by=recorder), by=reviewer)
    second = correct(evidence=accepted, reason=WHY, by=recorder)

    again = attachments.attach(evidence=second, name="a.txt", data=b"A", by=recorder)

    assert again.pk == made.pk
    assert actions.accept(evidence=actions.submit(evidence=second, by=recorder), by=reviewer) == accepted
