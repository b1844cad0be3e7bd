"""Exports that the worker makes: once, as their owner sees evidence then, kept for some days."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.accounts.models import User
from objectives import tasks
from objectives.actions import exports
from objectives.actions.tick import tick
from objectives.exchange_enums import EXPORT_MOVES, ExportState
from objectives.models import AuditEvent, Evidence, ExportJob, Posting
from objectives.models.attachment import store
from objectives.queries.exports import still_covers
from tests.objectives.entries import complete, in_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(elements, nairobi, bogota, period, recorder, outsider, reviewer):
    """An accepted entry and a draft of Nairobi, and a draft of Bogotá."""
    content = complete(elements["O1"], nairobi)
    return [
        in_status("accepted", content, by=recorder, reviewer=reviewer),
        in_status("draft", content, by=recorder, reviewer=reviewer),
        in_status("draft", complete(elements["O1"], bogota), by=outsider, reviewer=reviewer),
    ]


def asked(by: User, **changes: object) -> ExportJob:
    return exports.request_export(**{"filters": "", "form": "csv", "shape": "record", "by": by, **changes})


def made(job: ExportJob) -> ExportJob:
    tasks.make_export(job.pk)
    job.refresh_from_db()
    return job


def references(job: ExportJob) -> list[str]:
    lines = job.file.read().decode("utf-8-sig").splitlines()
    return [line.split(",")[0] for line in lines[1:]]


def test_an_export_holds_what_its_owner_can_see(entries, recorder):
    job = made(asked(recorder))

    assert job.state == ExportState.READY
    assert references(job) == [entries[0].reference, entries[1].reference]
    assert (job.records, job.size > 0, len(job.sha256), job.error) == (2, True, 64, "")


def test_an_export_holds_what_its_filters_leave(entries, recorder):
    assert references(made(asked(recorder, filters="status=draft"))) == [entries[1].reference]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_every_kind_of_file_is_made(entries, recorder, form):
    job = made(asked(recorder, form=form))

    assert (job.state, job.file.size) == (ExportState.READY, job.size)


def test_who_exported_what_is_in_the_audit(entries, recorder):
    job = asked(recorder, filters="status=draft")

    event = AuditEvent.objects.order_by("id").last()
    assert (event.action, event.by, event.object_label) == ("evidence.export", recorder, str(job))
    assert event.after == {"filters": "status=draft", "format": "csv", "lines": "record"}


def test_what_is_seen_counts_when_it_is_made(entries, recorder, bogota):
    job = asked(recorder)
    Posting.objects.filter(user=recorder).update(office=bogota)
    Evidence.objects.filter(pk=entries[1].pk).update(author=entries[2].author)

    assert references(made(job)) == [entries[0].reference, entries[2].reference]


def test_a_person_whose_rights_are_gone_gets_no_export(entries, recorder):
    job = asked(recorder)
    User.objects.filter(pk=recorder.pk).update(is_active=False)

    job = made(job)

    assert (job.state, job.file.name) == (ExportState.STOPPED, "")
    assert "may not see evidence" in job.error


def test_filters_that_fit_no_more_stop_the_export_and_never_widen_it(entries, recorder):
    job = made(asked(recorder, filters="office=999999"))

    assert job.state == ExportState.STOPPED
    assert "Export again" in job.error


def test_the_same_export_under_way_is_not_made_twice(recorder):
    assert asked(recorder) == asked(recorder)
    assert ExportJob.objects.count() == 1


def test_a_person_has_three_exports_under_way_at_most(recorder):
    for number in range(3):
        asked(recorder, filters=f"text={number}")

    with pytest.raises(ActionError, match="3 of your exports"):
        asked(recorder, filters="text=more")


def test_a_task_that_runs_twice_makes_one_file(entries, recorder):
    job = made(asked(recorder))
    first = job.file.name

    assert made(job).file.name == first


def test_a_lost_worker_s_export_is_taken_up_by_the_tick(recorder):
    job = asked(recorder)
    ExportJob.objects.filter(pk=job.pk).update(
        state="making", claim=uuid4(), attempts=1, leased_until=timezone.now() - timedelta(minutes=5)
    )

    tick()

    job.refresh_from_db()
    assert job.state == ExportState.WAITING


def test_an_export_is_deleted_after_its_days(entries, recorder, django_capture_on_commit_callbacks):
    job = made(asked(recorder))
    kept = job.file.name
    ExportJob.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with django_capture_on_commit_callbacks(execute=True):
        tick()

    job.refresh_from_db()
    assert (job.state, job.file.name) == (ExportState.EXPIRED, "")
    assert not store().exists(kept)


def test_one_s_own_export_can_be_deleted(entries, recorder):
    job = made(asked(recorder))

    exports.remove_export(job=job, by=recorder)

    job.refresh_from_db()
    assert job.state == ExportState.EXPIRED


def test_an_export_being_made_cannot_be_deleted(recorder):
    job = asked(recorder)
    ExportJob.objects.filter(pk=job.pk).update(state="making")

    with pytest.raises(ActionError, match="being made"):
        exports.remove_export(job=job, by=recorder)


def test_a_delegate_exports_nothing(delegate):
    with pytest.raises(NotPermitted):
        asked(delegate)


def test_what_was_seen_is_covered_as_long_as_nobody_sees_less(recorder, reviewer, nairobi, bogota):
    of_nairobi = {"all": False, "offices": [nairobi.pk]}
    everything = {"all": True, "offices": []}

    assert still_covers(recorder, of_nairobi)
    assert not still_covers(recorder, {"all": False, "offices": [bogota.pk]})
    assert not still_covers(recorder, everything)
    assert still_covers(reviewer, everything)


def test_every_state_of_an_export_says_what_may_follow():
    assert set(EXPORT_MOVES) == set(ExportState.values)
    assert {after for moves in EXPORT_MOVES.values() for after in moves} <= set(ExportState.values)
