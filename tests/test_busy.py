"""While another holds the database, nothing that was typed is lost: the page gives it back, to be sent again."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from iomtrack.accounts.models import ApiToken, User
from iomtrack.busy import is_busy
from objectives.models import Evidence, EvidenceDecision
from tests import pages
from tests.factories import PASSWORD, EvidenceFactory
from tests.objectives.api.conftest import Program

pytestmark = pytest.mark.django_db(transaction=True)

REASON = 'The figure is not that of the source: "150" there,\n<152> here & below.'


@contextmanager
def another_writes() -> Iterator[None]:
    """Somebody writes and does not end; whoever else wants to waits for a moment, and not for twenty seconds."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        hold, wait, wait_as_ever = "BEGIN IMMEDIATE", "PRAGMA busy_timeout = 50", "PRAGMA busy_timeout = 20000"
    else:
        other = psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None})
        names = ", ".join(model._meta.db_table for model in (Evidence, User, Session, ApiToken))
        hold, wait, wait_as_ever = (
            f"LOCK TABLE {names} IN EXCLUSIVE MODE",
            "SET lock_timeout = 50",
            "RESET lock_timeout",
        )
    with connection.cursor() as cursor:
        cursor.execute(wait)
        other.execute(hold)
        try:
            yield
        finally:
            other.rollback()
            other.close()
            cursor.execute(wait_as_ever)


@pytest.fixture
def entry(recorder: User) -> Evidence:
    return EvidenceFactory(submitted=True, author=recorder)


@pytest.fixture
def browser(client_for: Callable[[User], Client], reviewer: User) -> Client:
    client = client_for(reviewer)
    client.raise_request_exception = False
    return client


def given_back(page: HttpResponse) -> dict[str, list[str]]:
    (form,) = pages.read(page).xpath("//main//form")
    names = dict.fromkeys(form.xpath("input[@type='hidden']/@name"))
    return {name: form.xpath(f"input[@name='{name}']/@value") for name in names}


def send(client: Client, entry: Evidence) -> HttpResponse:
    return client.post(
        f"/evidence/{entry.reference}/return/?queue=yes", {"reason": REASON, "parts": ["title", "office"]}
    )


def test_what_was_sent_is_given_back_and_can_be_sent_again(browser: Client, entry: Evidence) -> None:
    with another_writes():
        page = send(browser, entry)

    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert pages.sound(page)
    (address,) = pages.read(page).xpath("//main//form/@action")
    fields = given_back(page)
    assert fields == {"reason": [REASON], "parts": ["title", "office"]}
    (shown,) = pages.read(page).xpath("//main//blockquote[not(ancestor::details)]")
    assert pages.words(shown) == REASON.replace("\n", " ")
    browser.post(address, fields)
    assert EvidenceDecision.objects.get(after="returned").reason == REASON


def test_it_goes_back_with_the_token_that_it_came_with_and_no_better_one(
    client_for: Callable[[User], Client], reviewer: User, entry: Evidence
) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(reviewer)
    (token, *_more) = pages.read(browser.get(entry.get_absolute_url())).xpath(
        "//input[@name='csrfmiddlewaretoken']/@value"
    )

    with another_writes():
        sent = {"reason": REASON, "csrfmiddlewaretoken": token}
        page = browser.post(f"/evidence/{entry.reference}/return/", sent)

    assert given_back(page)["csrfmiddlewaretoken"] == [token]


def test_it_says_so_in_the_language_of_the_reader(browser: Client, entry: Evidence, reviewer: User) -> None:
    User.objects.filter(pk=reviewer.pk).update(language="fr")

    with another_writes():
        page = send(browser, entry)

    assert (page["Content-Language"], pages.read(page).get("lang")) == ("fr", "fr")


def test_files_that_came_with_it_are_asked_for_again(browser: Client, entry: Evidence, tmp_path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("A paper")

    with another_writes(), paper.open("rb") as file:
        page = browser.post(f"/evidence/{entry.reference}/return/", {"reason": REASON, "file": file})

    assert "Files are not kept" in pages.main(page)
    assert "A paper" not in page.content.decode()


def test_a_password_stands_on_no_page(reviewer: User) -> None:
    browser = Client(raise_request_exception=False)

    with another_writes():
        page = browser.post("/accounts/sign-in/", {"login": reviewer.email, "password": PASSWORD})

    assert (page.status_code, PASSWORD in page.content.decode()) == (503, False)
    assert pages.sound(page)
    assert pages.read(page).xpath("//main//a/@href") == ["/accounts/sign-in/"]


def test_a_visitor_whose_session_has_ended_gets_it_back_too(browser: Client, entry: Evidence) -> None:
    browser.get("/review/")
    browser.session.flush()

    with another_writes():
        page = send(browser, entry)

    assert (page.status_code, given_back(page)["reason"]) == (503, [REASON])


def test_a_page_is_shown_though_its_session_cannot_be_kept(browser: Client, entry: Evidence) -> None:
    send(browser, entry)  # leaves a message, which the next page shows and takes out of the session

    with another_writes():
        page = browser.get("/")

    assert (page.status_code, len(pages.messages(page))) == (200, 1)


def test_a_program_is_told_when_to_come_again(recorder: User, entry: Evidence) -> None:
    program = Program(recorder)
    program.client.raise_request_exception = False

    with another_writes():
        answer = program.send("/evidence", {"framework": entry.framework.slug, "title": "Anew"})

    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        503,
        "30",
        "application/problem+json",
    )


def test_another_fault_of_the_database_is_still_ours() -> None:
    with pytest.raises(OperationalError) as fault, connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM nowhere" if connection.vendor == "sqlite" else "SELECT pg_cancel_backend(pg_backend_pid())"
        )

    assert (is_busy(fault.value), is_busy(None), is_busy(ValueError())) == (False, False, False)
