"""Single sign-on by OpenID Connect, against a real provider in a process of its own, over HTTP from end to end."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from lxml import html

from iomtrack.accounts.models import User
from tests import pages
from tests.accounts.phone import code, set_up, sign_in
from tests.identity.provider import PASSWORD
from tests.identity.serving import CALLBACK, NAME, SIGN_IN, START, apps, serving
from tests.processes.stack import free_port
from tests.processes.visitor import Page, Visitor


@pytest.fixture
def provider(live_server: SimpleNamespace, settings: SimpleNamespace, tmp_path: Path) -> Iterator[str]:
    """The provider's address, while it runs and the site knows of it."""
    with serving(live_server.url, settings, tmp_path) as address:
        yield address


@pytest.fixture
def visit(live_server: SimpleNamespace, provider: str, cast: dict[str, User]) -> Callable[..., tuple[Visitor, Page]]:
    """Goes to the site, from there to the provider, signs in there, and comes back."""

    def go(who: str, address: str = "") -> tuple[Visitor, Page]:
        visitor = Visitor(live_server.url)
        there = leave(visitor, address)
        assert there.url.startswith(provider)
        return visitor, visitor.submit(there, "username", username=who, password=PASSWORD)

    return go


def leave(visitor: Visitor, address: str = "") -> Page:
    """Press the button on the sign-in page, and arrive at the provider."""
    return go_on(visitor, visitor.submit(visitor.get(f"{SIGN_IN}{address}"), START))


def go_on(visitor: Visitor, answer: Page) -> Page:
    """Where the page that answers the button leads a browser by itself."""
    (there,) = html.document_fromstring(answer.text).xpath("//meta[@http-equiv='refresh']/@content")
    return visitor.get(there.removeprefix("0; url="))


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/portal/").url == f"{visitor.site}/portal/"


@pytest.mark.process
def test_a_person_whom_the_provider_knows_gets_in(visit, cast):
    visitor, page = visit("recorder")

    assert (page.status, page.url.partition("localhost")[2].partition("/")[2]) == (200, "")
    assert "Recorder" in page.text
    assert is_in(visitor)


@pytest.mark.process
def test_one_is_led_on_to_where_one_wanted_to_go(visit):
    _visitor, page = visit("recorder", "?next=/evidence/")

    assert page.url.endswith("/evidence/")


@pytest.mark.process
def test_the_way_there_is_a_page_that_goes_on_by_itself_or_by_its_link(live_server, provider, settings):
    visitor = Visitor(live_server.url)

    page = visitor.submit(visitor.get(SIGN_IN), START)

    tree = html.document_fromstring(page.text)
    (by_itself,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
    (by_link,) = tree.xpath("//main//a/@href")
    assert (page.status, by_itself) == (200, f"0; url={by_link}")
    assert by_link.startswith(f"{provider}/o/authorize/?client_id=iomtrack&")
    assert "form-action 'self';" in page.headers["Content-Security-Policy"]
    assert pages.faults(page.text) == []


@pytest.mark.process
def test_it_changes_no_account_and_makes_none(visit, cast):
    before = list(User.objects.order_by("pk").values_list("pk", "email", "password"))

    visit("recorder")
    visit("stranger")

    assert list(User.objects.order_by("pk").values_list("pk", "email", "password")) == before
    assert not SocialAccount.objects.exists()


@pytest.mark.process
@pytest.mark.parametrize("who", ["stranger", "reviewer", "inactive", "service"], ids=lambda who: f"{who} is refused")
def test_who_has_no_account_open_by_a_verified_address_is_told_whom_to_ask(visit, who):
    """A stranger has none; the provider has not verified the reviewer's address; one is closed; one is no person's."""
    visitor, page = visit(who)

    assert page.status == 403
    assert "There is no account for you here" in page.text
    assert "Ask an administrator of International Organization for Migration" in page.text
    assert pages.faults(page.text) == []
    assert not is_in(visitor)


@pytest.mark.process
def test_a_second_factor_is_asked_for_here_all_the_same(visit, cast):
    owner = Client()
    sign_in(owner, cast["administrator"])
    secret = set_up(owner)

    visitor, page = visit("administrator")
    before = is_in(visitor)
    visitor.submit(page, "code", code=code(secret, steps=1))

    assert page.url.endswith("/accounts/sign-in/second-factor/")
    assert (before, is_in(visitor)) == (False, True)


@pytest.mark.process
def test_a_signed_in_person_cannot_link_another_identity_to_their_account(visit, live_server, cast):
    visitor, _page = visit("recorder")
    link = visitor.get("/accounts/security/")
    token = link.form_with("csrfmiddlewaretoken").values["csrfmiddlewaretoken"]
    answer = visitor.submit(
        Page(200, f"{live_server.url}{START}?process=connect", {}, form_of(token)), "csrfmiddlewaretoken"
    )
    page = go_on(visitor, answer)

    assert page.status == 403
    assert not SocialAccount.objects.exists()


def form_of(token: list[str]) -> bytes:
    """A form that somebody made up."""
    return f"<form method='post'><input type='hidden' name='csrfmiddlewaretoken' value='{token[0]}'></form>".encode()


@pytest.mark.process
def test_an_answer_that_nobody_asked_for_is_refused(visit):
    visitor, _page = visit("stranger")

    page = visitor.get(f"{CALLBACK}?state=made-up&code=stolen")

    assert page.url.endswith(SIGN_IN)
    assert "Signing in that way did not work." in page.text
    assert not is_in(visitor)


@pytest.mark.process
def test_who_stops_there_is_led_back(live_server, provider):
    visitor = Visitor(live_server.url)
    there = leave(visitor)
    (state,) = re.findall(r"state%3D(\w+)", there.url)

    page = visitor.get(f"{CALLBACK}?state={state}&error=access_denied")

    assert page.url.endswith(SIGN_IN)
    assert "Signing in was stopped there. You can try again, or use your password." in page.text


def test_a_provider_that_does_not_answer_is_told(client, db, settings):
    settings.SOCIALACCOUNT_PROVIDERS = apps(f"http://127.0.0.1:{free_port()}/o")
    settings.OIDC_NAME = NAME

    response = client.post(START, follow=True)

    assert response.redirect_chain == [(SIGN_IN, 302)]
    assert pages.messages(response) == [f"{NAME} cannot be reached at present. Use your password, or try again later."]


@pytest.mark.parametrize(("server", "offered"), [("", False), ("http://127.0.0.1:9/o", True)])
def test_it_is_offered_where_it_is_set_up(client, db, settings, server, offered):
    settings.SOCIALACCOUNT_PROVIDERS = apps(server) if server else {}

    page = client.get(SIGN_IN)

    assert (f"Sign in with {NAME}" in pages.main(page)) == offered
    assert pages.faults(page.content.decode()) == []
