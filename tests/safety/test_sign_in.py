"""Who has an account cannot be found out, and a session is its person's alone and ends when it should."""

from collections.abc import Callable

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from tests import pages
from tests.factories import PASSWORD
from tests.mailing import deliver

pytestmark = pytest.mark.django_db

SIGN_IN, SIGN_OUT = "/accounts/sign-in/", "/accounts/sign-out/"
CHANGE, RESET = "/accounts/password/", "/accounts/password/reset/"
NEW = "another-long-one-1951"
PEOPLE = ["recorder", "delegate", "administrator", "inactive", "service", "nobody"]
CANNOT = ["inactive", "service", "nobody"]


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed, which is what takes time."""
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def noted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return made


def told(response: HttpResponse) -> tuple[object, ...]:
    """All that an answer tells: its status, where it leads, its headers, its cookies and its words."""
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Expires")}
    shown = pages.main(response) if response.content else ""
    return response.status_code, headers, sorted(response.cookies), shown


def answers_to(post: Callable[[Client, str], HttpResponse], people: list[str]) -> dict[str, tuple[object, ...]]:
    """What each person's address is answered, by a browser that was on the page before."""
    found = {}
    for who in people:
        client = Client()
        client.get(SIGN_IN)
        found[who] = told(post(client, f"{who}@example.org"))
    return found


# --- who has an account ---------------------------------------------------------------------------


def test_a_wrong_password_and_no_account_are_told_the_same(cast: dict[str, User]) -> None:
    found = answers_to(lambda client, email: client.post(SIGN_IN, {"login": email, "password": "wrong"}), PEOPLE)

    assert found == dict.fromkeys(PEOPLE, found["nobody"])


def test_the_right_password_of_a_closed_account_is_told_the_same(cast: dict[str, User]) -> None:
    found = answers_to(lambda client, email: client.post(SIGN_IN, {"login": email, "password": PASSWORD}), CANNOT)

    assert found == dict.fromkeys(CANNOT, found["nobody"])


@pytest.mark.parametrize("who", PEOPLE)
def test_one_password_is_hashed_whether_there_is_an_account_or_not(
    who: str, cast: dict[str, User], hashes: list[str]
) -> None:
    Client().post(SIGN_IN, {"login": f"{who}@example.org", "password": "wrong"})

    assert len(hashes) == 1


def test_guessing_is_stopped_alike_whether_there_is_an_account_or_not(cast: dict[str, User]) -> None:
    def guess(client: Client, email: str) -> HttpResponse:
        for _attempt in range(6):
            response = client.post(SIGN_IN, {"login": email, "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{len(email)}")
        return response

    found = answers_to(guess, PEOPLE)

    assert found == dict.fromkeys(PEOPLE, found["nobody"])


def test_asking_for_a_link_is_told_the_same(cast: dict[str, User]) -> None:
    found = answers_to(lambda client, email: client.post(RESET, {"email": email}), PEOPLE)
    deliver()

    assert found == dict.fromkeys(PEOPLE, found["nobody"])
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "administrator@example.org",
        "delegate@example.org",
        "recorder@example.org",
    ]


def test_a_made_up_link_is_told_the_same_for_a_person_and_for_none(recorder: User) -> None:
    made_up = [
        reverse("account_reset_password_from_key", args=[who, "cabcde-0123456789abcdef0123456789abcdef"])
        for who in (user_pk_to_url_str(recorder), "zzz")
    ]

    found = [told(Client().get(url)) for url in made_up]

    assert found[0] == found[1]
    assert "This link is no longer good" in str(found[0])


# --- sessions -------------------------------------------------------------------------------------


def sign_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Sign in by the form; the key of the session."""
    client.post(SIGN_IN, {"login": user.email, "password": password})
    return client.cookies["sessionid"].value


def reads(client: Client, url: str = "/portal/") -> bool:
    return client.get(url).status_code == 200


def with_session(key: str) -> Client:
    """Another browser with the same cookie."""
    client = Client()
    client.cookies["sessionid"] = key
    return client


def test_a_session_given_to_a_person_before_they_sign_in_is_not_theirs_afterwards(recorder: User) -> None:
    attacker = Client()
    planted = attacker.session
    planted["a"] = "b"
    planted.save()
    victim = with_session(str(planted.session_key))

    key = sign_in(victim, recorder)

    assert (reads(victim), key != planted.session_key) == (True, True)
    assert not reads(with_session(str(planted.session_key)))


def test_a_session_key_that_a_person_made_up_is_not_taken(recorder: User) -> None:
    made_up = "a" * 32

    key = sign_in(with_session(made_up), recorder)

    assert key != made_up
    assert not Session.objects.filter(session_key=made_up).exists()


def test_after_signing_out_the_cookie_opens_nothing(recorder: User) -> None:
    client = Client()
    key = sign_in(client, recorder)

    client.post(SIGN_OUT)

    assert not reads(with_session(key))
    assert not Session.objects.filter(session_key=key).exists()


def test_signing_in_as_another_keeps_nothing_of_the_first(recorder: User, outsider: User) -> None:
    client = Client()
    first = sign_in(client, recorder)
    client.post(SIGN_OUT)

    second = sign_in(client, outsider)

    assert first != second
    assert "Outsider" in pages.words(client.get("/"))


def test_changing_the_password_ends_the_sessions_elsewhere(recorder: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, recorder)

    here.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert (reads(here), reads(elsewhere)) == (True, False)


def test_choosing_a_new_password_by_a_link_ends_every_session(recorder: User) -> None:
    client, forgetful = Client(), Client()
    sign_in(client, recorder)
    recorder.refresh_from_db()  # a link is no longer good after the next sign-in
    key = default_token_generator.make_token(recorder)
    link = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(recorder), key])

    page = forgetful.get(link, follow=True)
    forgetful.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert not reads(client)


@pytest.mark.parametrize(
    ("change", "url"),
    [
        ({"is_active": False}, "/portal/"),
        ({"role": Role.RECORDER}, "/review/"),
        ({"role": Role.DELEGATE}, "/evidence/"),
    ],
)
def test_what_is_taken_from_a_person_is_gone_at_once(reviewer: User, change: dict[str, object], url: str) -> None:
    client = Client()
    sign_in(client, reviewer)
    before = reads(client, url)

    User.objects.filter(pk=reviewer.pk).update(**change)

    assert (before, reads(client, url)) == (True, False)
