"""No other site can act in the name of whoever is signed in here."""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace

import pytest
from django.http import HttpResponseBase
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from iomtrack.accounts.models import User
from objectives.models import AuditEvent
from tests import pages
from tests.safety.attacks import Target

pytestmark = pytest.mark.django_db

Strict = Callable[[User | None], Client]


@pytest.fixture
def strict_client_for(client_for: Callable[[User | None], Client]) -> Strict:
    """A client whose forms are checked, as those of a browser are, with the token's cookie of the sign-in page.

    Each person has one: nothing that is refused changes it.
    """

    @cache
    def make(user: User | None) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.get("/accounts/sign-in/", secure=True)
        if user is not None:
            client.force_login(user)
        return client

    return make


@pytest.fixture
def forms(every_target: list[Target]) -> list[Target]:
    """Whatever can be posted to: every address of the site."""
    return [target for target in every_target if target.row.method == "POST"]


def token(client: Client) -> str:
    return client.cookies["csrftoken"].value


@pytest.mark.alike
@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "application/json"],
)
def test_without_the_token_nothing_is_taken(kind: str, forms: list[Target], strict_client_for: Strict) -> None:
    before = AuditEvent.objects.count()

    found = {
        str(target): strict_client_for(target.person)
        .post(
            target.url,
            b"title=A+visit&reason=None",
            content_type=kind,
            secure=True,
            headers={"referer": "https://testserver/"},
        )
        .status_code
        for target in forms
    }

    assert found == dict.fromkeys(found, 403)
    assert AuditEvent.objects.count() == before


@pytest.mark.alike
@pytest.mark.parametrize("foreign", ["another's", "made up", "empty", "short"])
def test_with_anothers_token_nothing_is_taken(
    foreign: str, forms: list[Target], strict_client_for: Strict, outsider: User
) -> None:
    others = token(strict_client_for(outsider))
    tokens = {"another's": others, "made up": _get_new_csrf_string(), "empty": "", "short": "x"}
    here = {"referer": "https://testserver/"}

    found = {
        str(target): send(target, strict_client_for(target.person), tokens[foreign], headers=here).status_code
        for target in forms
        if target.person != outsider
    }

    assert found == dict.fromkeys(found, 403)


def send(target: Target, client: Client, a_token: str, **more: object) -> HttpResponseBase:
    """Post a form with a token."""
    return target.send(client, data={**target.form, "csrfmiddlewaretoken": a_token}, secure=True, **more)


@pytest.mark.alike
@pytest.mark.parametrize(
    "origin",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://testserver"},
        {"origin": "https://testserver.elsewhere.example"},
        {"referer": "https://elsewhere.example/testserver"},
        {"referer": "http://testserver/"},
        {"referer": "http://["},
        {},
    ],
)
def test_from_another_site_nothing_is_taken_even_with_the_token(
    origin: dict[str, str], forms: list[Target], strict_client_for: Strict
) -> None:
    found = {}
    for target in forms:
        client = strict_client_for(target.person)
        found[str(target)] = send(target, client, token(client), headers=origin).status_code

    assert found == dict.fromkeys(found, 403)


def test_with_the_token_and_from_this_site_a_form_is_taken(forms: list[Target], strict_client_for: Strict) -> None:
    found = {}
    for target in forms:
        client = strict_client_for(target.person)
        found[str(target)] = send(target, client, token(client), headers={"origin": "https://testserver"}).status_code

    assert {name for name, status in found.items() if status == 403} == set()


def test_a_token_in_the_address_is_none(recorder: User, strict_client_for: Strict) -> None:
    client = strict_client_for(recorder)

    response = client.post(
        f"/accounts/sign-out/?csrfmiddlewaretoken={token(client)}",
        secure=True,
        headers={"origin": "https://testserver"},
    )

    assert response.status_code == 403


def test_no_page_is_read_to_change_something(
    every_target: list[Target], client_for: Callable[[User | None], Client]
) -> None:
    before = AuditEvent.objects.count()
    for target in every_target:
        if target.row.method == "GET":
            list(client_for(target.person).get(target.url))

    written = list(AuditEvent.objects.values_list("action", flat=True)[before:])
    assert set(written) <= {"delivery.download"}


def test_no_view_is_left_out_of_the_check() -> None:
    def views(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
        return [
            view for one in patterns for view in (views(one.url_patterns) if isinstance(one, URLResolver) else [one])
        ]

    pages = [
        one for one in get_resolver().url_patterns if getattr(one, "namespace", None) != "api"
    ]  # it knows tokens alone
    exempt = [view.name for view in views(pages) if getattr(view.callback, "csrf_exempt", False)]

    assert exempt == []


def test_the_token_changes_when_one_signs_in(recorder: User, settings: SimpleNamespace) -> None:
    client = Client()
    client.get("/accounts/sign-in/")
    before = token(client)

    client.post("/accounts/sign-in/", {"login": recorder.email, "password": "a-long-password-2004"})

    assert token(client) != before


def test_a_stale_form_is_answered_in_words(recorder: User, strict_client_for: Strict) -> None:
    response = strict_client_for(recorder).post("/evidence/new/", {"title": "A visit"}, secure=True)

    assert pages.main(response).startswith("The form is out of date Nothing was changed.")
