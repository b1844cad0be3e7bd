"""Files of an entry as their pages take them, and a store or a disk that is full."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from objectives.models import Evidence
from tests.objectives.sent_files import pdf, photo
from tests.objectives.views.attachments.sending import JSON, add, messages, names, sent

pytestmark = pytest.mark.django_db


def test_a_plain_form_attaches_several_and_goes_back_to_the_entry(mine: Client, entry: Evidence) -> None:
    response = add(mine, entry, *sent("a.txt", "b.exe.txt"), follow=True)

    assert response.redirect_chain[0][0] == f"/evidence/{entry.reference}/#attachments"
    assert messages(response) == ["2 files are attached."]
    assert names(entry) == ["a.txt", "b.exe.txt"]


def test_a_plain_form_says_of_each_file_what_is_wrong_and_keeps_the_others(mine: Client, entry: Evidence) -> None:
    good, bad = SimpleUploadedFile("a.pdf", pdf()), SimpleUploadedFile("b.pdf", pdf()[:100])

    response = add(mine, entry, bad, good, SimpleUploadedFile("c.txt", b""), follow=True)

    assert messages(response) == [
        "1 file is attached.",
        "b.pdf: The PDF is cut short: its end is missing. Save or download it again, and attach that.",
        "c.txt: The file is empty.",
    ]
    assert names(entry) == ["a.pdf"]


def test_without_a_file_the_form_asks_for_one(mine: Client, entry: Evidence) -> None:
    assert messages(add(mine, entry, follow=True)) == ["Choose a file first."]


def test_a_script_gets_the_list_as_it_stands(mine: Client, entry: Evidence) -> None:
    response = add(mine, entry, *sent("a.txt"), headers=JSON)

    assert (response.status_code, response.json()["unsettled"]) == (201, False)
    assert "a.txt" in response.json()["html"]


def test_a_script_is_told_what_is_wrong(mine: Client, entry: Evidence) -> None:
    response = add(mine, entry, SimpleUploadedFile("a.svg", b"<svg/>"), headers=JSON)

    assert response.status_code == 422
    assert response.json()["problem"].startswith("a.svg: Web pages and drawings in code")


def test_a_full_store_asks_to_send_it_again(mine: Client, entry: Evidence) -> None:
    with patch.object(FileSystemStorage, "_save", side_effect=OSError(28, "No space left on device")):
        response = add(mine, entry, *sent("a.txt"), headers=JSON)

    assert (response.status_code, names(entry)) == (503, [])
    assert "attach the file again in a while" in response.json()["problem"]


def test_a_full_disk_while_a_file_comes_in_breaks_nothing(
    mine: Client, entry: Evidence, settings: SimpleNamespace
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    full = OSError(28, "No space left on device")

    with patch.object(TemporaryUploadedFile, "write", side_effect=full, create=True):
        response = add(mine, entry, *sent("a.txt"), headers=JSON)

    assert (response.status_code, names(entry)) == (503, [])


def test_a_disk_that_takes_no_temporary_file_breaks_nothing(
    mine: Client, entry: Evidence, settings: SimpleNamespace
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    with patch.object(TemporaryFileUploadHandler, "new_file", side_effect=OSError(28, "No space left on device")):
        response = add(mine, entry, *sent("a.txt"), headers=JSON)

    assert (response.status_code, names(entry)) == (503, [])


def test_what_is_beyond_all_limits_is_not_even_read_to_its_end(
    mine: Client, entry: Evidence, settings: SimpleNamespace
) -> None:
    settings.FILE_UPLOAD_MOST_BYTES = 100_000

    response = add(mine, entry, *sent("a.txt", data=b"x" * 300_000), headers=JSON)

    assert response.status_code == 422
    assert response.json()["problem"] == (
        "a.txt: The file is too large: 20\xa0MB fit. Make it smaller, or attach its parts one by one."
    )


def test_a_photo_is_shown_with_its_size_and_kept_without_its_place(
    mine: Client, entry: Evidence, settings: SimpleNamespace
) -> None:
    add(mine, entry, SimpleUploadedFile("a.jpg", photo(3000, 1500)))

    (path,) = [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]
    assert "2560 × 1280" in mine.get(entry.get_absolute_url()).content.decode()
    assert b"Exif" not in path.read_bytes()
