"""What every answer tells the browser: what its page may load, who may frame it, and that nobody keeps it."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as site_settings
from django.contrib.staticfiles import finders
from django.test import Client

from iomtrack.accounts.models import User
from iomtrack.settings.base import origins
from tests import pages
from tests.factories import PASSWORD
from tests.safety.attacks import Target
from tests.site import Site

pytestmark = pytest.mark.django_db

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FILE = "default-src 'none'; frame-ancestors 'none'; sandbox"  # that somebody attached
PDF = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
HSTS = "max-age=31536000; includeSubDomains; preload"
HTTPS = {"SECURE_HSTS_SECONDS": 31_536_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": True}


@pytest.fixture
def served_by_https(settings: SimpleNamespace) -> None:
    """What production sets of it; tests/test_settings.py holds that it does."""
    for name, value in HTTPS.items():
        setattr(settings, name, value)


def guarding(response: object) -> dict[str, str | None]:
    """The headers of an answer that are the same for all."""
    return {name: response.get(name) for name in ALWAYS}


@pytest.mark.alike
@pytest.mark.usefixtures("served_by_https")
def test_every_answer_of_every_address_is_guarded_and_kept_by_nobody(
    every_target: list[Target], same_client_for: Callable[[User | None], Client]
) -> None:
    answers = {}
    for target in every_target:
        for person in (target.person, None):
            answers[f"{target} {person}"] = target.send(same_client_for(person), secure=True)

    kinds = {name: "application/pdf" in answer.get("Content-Type", "") for name, answer in answers.items()}
    attached = {name for name in answers if name.startswith("GET attachment[") and answers[name].status_code == 200}
    assert {name: guarding(answer) for name, answer in answers.items()} == dict.fromkeys(answers, ALWAYS)
    assert {name: answer.get("Strict-Transport-Security") for name, answer in answers.items()} == dict.fromkeys(
        answers, HSTS
    )
    assert {name: answer["Content-Security-Policy"] for name, answer in answers.items()} == {
        name: FILE if name in attached else PDF if is_pdf else PAGE for name, is_pdf in kinds.items()
    }
    assert any(kinds.values())
    assert attached


def without_token(client: Client, site: Site) -> object:
    client.handler.enforce_csrf_checks = True
    return client.post("/evidence/new/")


def of_a_lost_file(client: Client, site: Site) -> object:
    site.issued.file.storage.delete(site.issued.file.name)
    return client.get(f"/portal/{site.issued.pk}/")


# A way to each status, as an administrator
WAYS: dict[int, Callable[[Client, Site], object]] = {
    301: lambda client, site: client.get("/evidence"),
    400: lambda client, site: client.get("/", headers={"host": "elsewhere.example"}),
    403: without_token,
    404: lambda client, site: client.get("/no/such/page/"),
    405: lambda client, site: client.generic("TRACE", "/"),
    422: lambda client, site: client.post(f"/frameworks/{site.framework.slug}/periods/new/", {"label": "Next"}),
    500: of_a_lost_file,
}


@pytest.mark.parametrize("status", WAYS)
def test_an_error_is_guarded_like_a_page(
    status: int, site: Site, administrator: User, quiet_client_for: Callable[[User | None], Client]
) -> None:
    response = WAYS[status](quiet_client_for(administrator), site)

    assert (response.status_code, guarding(response)) == (status, ALWAYS)
    assert response["Content-Security-Policy"] == PAGE


def test_the_sign_in_page_with_its_errors_is_kept_by_nobody(client: Client) -> None:
    answers = [client.get("/accounts/sign-in/"), client.post("/accounts/sign-in/", {"login": "a@b.example"})]

    assert [answer["Cache-Control"] for answer in answers] == ["private, no-store"] * 2


def test_a_downloaded_pdf_is_kept_by_nobody(site: Site, client_for: Callable[..., Client], delegate: User) -> None:
    response = client_for(delegate).get(f"/portal/{site.issued.pk}/")

    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "private, no-store")
    list(response)


def test_static_files_are_guarded_and_kept(settings: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text("a { color: blue; }")
    settings.STATIC_ROOT = str(tmp_path)
    settings.WHITENOISE_MAX_AGE = 3600

    response = Client().get("/static/site.css")

    assert (response.status_code, response["Cache-Control"]) == (200, "max-age=3600, public")
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == ("nosniff", PAGE)
    assert "Access-Control-Allow-Origin" not in response


def test_no_page_may_use_the_camera_the_microphone_or_the_place_where_one_is(client: Client) -> None:
    policy = client.get("/accounts/sign-in/")["Permissions-Policy"]

    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(policy.split(", "))


def test_the_policy_lets_a_form_lead_to_single_sign_on_where_there_is_one() -> None:
    assert origins("") == []
    assert origins("https://login.example.org:8443/realms/x") == ["https://login.example.org:8443"]


def test_nothing_of_the_policy_is_unsafe() -> None:
    sources = [source for directive in site_settings.SECURE_CSP.values() for source in directive]

    assert [source for source in sources if "unsafe" in source or "*" in source or source == "https:"] == []


@pytest.mark.parametrize("status", [400, 500])
def test_a_page_of_the_last_resort_is_whole_and_finds_its_look(
    status: int, site: Site, administrator: User, quiet_client_for: Callable[[User | None], Client]
) -> None:
    response = WAYS[status](quiet_client_for(administrator), site)

    sheets = [href.removeprefix("/static/") for href in pages.read(response).xpath("//link[@rel='stylesheet']/@href")]
    assert pages.faults(response.content.decode()) == []
    assert sheets == ["bootstrap/bootstrap.min.css", "css/iomtrack.css"]
    assert all(finders.find(sheet) for sheet in sheets)


def test_a_cookie_is_out_of_reach_of_scripts_and_of_other_sites(recorder: User, settings: SimpleNamespace) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/accounts/sign-in/", secure=True)
    client.post("/accounts/sign-in/", {"login": recorder.email, "password": PASSWORD}, secure=True)

    flags = {
        name: (bool(one["secure"]), bool(one["httponly"]), one["samesite"], one["path"], one["domain"])
        for name, one in client.cookies.items()
    }

    assert flags == dict.fromkeys(
        [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.PERSON_COOKIE_NAME],
        (True, True, "Lax", "/", ""),
    )
