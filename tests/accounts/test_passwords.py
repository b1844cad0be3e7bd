"""Passwords: changed by whoever is signed in, and chosen by a link that is mailed."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests import pages
from tests.accounts.test_sign_in import is_signed_in, sign_in
from tests.factories import PASSWORD
from tests.mailing import deliver

pytestmark = pytest.mark.django_db

CHANGE, RESET = "/accounts/password/", "/accounts/password/reset/"
NEW_PASSWORD = "another-long-one-1951"


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
