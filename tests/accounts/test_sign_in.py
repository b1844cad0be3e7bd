"""Signing in and out, and passwords."""

import re

import environ
import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from iomtrack.accounts.models import User
from tests import pages
from tests.factories import PASSWORD
from tests.mailing import deliver
from tests.servers import valkey

pytestmark = pytest.mark.django_db

SIGN_IN, SIGN_OUT = "/accounts/sign-in/", "/accounts/sign-out/"
CHANGE, RESET = "/accounts/password/", "/accounts/password/reset/"
NEW_PASSWORD = "another-long-one-1951"
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


# --- passwords ------------------------------------------------------------------------------------


def test_one_changes_ones_password(client_for, recorder):
    client = client_for(recorder)

    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    old, new = Client(), Client()
    sign_in(old, recorder.email)
    sign_in(new, recorder.email, NEW_PASSWORD)
    assert (is_signed_in(old), is_signed_in(new)) == (False, True)


@pytest.mark.parametrize(
    ("old", "first", "second", "targets"),
    [
        ("wrong", NEW_PASSWORD, NEW_PASSWORD, ["id_oldpassword"]),
        (PASSWORD, NEW_PASSWORD, "different-1951", ["id_password2"]),
        (PASSWORD, "short", "short", ["id_password1"]),
        (PASSWORD, "19511951195119", "19511951195119", ["id_password1"]),
        ("", "", "", ["id_oldpassword", "id_password1", "id_password2"]),
    ],
)
def test_a_password_that_will_not_do_is_told_at_its_field(client_for, recorder, old, first, second, targets):
    response = client_for(recorder).post(CHANGE, {"oldpassword": old, "password1": first, "password2": second})

    assert [target for target, _message in pages.error_links(response)] == targets
    assert pages.faults(response.content.decode()) == []


@pytest.mark.parametrize("who", ["recorder", "nobody", "inactive", "service"])
def test_asking_for_a_link_does_not_tell_whether_there_is_an_account(client, cast, who):
    response = client.post(RESET, {"email": f"{who}@example.org"}, follow=True)

    assert (response.status_code, response.redirect_chain) == (200, [(f"{RESET}sent/", 302)])
    assert pages.main(response) == (
        "Look at your mail If there is an account with that address, "
        "a link to choose a new password is on its way to it."
    )


@pytest.mark.parametrize(
    ("who", "told"), [("recorder", ["recorder@example.org"]), ("nobody", []), ("inactive", []), ("service", [])]
)
def test_a_link_is_sent_to_people_who_can_sign_in_alone(client, cast, who, told):
    client.post(RESET, {"email": f"{who}@example.org"})
    deliver()

    assert [address for letter in mail.outbox for address in letter.to] == told


def follow_link(client):
    """The page that the link in the mail leads to."""
    deliver()
    (path,) = re.findall(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    return client.get(path, follow=True)


def test_the_link_in_the_mail_leads_to_a_new_password_once(client, recorder):
    client.post(RESET, {"email": recorder.email})

    page = follow_link(client)
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = client.post(page.redirect_chain[-1][0], typed, follow=True)
    sign_in(client, recorder.email, NEW_PASSWORD)

    assert pages.faults(page.content.decode()) == []
    assert "Your password is changed" in pages.main(done)
    assert is_signed_in(client)
    assert "This link is no longer good" in pages.main(follow_link(Client()))


@pytest.mark.parametrize(
    ("language", "asked", "set_", "changed"),
    [
        ("en", "Choose a password Password ", "Your password is set Sign in", "Your password is changed Sign in"),
        (
            "fr",
            "Choisir un mot de passe Mot de passe ",
            "Votre mot de passe est enregistré Se connecter",
            "Votre mot de passe est changé Se connecter",
        ),
        (
            "es",
            "Elegir una contraseña Contraseña ",
            "Su contraseña se ha guardado Iniciar sesión",
            "Su contraseña se ha cambiado Iniciar sesión",
        ),
    ],
)
def test_whoever_never_had_a_password_sets_one_and_later_changes_it(client, recorder, language, asked, set_, changed):
    recorder.set_unusable_password()
    recorder.save()
    client.post("/accounts/language/", {"language": language})
    told = []
    for password in (NEW_PASSWORD, f"{NEW_PASSWORD}-2"):
        mail.outbox.clear()
        client.post(RESET, {"email": recorder.email})
        page = follow_link(client)
        typed = {"password1": password, "password2": password}
        told.append((page, client.post(page.redirect_chain[-1][0], typed, follow=True)))

    (first, done), (second, again) = told
    assert [pages.main(first).startswith(asked), pages.main(second).startswith(asked)] == [True, False]
    assert (pages.main(done), pages.main(again)) == (set_, changed)
    assert pages.messages(done) + pages.messages(again) == []


def test_whoever_is_signed_in_and_changes_a_password_is_told_so(client_for, recorder):
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = client_for(recorder).post(CHANGE, typed, follow=True)

    assert pages.messages(response) == ["Your password is changed."]


def test_a_new_password_that_will_not_do_is_told_at_its_field(client, recorder):
    client.post(RESET, {"email": recorder.email})
    address = follow_link(client).redirect_chain[-1][0]

    response = client.post(address, {"password1": "short", "password2": "short"})

    assert [target for target, _message in pages.error_links(response)] == ["id_password1"]
    assert pages.faults(response.content.decode()) == []


def test_the_mail_speaks_of_this_site_and_not_of_another(client, recorder):
    client.post(RESET, {"email": recorder.email})
    deliver()

    assert "example.com" not in mail.outbox[0].subject + mail.outbox[0].body


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


# --- what the letter says -------------------------------------------------------------------------


def test_an_invited_person_can_ask_for_another_link(client, recorder):
    recorder.set_unusable_password()
    recorder.save()

    client.post(RESET, {"email": recorder.email})
    deliver()

    assert [letter.to for letter in mail.outbox] == [[recorder.email]]


def test_who_signs_in_elsewhere_alone_is_led_to_a_link_for_a_password(client_for, recorder):
    recorder.set_unusable_password()
    recorder.save()

    response = client_for(recorder).get(CHANGE, follow=True)

    assert response.redirect_chain == [(RESET, 302)]
    assert pages.messages(response) == ["Your account has no password yet. Ask for a link to choose one."]
