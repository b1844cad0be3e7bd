import errno
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from iomtrack.accounts.errors import ActionError
from reports.actions import rendering
from reports.actions.filing import file_whole
from reports.actions.retry import retry
from reports.enums import RENDITION_MOVES, RenditionState
from reports.models import Edition, Rendition
from tests.reports.world import CLOSED_AT, make_edition

KEPT = {"file": "a.pdf", "sha256": "a", "rendered_at": CLOSED_AT}


@pytest.fixture
def rendition(world, queued):
    return Rendition.objects.create(edition=make_edition(world, "signed_off"), language="en")


def test_rendering_files_the_pdf_and_issues_the_edition(rendition):
    rendering.render(pk=rendition.pk)

    rendition.refresh_from_db()
    assert rendition.state == "rendered"
    assert Path(default_storage.path(rendition.file.name)).read_bytes().startswith(b"%PDF-")
    assert Edition.objects.get().state == "issued"


def test_the_same_content_gives_the_same_file(rendition):
    rendering.render(pk=rendition.pk)
    first = Rendition.objects.get()
    Edition.objects.update(state="signed_off", issued_at=None)
    Rendition.objects.update(state="pending")

    rendering.render(pk=rendition.pk)

    assert (Rendition.objects.get().sha256, Rendition.objects.get().file) == (first.sha256, first.file)


def test_content_that_was_changed_after_sign_off_stops(rendition):
    edition = rendition.edition
    edition.content["organization"] = "Another"
    edition.save()

    rendering.render(pk=rendition.pk)

    rendition.refresh_from_db()
    assert rendition.state == "stopped"
    assert rendition.error == "The content is not the one that was frozen. Compose the edition again."


def test_a_full_disk_is_said_and_tried_again(rendition, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    rendering.render(pk=rendition.pk)

    rendition.refresh_from_db()
    assert (rendition.state, rendition.error) == (
        "pending",
        "The PDF could not be filed: No space left on device.",
    )
    folder = Path(default_storage.path(f"renditions/{rendition.edition_id}"))
    assert list(folder.iterdir()) == []


def test_a_file_is_replaced_whole(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")

    file_whole(tmp_path / "a.pdf", b"new")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"new")]


def test_the_old_file_stays_when_the_new_one_cannot_be_put_in_its_place(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", lambda *names: (_ for _ in ()).throw(OSError("no")))

    with pytest.raises(OSError, match="no"):
        file_whole(tmp_path / "a.pdf", b"new")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"old")]


@pytest.mark.parametrize("before", RenditionState)
def test_rendering_moves_a_rendition_only_from_where_it_waits(world, queued, before):
    kept = KEPT if before == RenditionState.RENDERED else {}
    rendition = Rendition.objects.create(edition=make_edition(world, "signed_off"), language="en", state=before, **kept)

    rendering.render(pk=rendition.pk)

    rendition.refresh_from_db()
    expected = RenditionState.RENDERED if before == RenditionState.PENDING else before
    assert rendition.state == expected


@pytest.mark.parametrize("before", RenditionState)
def test_only_what_has_stopped_is_started_again(world, queued, before):
    kept = KEPT if before == RenditionState.RENDERED else {}
    rendition = Rendition.objects.create(
        edition=make_edition(world, "signed_off"), language="en", state=before, attempts=3, error="Full.", **kept
    )

    try:
        retry(row=rendition, by=world.administrator)
    except ActionError:
        assert RenditionState.PENDING not in RENDITION_MOVES[before] or before == RenditionState.RENDERING
    else:
        rendition.refresh_from_db()
        assert before == RenditionState.STOPPED
        assert (rendition.state, rendition.attempts, rendition.error) == ("pending", 0, "")


def test_every_state_has_its_row_in_the_table():
    assert set(RENDITION_MOVES) == set(RenditionState)
