"""Files of an entry as their pages take them, show them and hand them out."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.models import User
from objectives.models import Attachment, Element, Evidence, Office
from tests import factories, pages
from tests.objectives.entries import complete, draft
from tests.objectives.sent_files import pdf, photo

pytestmark = pytest.mark.django_db
NOTES = "//p[@class='note note-warm']"
JSON = {"accept": "application/json"}


@pytest.fixture
def entry(elements: dict[str, Element], nairobi: Office, recorder: User, period: object) -> Evidence:
    return draft(complete(elements["O1"], nairobi), by=recorder)


@pytest.fixture
def mine(client_for: Callable[..., Client], recorder: User) -> Client:
    return client_for(recorder)


def sent(*names: str, data: bytes = b"It was done.") -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data + name.encode()) for name in names]


def add(client: Client, entry: Evidence, *files: SimpleUploadedFile, **more: object) -> HttpResponse:
    return client.post(f"/evidence/{entry.reference}/attachments/", {"files": list(files)}, **more)


def messages(response: HttpResponse) -> list[str]:
    return [pages.words(one) for one in pages.read(response).xpath("//*[contains(@class, 'message ')]")]


def names(entry: Evidence) -> list[str]:
    return list(entry.attachments.present().values_list("name", flat=True))


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
        "a.txt: The file is too large: 20.0\xa0MB fit. Make it smaller, or attach its parts one by one."
    )


def test_a_file_is_handed_out_to_be_saved_and_never_shown(mine: Client, entry: Evidence) -> None:
    add(mine, entry, SimpleUploadedFile("Été – note.txt", "Genève".encode("latin-1")))

    response = mine.get(f"/evidence/{entry.reference}/attachments/{Attachment.objects.get().pk}/")

    assert b"".join(response) == "Genève".encode("latin-1")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%89t%C3%A9%20%E2%80%93%20note.txt"
    assert response["Content-Type"] == "text/plain; charset=windows-1252"
    assert response["Content-Length"] == "6"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("state", ["waiting", "scanning", "failed", "infected"])
def test_nobody_gets_a_file_that_is_not_clean(
    state: str, entry: Evidence, recorder: User, administrator: User, client_for: Callable[..., Client]
) -> None:
    infected = {"file": "", "signature": "Eicar"} if state == "infected" else {}
    made = factories.AttachmentFactory(evidence=entry, state=state, **infected)

    found = [client_for(person).get(made.get_absolute_url()).status_code for person in (recorder, administrator)]
    page = pages.read(client_for(recorder).get(entry.get_absolute_url()))

    assert found == [404, 404]
    assert page.xpath(f"//a[@href='{made.get_absolute_url()}']") == []
    assert str(made.get_state_display()) in pages.words(page.xpath("//*[@id='attachments']")[0])


def test_once_a_scanner_is_set_up_what_was_not_scanned_is_shut(
    mine: Client, entry: Evidence, settings: SimpleNamespace
) -> None:
    made = factories.AttachmentFactory(evidence=entry, state="unscanned")
    before = mine.get(made.get_absolute_url())
    list(before)
    settings.CLAMAV_URL = "tcp://127.0.0.1:3310"

    assert (before.status_code, mine.get(made.get_absolute_url()).status_code) == (200, 404)


def test_a_removed_file_is_gone(mine: Client, entry: Evidence) -> None:
    made = factories.AttachmentFactory(evidence=entry)

    response = mine.post(f"{made.get_absolute_url()}remove/", follow=True)

    assert messages(response) == [f"{made.name} is removed."]
    assert mine.get(made.get_absolute_url()).status_code == 404
    assert made.name not in pages.words(pages.read(response).xpath("//*[@id='attachments']")[0])


def test_a_script_removes_a_file_and_gets_the_list(mine: Client, entry: Evidence) -> None:
    made = factories.AttachmentFactory(evidence=entry)

    response = mine.post(f"{made.get_absolute_url()}remove/", headers=JSON)

    assert response.json()["html"].strip() == ""


def test_a_file_that_is_lost_is_no_error_of_the_site(mine: Client, entry: Evidence) -> None:
    made = factories.AttachmentFactory(evidence=entry)
    made.file.storage.delete(made.file.name)

    assert mine.get(made.get_absolute_url()).status_code == 404


def test_nothing_of_the_store_has_an_address(mine: Client, entry: Evidence, settings: SimpleNamespace) -> None:
    made = factories.AttachmentFactory(evidence=entry)

    assert [mine.get(f"{place}{made.file.name}").status_code for place in ("/", "/media/", "/static/")] == [404] * 3
    assert made.file.name not in mine.get(entry.get_absolute_url()).content.decode()


# --- with the form of the entry -----------------------------------------------------------------


def test_files_go_with_the_form_of_a_new_entry(mine: Client, entry: Evidence, period: object) -> None:
    data = {"title": "A visit", "files": sent("a.txt"), "save": "yes"}

    mine.post("/evidence/new/", data, follow=True)

    made = Evidence.objects.get(title="A visit")
    assert names(made) == ["a.txt"]


def test_a_file_that_is_refused_holds_the_entry_back_and_loses_nothing(mine: Client, entry: Evidence) -> None:
    data = {"title": "A visit", "files": [*sent("a.txt"), SimpleUploadedFile("b.svg", b"<svg/>")], "check": "yes"}

    response = mine.post("/evidence/new/", data)

    made = Evidence.objects.get(title="A visit")
    problems = [pages.words(one) for one in pages.read(response).xpath("//*[@id='errors']//li")]
    assert (response.status_code, made.status, names(made)) == (422, "draft", ["a.txt"])
    assert problems[0].startswith("b.svg: Web pages")
    assert "a.txt" in pages.words(pages.read(response).xpath("//*[@id='attachments']")[0])


def test_files_are_attached_though_something_else_has_to_be_put_right(mine: Client, entry: Evidence) -> None:
    data = {"title": "x" * 300, "files": sent("a.txt"), "check": "yes"}

    response = mine.post(f"/evidence/{entry.reference}/edit/", data)

    assert (response.status_code, names(entry)) == (422, ["a.txt"])
    assert "a.txt" in pages.words(pages.read(response).xpath("//*[@id='attachments']")[0])


def test_a_new_entry_that_cannot_be_read_asks_for_its_files_again(mine: Client, period: object) -> None:
    response = mine.post("/evidence/new/", {"title": "x" * 300, "files": sent("a.txt")})

    assert "The files you chose are not attached yet. Choose them again." in response.content.decode()


def test_what_is_ticked_in_the_form_is_removed_when_it_is_saved(mine: Client, entry: Evidence) -> None:
    made, other = factories.AttachmentFactory(evidence=entry), factories.AttachmentFactory()

    mine.post(f"/evidence/{entry.reference}/edit/", {"title": "A visit", "detach": [made.pk, other.pk, "x", "9" * 40]})

    assert (names(entry), other.evidence.attachments.present().count()) == ([], 1)


# --- told on screen -----------------------------------------------------------------------------


def test_those_concerned_are_told_of_infected_and_failed_files(
    entry: Evidence, recorder: User, outsider: User, administrator: User, client_for: Callable[..., Client]
) -> None:
    factories.AttachmentFactory(evidence=entry, state="infected", file="", signature="Eicar")
    factories.AttachmentFactory(evidence=entry, state="failed", error="It does not answer.")

    notes = {
        who.email: " ".join(pages.words(one) for one in pages.read(client_for(who).get("/")).xpath(NOTES))
        for who in (recorder, outsider, administrator)
    }

    assert "1 file that you attached was infected, and was deleted here." in notes[recorder.email]
    assert "infected" not in notes[outsider.email]
    told = "1 attached file was infected in the last 30 days. 1 attached file could not be scanned."
    assert told in notes[administrator.email]


def test_an_administrator_has_a_failed_file_scanned_again(
    entry: Evidence, administrator: User, auditor: User, client_for: Callable[..., Client], settings: SimpleNamespace
) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:3310"
    made = factories.AttachmentFactory(evidence=entry, state="failed", error="It does not answer.", attempts=3)
    client = client_for(administrator)
    page = client.get("/files/").content.decode()
    assert "It does not answer." in page
    assert "Scan again" not in client_for(auditor).get("/files/").content.decode()

    response = client.post(f"{made.get_absolute_url()}retry/", follow=True)

    made.refresh_from_db()
    assert messages(response) == [f"{made.name} waits to be scanned again."]
    assert (made.state, made.attempts, made.error) == ("waiting", 0, "")


def test_administrators_are_told_that_there_is_no_scanner(
    administrator: User, client_for: Callable[..., Client]
) -> None:
    assert "No virus scanner is set up" in client_for(administrator).get("/files/").content.decode()


def test_only_administrators_read_that_a_file_was_not_scanned(
    entry: Evidence, recorder: User, administrator: User, client_for: Callable[..., Client]
) -> None:
    factories.AttachmentFactory(evidence=entry, state="unscanned")

    found = [
        "Not scanned" in client_for(one).get(entry.get_absolute_url()).content.decode()
        for one in (recorder, administrator)
    ]

    assert found == [False, True]


def test_the_list_for_a_script_costs_the_same_for_ten_files(mine: Client, entry: Evidence) -> None:
    address = f"/evidence/{entry.reference}/attachments/"
    mine.get(address, headers=JSON)
    with_none = _queries(mine, address)
    for _number in range(10):
        factories.AttachmentFactory(evidence=entry)

    assert _queries(mine, address) == with_none


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        client.get(address, headers=JSON)
    return len(made)


def test_a_photo_is_shown_with_its_size_and_kept_without_its_place(
    mine: Client, entry: Evidence, settings: SimpleNamespace
) -> None:
    add(mine, entry, SimpleUploadedFile("a.jpg", photo(3000, 1500)))

    (path,) = [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]
    assert "2560 × 1280" in mine.get(entry.get_absolute_url()).content.decode()
    assert b"Exif" not in path.read_bytes()
