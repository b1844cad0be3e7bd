"""What a form makes is made once, though its button is pressed twice: tokens for programs, imports, IATI files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement

from iomtrack.accounts.models import ApiToken, User
from objectives.models import AuditEvent, Framework, IatiUpload, ImportBatch
from tests import imports, pages

pytestmark = pytest.mark.django_db
TOKENS, UPLOAD, IATI = "/accounts/tokens/", "/imports/new/", "/iati/programmes/"
MAKE = {"name": "Monthly figures", "scope": "read", "days": "90"}


@pytest.fixture
def client(recorder: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(recorder)


def key_of(page: HtmlElement) -> dict[str, str]:
    """The hidden key that a page's form was shown with."""
    (found,) = page.xpath("//main//input[@name='form_key']")
    return {"form_key": found.get("value")}


def secret_of(response: Any) -> str:
    return str(pages.read(response).get_element_by_id("secret").value)


def test_a_form_that_is_sent_twice_makes_one_token_and_shows_it_both_times(client: Client, recorder: User) -> None:
    sent = {**MAKE, **key_of(pages.read(client.get(TOKENS)))}

    first, second = (client.post(TOKENS, sent) for _ in range(2))

    assert secret_of(first) == secret_of(second)
    assert (ApiToken.objects.count(), AuditEvent.objects.filter(action="token.make").count()) == (1, 1)
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret_of(second)}"})
    assert answer.json()["email"] == recorder.email


def test_each_form_makes_a_token_of_its_own_and_so_does_one_that_says_something_else(client: Client) -> None:
    page = client.get(TOKENS)
    secrets = []
    for name in ("One", "Two", "Two"):
        page = client.post(TOKENS, {**MAKE, "name": name, **key_of(pages.read(page))})
        secrets.append(secret_of(page))
    key = key_of(pages.read(page))
    secrets += [secret_of(client.post(TOKENS, {**MAKE, "name": name, **key})) for name in ("Three", "Four")]

    assert len(set(secrets)) == len(secrets) == ApiToken.objects.count()


@pytest.mark.parametrize(
    "since",
    [
        {"last_used_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"created_at": timezone.now() - timedelta(minutes=11)},
    ],
    ids=["used", "ended", "long ago"],
)
def test_a_token_is_not_shown_again_later_and_a_further_press_makes_another(
    client: Client, since: dict[str, Any]
) -> None:
    sent = {**MAKE, **key_of(pages.read(client.get(TOKENS)))}
    shown = secret_of(client.post(TOKENS, sent))
    ApiToken.objects.update(**since)

    again = client.post(TOKENS, sent)

    assert (again.status_code, ApiToken.objects.count()) == (422, 1)
    assert "This form has made “Monthly figures” before" in pages.main(again)
    assert shown not in again.content.decode()
    another = secret_of(client.post(TOKENS, {**MAKE, **key_of(pages.read(again))}))
    assert (another != shown, ApiToken.objects.count()) == (True, 2)


def upload(client: Client, address: str, key: dict[str, str], content: bytes = b"title\nA visit\n", **more: str) -> Any:
    sent = {"landing": "draft", "decimal_mark": "point", **more, **key}
    return client.post(address, {**sent, "file": SimpleUploadedFile("rows.csv", content)})


def test_a_file_whose_form_is_sent_twice_is_one_import(client: Client, framework: Framework) -> None:
    key = key_of(pages.read(client.get(UPLOAD)))

    first, second = (upload(client, UPLOAD, key, framework=framework.slug) for _ in range(2))

    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert (ImportBatch.objects.count(), AuditEvent.objects.filter(action="import.upload").count()) == (1, 1)


def test_who_goes_back_and_chooses_another_file_makes_another_import_and_one(
    client: Client, framework: Framework
) -> None:
    key = key_of(pages.read(client.get(UPLOAD)))
    upload(client, UPLOAD, key, framework=framework.slug)

    answers = [upload(client, UPLOAD, key, b"title\nAnother\n", framework=framework.slug) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert ImportBatch.objects.count() == 2


def test_a_file_that_was_thrown_away_can_be_sent_again(client: Client, framework: Framework) -> None:
    key = key_of(pages.read(client.get(UPLOAD)))
    first = upload(client, UPLOAD, key, framework=framework.slug)
    client.post(f"{first['Location']}throw-away/")
    ImportBatch.objects.update(state="dropped", file="")

    second = upload(client, UPLOAD, key, framework=framework.slug)

    assert second["Location"] != first["Location"]


def test_rows_that_were_put_right_are_one_import_too(client: Client, framework: Framework, recorder: User) -> None:
    batch = imports.make("faulty", by=recorder, framework=framework)
    key = key_of(pages.read(client.get(batch.get_absolute_url())))

    answers = [upload(client, batch.get_absolute_url(), key) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert batch.corrections.count() == 1


@pytest.mark.parametrize("content", [b"<iati-activities version='2.03'/>", b"no file of IATI"], ids=["sound", "none"])
def test_an_iati_file_whose_form_is_sent_twice_is_one_upload(
    administrator: User, client_for: Callable[[User], Client], content: bytes
) -> None:
    client = client_for(administrator)
    key = key_of(pages.read(client.get(IATI)))

    first, second = (send(client, key, content) for _ in range(2))

    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert (IatiUpload.objects.count(), AuditEvent.objects.filter(action="iati.upload").count()) == (1, 1)


def test_another_iati_file_of_the_same_form_and_one_that_was_loaded_are_further_uploads(
    administrator: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(administrator)
    key = key_of(pages.read(client.get(IATI)))
    send(client, key, b"<iati-activities version='2.03'/>")

    answers = [send(client, key, b"<iati-activities version='2.02'/>") for _ in range(2)]
    assert (answers[0]["Location"] == answers[1]["Location"], IatiUpload.objects.count()) == (True, 2)

    IatiUpload.objects.update(state="loaded", file="")
    send(client, key, b"<iati-activities version='2.03'/>")
    assert IatiUpload.objects.count() == 3


def send(client: Client, key: dict[str, str], content: bytes) -> Any:
    return client.post(IATI, {**key, "file": SimpleUploadedFile("activities.xml", content)})
