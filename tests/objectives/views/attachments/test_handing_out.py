"""Files of an entry as they are handed out, removed and told of."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.models import User
from objectives.models import Attachment, Evidence
from tests import factories, pages
from tests.objectives.views.attachments.sending import JSON, add, messages

pytestmark = pytest.mark.django_db

NOTES = "//p[@class='note note-warm']"


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
