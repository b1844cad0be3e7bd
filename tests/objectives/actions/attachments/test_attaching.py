"""Attaching and removing: what is kept, what is refused, and what a store that fails leaves behind."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError, transaction

from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.accounts.models import User
from objectives.actions import attachments as actions
from objectives.actions import evidence as evidence_actions
from objectives.models import Attachment, AuditEvent, Element, Evidence, Office
from tests import factories
from tests.objectives.actions.attachments.files import TEXT, attach, stored
from tests.objectives.entries import audited, complete, in_status
from tests.objectives.sent_files import pdf, photo


@pytest.mark.django_db(transaction=True)
def test_a_file_is_kept_under_a_name_that_tells_nothing(entry: Evidence, settings: SimpleNamespace) -> None:
    made = attach(entry, "../Report of May.pdf", pdf())

    (path,) = stored(settings)
    assert (made.name, made.content_type, made.size) == ("Report of May.pdf", "application/pdf", len(path.read_bytes()))
    assert "Report" not in str(path)
    assert len(path.name) == 32
    assert path.stat().st_mode & 0o007 == 0
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.before, event.after) == (
        "evidence.attach",
        {"attachments": []},
        {"attachments": [{"name": made.name, "sha256": made.sha256, "size": made.size}]},
    )


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_is_attached_once(entry: Evidence, settings: SimpleNamespace) -> None:
    first = attach(entry, "a.jpg", photo())

    second = attach(entry, "b.jpg", photo())

    assert second.pk == first.pk
    assert len(stored(settings)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_by_two_lines_at_once_is_attached_once(entry: Evidence, settings: SimpleNamespace) -> None:
    first = attach(entry)
    seen = iter([None, first])

    with patch.object(actions, "_same", lambda *_of: next(seen)):  # the other line's row came after we looked
        second = attach(entry)

    assert (second.pk, Attachment.objects.count(), len(stored(settings))) == (first.pk, 1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", ["submitted", "accepted", "withdrawn"])
def test_an_entry_past_editing_takes_no_file_and_keeps_those_it_has(
    status: str, elements: dict[str, Element], nairobi: Office, recorder: User, reviewer: User, period: object
) -> None:
    entry = in_status(status, complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)
    kept = factories.AttachmentFactory(evidence=entry)

    with pytest.raises(ActionError, match="can no longer be changed"):
        attach(entry, data=b"More.")
    with pytest.raises(ActionError, match="can no longer be changed"):
        actions.remove(attachment=kept, by=recorder)

    assert list(entry.attachments.present()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_only_the_author_attaches_and_removes(entry: Evidence, colleague: User, auditor: User) -> None:
    kept = attach(entry)

    for act in (lambda by: attach(entry, by=by), lambda by: actions.remove(attachment=kept, by=by)):
        with pytest.raises(ActionError, match="Only the author"):
            act(colleague)
        with pytest.raises(NotPermitted):
            act(auditor)


@pytest.mark.django_db(transaction=True)
def test_a_file_beyond_the_limits_is_refused_with_the_numbers(entry: Evidence, settings: SimpleNamespace) -> None:
    settings.ATTACHMENT_MOST_BYTES, settings.ATTACHMENTS_MOST_BYTES, settings.ATTACHMENTS_MOST = 100, 150, 3

    with pytest.raises(ActionError, match="too large"):
        attach(entry, data=b"x" * 101)
    attach(entry, data=b"x" * 100)
    with pytest.raises(ActionError, match="room for 50\xa0bytes more, and this one has 60\xa0bytes"):
        attach(entry, data=b"y" * 60)
    attach(entry, data=b"1")
    attach(entry, data=b"2")
    with pytest.raises(ActionError, match="An entry holds 3 files at most"):
        attach(entry, data=b"3")

    assert len(stored(settings)) == entry.attachments.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_told_and_leaves_nothing_behind(entry: Evidence, settings: SimpleNamespace) -> None:
    full = OSError(28, "No space left on device")

    with patch.object(FileSystemStorage, "_save", side_effect=full), pytest.raises(actions.NotKept, match="attach the"):
        attach(entry)

    assert (entry.attachments.count(), stored(settings), audited()) == (0, [], ["evidence.create"])


@pytest.mark.django_db(transaction=True)
def test_a_row_that_cannot_be_written_leaves_no_file(entry: Evidence, settings: SimpleNamespace) -> None:
    with patch.object(actions, "_record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        attach(entry)

    assert (entry.attachments.count(), stored(settings)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_from_a_draft_leaves_its_row_and_no_file(entry: Evidence, settings: SimpleNamespace) -> None:
    kept = attach(entry)

    removed = actions.remove(attachment=kept, by=entry.author)
    again = actions.remove(attachment=kept, by=entry.author)

    assert (removed.removed_by, removed.file.name, stored(settings)) == (entry.author, "", [])
    assert again.removed_at == removed.removed_at
    assert audited().count("evidence.detach") == 1
    assert evidence_actions.snapshot(entry)["attachments"] == []


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_from_a_returned_entry_keeps_its_file_since_others_saw_it(
    elements: dict[str, Element], nairobi: Office, recorder: User, reviewer: User, period: object
) -> None:
    entry = in_status("returned", complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)
    kept = attach(entry)

    removed = actions.remove(attachment=kept, by=recorder)

    assert removed.file.open().read() == TEXT
    assert not Attachment.objects.visible_to(recorder).exists()


@pytest.mark.django_db(transaction=True)
def test_what_was_removed_can_be_attached_again(entry: Evidence) -> None:
    actions.remove(attachment=attach(entry), by=entry.author)

    assert attach(entry).removed_at is None


IMPOSSIBLE = {
    "attachment_state_is_known": {"state": "lost", "scanned_at": None},
    "attachment_kind_is_known": {"content_type": "text/html"},
    "attachment_has_a_name_a_checksum_and_a_size": {"size": 0},
    "only_a_removed_or_infected_attachment_has_no_file": {"file": ""},
    "infected_attachment_names_what_was_found_and_has_no_file": {"state": "infected", "file": ""},
    "scanned_attachment_says_when": {"state": "waiting"},
    "removed_attachment_says_when_and_by_whom": {"removed_at": "2026-09-01T00:00Z"},
    "picture_has_width_and_height": {"width": 10},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_keeps_what_must_be_true(name: str) -> None:
    made = factories.AttachmentFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Attachment.objects.filter(pk=made.pk).update(**IMPOSSIBLE[name])


@pytest.mark.django_db
def test_the_database_keeps_one_of_the_same_file() -> None:
    made = factories.AttachmentFactory()

    with pytest.raises(IntegrityError):
        factories.AttachmentFactory(evidence=made.evidence, given_sha256=made.given_sha256)
