"""A correction has the files of the entry, but for those that it leaves out."""

import pytest

from iomtrack.accounts.errors import ActionError
from objectives.actions import attachments
from objectives.actions import evidence as actions
from objectives.actions.correction import correct, discard
from objectives.actions.evidence_versions import keep_version
from objectives.models import Attachment, AuditEvent, FileLeftOut
from objectives.queries.versions import corrected_by
from tests import factories
from tests.objectives.actions.correcting.reason import WHY

pytestmark = pytest.mark.django_db


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
