"""The second factor: of whom it is asked, how it is set up, shown, lost and kept."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests import pages
from tests.accounts.phone import APP, code, recovery_codes, set_up, sign_in

pytestmark = pytest.mark.django_db

ACCOUNT, SECOND, CODES = "/accounts/security/", "/accounts/sign-in/second-factor/", "/accounts/security/codes/"
NOT_ACCEPTED = "This was not accepted: it is wrong, too old, or has been used. Try again."


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def phone(administrator):
    """The secret of an app that the administrator has set up, in a session that has ended since."""
    client = Client()
    sign_in(client, administrator)
    return set_up(client)


# --- of whom it is asked ----------------------------------------------------------------------------


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("who", ["reviewer", "administrator"])
@pytest.mark.parametrize("address", ["/", "/portal/", "/people/invite/", "/evidence/new/?form=1"])
def test_those_who_need_one_are_led_to_its_set_up_before_anything_else(cast, client_for, who, address):
    response = client_for(cast[who]).get(address, follow=True)

    assert response.redirect_chain[0][0].startswith(f"{ACCOUNT}?next=%2F")
    assert "Set up a second factor before you go on." in pages.main(response)


@pytest.mark.usefixtures("required")
def test_nothing_is_written_without_it(client_for, administrator, recorder):
    client_for(administrator).post(f"/people/{recorder.pk}/deactivate/", {"reason": "By a stolen password."})

    recorder.refresh_from_db()
    assert recorder.is_active


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize(
    ("address", "status"),
    [(ACCOUNT, 200), ("/accounts/password/", 200), ("/accounts/sign-out/", 200), ("/accounts/confirm/", 200)],
)
def test_the_set_up_ones_password_and_the_way_out_stay_open(client_for, reviewer, address, status):
    assert client_for(reviewer).get(address).status_code == status


@pytest.mark.usefixtures("required")
def test_health_is_told_to_everyone(client_for, reviewer):
    assert "status" in client_for(reviewer).get("/healthz").json()


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("who", ["recorder", "focal_point", "delegate", "auditor"])
def test_it_is_asked_of_no_others(cast, client_for, who):
    response = client_for(cast[who]).get("/portal/")

    assert response.status_code == 200
    assert "before you go on" not in pages.words(client_for(cast[who]).get(ACCOUNT))


def test_a_development_installation_asks_it_of_nobody(client_for, administrator):
    assert client_for(administrator).get("/").status_code == 200


# --- an app -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("required")
def test_an_administrator_sets_an_app_up_and_goes_on_in_the_same_session(client, administrator):
    sign_in(client, administrator)
    asked = client.get(APP)

    set_up(client)

    assert asked.headers["Location"].startswith("/accounts/confirm/?next=")
    assert len(recovery_codes(client)) == 10
    assert client.get("/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(client, administrator):
    sign_in(client, administrator)
    client.post(f"/accounts/confirm/?next={APP}", {"password": "a-long-password-2004"})
    client.get(APP)

    response = client.post(APP, {"code": "000000"})

    assert pages.error_links(response) == [("id_code", NOT_ACCEPTED)]
    assert pages.faults(response.content.decode()) == []
    assert not Authenticator.objects.exists()


def test_its_code_is_asked_for_at_sign_in(client, administrator, phone):
    response = sign_in(client, administrator)
    before = client.get("/").status_code
    client.post(SECOND, {"code": code(phone, steps=1)})

    assert (response.headers["Location"], before, client.get("/").status_code) == (SECOND, 302, 200)


def test_one_is_led_on_to_where_one_wanted_to_go(client, administrator, phone):
    client.post(
        "/accounts/sign-in/?next=/evidence/", {"login": administrator.email, "password": "a-long-password-2004"}
    )

    response = client.post(SECOND, {"code": code(phone, steps=1)})

    assert response.headers["Location"] == "/evidence/"


@pytest.mark.parametrize("typed", ["000000", "", "not a code"])
def test_a_wrong_code_does_not_let_in(client, administrator, phone, typed):
    sign_in(client, administrator)

    response = client.post(SECOND, {"code": typed})

    assert [target for target, _message in pages.error_links(response)] == ["id_code"]
    assert pages.faults(response.content.decode()) == []
    assert client.get("/").status_code == 302


def test_a_code_lets_in_once(administrator, phone):
    first, second = Client(), Client()
    now = code(phone, steps=1)
    for client in (first, second):
        sign_in(client, administrator)
        client.post(SECOND, {"code": now})

    assert [client.get("/").status_code for client in (first, second)] == [200, 302]


def test_guessing_codes_is_stopped(client, administrator, phone):
    sign_in(client, administrator)
    for guess in range(5):
        client.post(SECOND, {"code": f"{guess:06d}"})

    client.post(SECOND, {"code": code(phone, steps=1)})

    assert client.get("/").status_code == 302


def test_a_recovery_code_lets_in_once(administrator):
    owner = Client()
    sign_in(owner, administrator)
    set_up(owner)
    spare = recovery_codes(owner)[0]

    visits = [Client(), Client()]
    for client in visits:
        sign_in(client, administrator)
        client.post(SECOND, {"code": spare})

    assert [client.get("/").status_code for client in visits] == [200, 302]
    assert spare not in recovery_codes(owner)


def test_new_recovery_codes_replace_the_old_ones(client, administrator):
    sign_in(client, administrator)
    set_up(client)
    before = recovery_codes(client)

    client.post("/accounts/security/codes/new/")

    assert not set(before) & set(recovery_codes(client))


@pytest.mark.usefixtures("required")
def test_a_session_from_before_has_to_show_it_too(administrator):
    """Who holds a stolen password, and signed in first, does not get in by the owner's set-up."""
    thief, owner = Client(), Client()
    for client in (thief, owner):
        sign_in(client, administrator)
    secret = set_up(owner)

    led = thief.get("/people/")
    thief.post(led.headers["Location"], {"code": "000000"})
    still_out = thief.get("/people/").status_code
    thief.post(led.headers["Location"], {"code": code(secret, steps=1)})

    assert led.headers["Location"] == "/accounts/confirm/code/?next=%2Fpeople%2F"
    assert (still_out, thief.get("/people/").status_code) == (302, 200)


# --- taking it away ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("required")
def test_the_last_factor_of_one_who_needs_it_stays(client, administrator):
    sign_in(client, administrator)
    set_up(client)

    response = client.post(f"{APP}remove/")

    assert "Your role needs a second factor." in pages.main(response)
    assert Authenticator.objects.filter(type="totp").exists()


def test_an_app_that_nobody_needs_is_taken_away_with_its_codes(client, recorder):
    sign_in(client, recorder)
    set_up(client)

    client.post(f"{APP}remove/")

    assert not Authenticator.objects.exists()


def test_one_confirms_who_one_is_before_taking_it_away(client, administrator, phone):
    sign_in(client, administrator)
    client.post(SECOND, {"code": code(phone, steps=1)})

    response = client.post(f"{APP}remove/")

    assert response.headers["Location"].startswith("/accounts/confirm/")
    assert Authenticator.objects.filter(type="totp").exists()


# --- how it is kept ---------------------------------------------------------------------------------


def test_the_secret_is_not_readable_in_the_database(phone):
    assert phone not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_an_earlier_key_of_the_site_still_reads_it(client, administrator, phone, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the-next-key-of-the-suite"
    sign_in(client, administrator)

    client.post(SECOND, {"code": code(phone, steps=1)})

    assert client.get("/").status_code == 200


def test_a_secret_that_cannot_be_read_lets_nobody_in(client, administrator, phone, settings):
    settings.SECRET_KEY = "another-key-of-the-suite"
    sign_in(client, administrator)

    response = client.post(SECOND, {"code": code(phone, steps=1)})

    assert pages.error_links(response) == [("id_code", NOT_ACCEPTED)]
    assert client.get("/").status_code == 302


# --- security keys (the real ones are tested in a browser) --------------------------------------------

NONSENSE = [
    "",
    "{}",
    "[]",
    "1",
    "not JSON",
    '{"id": "x"}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
]


@pytest.mark.parametrize("answer", NONSENSE)
def test_an_answer_that_no_key_gave_sets_nothing_up(client, administrator, answer):
    sign_in(client, administrator)
    client.post("/accounts/confirm/", {"password": "a-long-password-2004"})
    client.get("/accounts/security/keys/add/")

    response = client.post("/accounts/security/keys/add/", {"name": "Key", "credential": answer})

    assert (response.status_code, len(pages.error_links(response))) == (200, 1)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("answer", NONSENSE)
def test_an_answer_that_no_key_gave_lets_nobody_in(client, administrator, phone, answer):
    sign_in(client, administrator)
    client.get(SECOND)

    response = client.post(SECOND, {"credential": answer})

    assert (response.status_code, len(pages.error_links(response))) == (200, 1)
    assert client.get("/").status_code == 302
