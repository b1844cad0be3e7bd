"""Nobody is led off the site, and nobody else says what the site is called."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core import mail
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from iomtrack.accounts.models import User
from tests.factories import PASSWORD
from tests.mailing import deliver
from tests.safety.attacks import Target, with_query

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

SIGN_IN, SIGN_OUT, RESET = "/accounts/sign-in/", "/accounts/sign-out/", "/accounts/password/reset/"
ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example",
    "///elsewhere.example",
    "////elsewhere.example",
    "\\\\elsewhere.example",
    "/\\elsewhere.example",
    "\\/elsewhere.example",
    "/\t/elsewhere.example",
    "\t//elsewhere.example",
    " //elsewhere.example",
    "http:elsewhere.example",
    "http:///elsewhere.example",
    "https:elsewhere.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,hello",
    "ftp://testserver/",
    "http://testserver@elsewhere.example/",
    "http://testserver.elsewhere.example/",
    "https://elsewhere.example/http://testserver/",
    "http://[elsewhere.example/",
    "%2f%2felsewhere.example",
    "/%09/elsewhere.example",
    "/%2f%2felsewhere.example",
    "https:%2f%2felsewhere.example",
]


def leads_off(response: HttpResponseBase) -> str | None:
    """Where an answer leads if a browser would leave the site for it; else None.

    Browsers leave out spaces and control characters, and read a backslash as a slash and many slashes as two.
    """
    where = response.headers.get("Location", "/")
    read = re.sub(r"^/{2,}", "//", re.sub(r"[\x00-\x20]", "", where).replace("\\", "/"))
    is_whole = read.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", read)
    return where if is_whole and not re.match(r"(https?:)?//testserver(/|$)", read) else None


@pytest.mark.parametrize("elsewhere", [one for one in ELSEWHERE if "%" not in one])
def test_this_module_knows_what_leads_off(elsewhere: str) -> None:
    response = HttpResponse()
    response.headers["Location"] = elsewhere.replace("\t", " ")

    assert leads_off(response) is not None


# --- open redirects -------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["address", "field", "encoded"])
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_nowhere_else(client: Client, recorder: User, elsewhere: str, by: str) -> None:
    typed = {"login": recorder.email, "password": PASSWORD}
    asked = {
        "address": (f"{SIGN_IN}?next={elsewhere}", {}),
        "field": (SIGN_IN, {"next": elsewhere}),
        "encoded": (f"{SIGN_IN}?next={quote(quote(elsewhere, safe=''))}", {}),
    }
    url, more = asked[by]

    response = client.post(url, {**typed, **more})

    assert (response.status_code, leads_off(response)) == (302, None)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_out_leads_nowhere_else(client_for: Callable[[User], Client], recorder: User, elsewhere: str) -> None:
    answers = [
        client_for(recorder).post(with_query(SIGN_OUT, f"next={quote(elsewhere)}")),
        client_for(recorder).post(SIGN_OUT, {"next": elsewhere}),
        Client().get(with_query(SIGN_OUT, f"next={quote(elsewhere)}")),
    ]

    assert [(answer.status_code, leads_off(answer)) for answer in answers] == [(302, None)] * 3


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_who_is_signed_in_already_is_led_nowhere_else(
    client_for: Callable[[User], Client], recorder: User, elsewhere: str
) -> None:
    response = client_for(recorder).get(with_query(SIGN_IN, f"next={quote(elsewhere)}"))

    assert (response.status_code, leads_off(response)) == (302, None)


def test_no_address_can_be_told_where_to_lead(
    every_target: list[Target], same_client_for: Callable[[User | None], Client]
) -> None:
    names = ("next", "url", "redirect", "redirect_to", "return", "back", "referer", "continue", "framework", "period")
    query = "&".join(f"{name}=//elsewhere.example/" for name in names)

    answers = {}
    for target in every_target:
        asked = replace(target, url=with_query(target.url, query))
        answers[str(target)] = asked.send(
            same_client_for(target.person), headers={"referer": "http://elsewhere.example//e/"}
        )

    assert {name: leads_off(answer) for name, answer in answers.items() if leads_off(answer)} == {}


@pytest.mark.parametrize("path", ["//elsewhere.example/evidence", "//elsewhere.example/%2e%2e", "/\\elsewhere.example"])
def test_an_address_that_looks_like_another_site_leads_nowhere_else(client: Client, path: str) -> None:
    response = client.get("/", PATH_INFO=path)

    assert leads_off(response) is None


# --- the name of the site -------------------------------------------------------------------------


HOSTS = [
    "elsewhere.example",
    "testserver.elsewhere.example",
    "elsewhere.example:80",
    "testserver@elsewhere.example",
    "testserver/elsewhere.example",
    "testserver:elsewhere.example",
    "testserver elsewhere.example",
    "",
    "..",
]


def test_a_request_for_another_host_is_refused_everywhere(
    every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    answers = {
        f"{target} at {host!r}": target.send(quiet_client_for(target.person), headers={"host": host})
        for target, host in zip(every_target, cycle(HOSTS))  # each of both, not each with each
    }

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 400)
    assert [name for name, answer in answers.items() if b"elsewhere" in b"".join(answer)] == []


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", SIGN_IN, RESET, "/evidence/new/", "/api/v1/evidence"])
def test_a_request_for_another_host_is_refused_whichever_it_is(
    host: str, path: str, quiet_client_for: Callable[[User | None], Client], recorder: User
) -> None:
    client = quiet_client_for(recorder)

    answers = [client.get(path, headers={"host": host}), client.post(path, {}, headers={"host": host})]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_what_a_proxy_did_not_say_is_not_believed(
    every_target: list[Target], same_client_for: Callable[[User | None], Client]
) -> None:
    headers = {
        "x-forwarded-host": "elsewhere.example",
        "forwarded": "host=elsewhere.example;proto=https",
        "x-host": "elsewhere.example",
        "x-original-host": "elsewhere.example",
        "x-forwarded-server": "elsewhere.example",
        "x-original-url": "/elsewhere.example",
        "x-rewrite-url": "/elsewhere.example",
    }

    answers = {str(target): target.send(same_client_for(target.person), headers=headers) for target in every_target}

    told = {name for name, answer in answers.items() if "elsewhere.example" in f"{dict(answer.headers)}"}
    assert told == set()
    assert {
        name for name, answer in answers.items() if b"elsewhere.example" in getattr(answer, "content", b"")
    } == set()


def test_a_link_in_a_letter_leads_to_the_site_by_its_own_name(recorder: User, settings: SimpleNamespace) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://strategy.example.org"

    Client().post(
        RESET, {"email": recorder.email}, headers={"host": "elsewhere.example", "x-forwarded-host": "elsewhere.example"}
    )
    deliver()

    letter = mail.outbox[0]
    assert "https://strategy.example.org/accounts/password/reset/key/" in letter.body
    assert "elsewhere" not in letter.message().as_string()


def test_a_letter_to_whoever_asks_for_another_host_is_not_sent(recorder: User) -> None:
    response = Client().post(RESET, {"email": recorder.email}, headers={"host": "elsewhere.example"})
    deliver()

    assert (response.status_code, len(mail.outbox)) == (400, 0)
