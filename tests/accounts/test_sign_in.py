"""Signing in and out."""

import environ
import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from iomtrack.accounts.models import User
from tests import pages
from tests.factories import PASSWORD
from tests.servers import valkey

pytestmark = pytest.mark.django_db

SIGN_IN, SIGN_OUT = "/accounts/sign-in/", "/accounts/sign-out/"
WRONG = "The e-mail address or the password is not right. Check both; if you forgot the password, ask for another."


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def is_signed_in(client):
    return client.get("/portal/").status_code == 200


# --- in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["recorder@example.org", "Recorder@Example.ORG"])
def test_one_signs_in_by_e_mail_whatever_its_capitals(client, recorder, typed):
    response = sign_in(client, typed)

    assert (response.headers["Location"], is_signed_in(client)) == ("/", True)


def test_nothing_is_told_in_another_language_than_ones_own(client, recorder):
    User.objects.filter(pk=recorder.pk).update(language="fr")

    sign_in(client, recorder.email)

    page = client.get("/")
    assert (page.headers["Content-Language"], pages.messages(page)) == ("fr", [])


@pytest.mark.parametrize(
    ("who", "password"),
    [("recorder", "wrong"), ("nobody", PASSWORD), ("inactive", PASSWORD), ("service", PASSWORD), ("service", "!")],
)
def test_whoever_may_not_come_in_is_told_the_same(client, cast, who, password):
    response = sign_in(client, f"{who}@example.org", password)

    assert ([message for _target, message in pages.error_links(response)], is_signed_in(client)) == ([WRONG], False)


def test_an_empty_form_says_what_it_lacks_with_links(client):
    response = client.post(SIGN_IN, {"login": ""})

    assert [target for target, _message in pages.error_links(response)] == ["id_login", "id_password"]
    assert pages.faults(response.content.decode()) == []


def test_guessing_at_one_account_is_stopped(client, recorder):
    attempts = [sign_in(client, recorder.email, "wrong").status_code for _time in range(6)]

    sign_in(client, recorder.email)

    assert attempts == [200, 200, 200, 200, 200, 429]
    assert not is_signed_in(client)


def test_the_tenth_failed_sign_in_from_one_place_is_refused_with_a_page_that_says_so(client, db):
    attempts = [sign_in(client, f"nobody-{number}@example.org") for number in range(10)]

    assert [attempt.status_code for attempt in attempts] == [200] * 9 + [429]
    assert pages.main(attempts[-1]).startswith("Too many attempts To keep accounts safe")
    assert pages.faults(attempts[-1].content.decode()) == []


def test_those_who_sign_in_rightly_are_not_counted(recorder):
    for _time in range(12):
        client = Client()
        sign_in(client, recorder.email)

    assert is_signed_in(client)


def test_attempts_are_counted_for_each_place(recorder):
    for number in range(10):
        sign_in(Client(REMOTE_ADDR="192.0.2.1"), f"nobody-{number}@example.org")
    elsewhere = Client(REMOTE_ADDR="192.0.2.2")

    sign_in(elsewhere, recorder.email)

    assert is_signed_in(elsewhere)


def test_attempts_are_counted_in_a_cache_that_is_named(client, db, settings, tmp_path):
    server = valkey(tmp_path)
    try:
        settings.CACHES = {"default": environ.Env().cache_url_config(server.connection_url)}
        attempts = [sign_in(client, f"nobody-{number}@example.org").status_code for number in range(10)]
    finally:
        server.stop()

    assert attempts == [200] * 9 + [429]


def test_one_is_led_on_to_where_one_wanted_to_go(client, recorder):
    asked = client.get("/evidence/?status=draft&author=me")
    response = client.post(asked.headers["Location"], {"login": recorder.email, "password": PASSWORD})

    assert response.headers["Location"] == "/evidence/?status=draft&author=me"


@pytest.mark.parametrize("by", ["address", "field"])
@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "http:///example.com"],
)
def test_one_is_never_led_off_the_site(client, recorder, elsewhere, by):
    address, more = (f"{SIGN_IN}?next={elsewhere}", {}) if by == "address" else (SIGN_IN, {"next": elsewhere})
    response = client.post(address, {"login": recorder.email, "password": PASSWORD, **more})

    assert response.headers["Location"] == "/"


# --- out ------------------------------------------------------------------------------------------


def test_one_signs_out_by_post_alone(client_for, recorder):
    client = client_for(recorder)

    client.get(SIGN_OUT)
    still = is_signed_in(client)
    client.post(SIGN_OUT)

    assert (still, is_signed_in(client)) == (True, False)


def test_the_open_session_of_an_account_that_is_closed_ends(client_for, recorder):
    client = client_for(recorder)
    before = is_signed_in(client)

    User.objects.filter(pk=recorder.pk).update(is_active=False)

    assert (before, is_signed_in(client)) == (True, False)


# --- what there is not ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/sign-up/", "/accounts/email/", "/admin/"])
def test_nobody_signs_up(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "new@example.org"}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_a_stale_form_says_what_to_do(recorder):
    client = Client(enforce_csrf_checks=True)
    client.force_login(recorder)

    response = client.post("/evidence/new/", {"title": "A visit"})

    assert response.status_code == 403
    assert pages.main(response).startswith("The form is out of date Nothing was changed.")
    assert pages.faults(response.content.decode()) == []
