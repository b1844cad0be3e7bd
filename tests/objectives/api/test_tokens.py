"""Personal tokens: made on the site, shown once, good for a time and for one person."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from iomtrack.accounts.models import ApiToken
from iomtrack.accounts.sessions import end_sessions
from iomtrack.api import api
from objectives.actions import tokens
from objectives.models import AuditEvent
from tests import pages

pytestmark = pytest.mark.django_db

MAKE = {"name": "Monthly figures", "scope": "write", "days": "90"}


def test_a_new_token_is_shown_once_and_opens_the_interface(client_for, recorder, framework):
    client = client_for(recorder)

    shown = pages.read(client.post("/accounts/tokens/", MAKE)).get_element_by_id("secret").value

    assert shown.startswith("iomt_")
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {shown}"})
    assert answer.json()["email"] == recorder.email
    assert answer.json()["scope"] == "write"
    assert shown not in client.get("/accounts/tokens/").content.decode()
    assert not ApiToken.objects.filter(digest__contains=shown).exists()
    assert shown not in str(AuditEvent.objects.values_list("after", flat=True))


def test_without_a_token_a_session_is_no_key(client_for, recorder):
    answer = client_for(recorder).get("/api/v1/evidence")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer ", "Bearer x", "Basic x", "Bearer iomt_\u00e9", "Token iomt_x"]
)
def test_what_is_no_token_opens_nothing(shown, db):
    assert Client().get("/api/v1/me", headers={"Authorization": shown}).status_code == 401


def test_an_ended_token_opens_nothing(program_of, client_for, recorder):
    program = program_of(recorder)
    assert program.get("/me").status_code == 200

    client_for(recorder).post(f"/accounts/tokens/{program.token.pk}/end/")

    assert program.get("/me").status_code == 401


def test_an_expired_token_opens_nothing(program_of, recorder):
    program = program_of(recorder)

    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert program.get("/me").status_code == 401


def test_a_token_that_is_not_good_is_told_from_none(program_of, recorder):
    program = program_of(recorder)
    ApiToken.objects.update(revoked_at=timezone.now())

    ended, none = program.get("/me"), Client().get("/api/v1/me")

    assert (ended["WWW-Authenticate"], none["WWW-Authenticate"]) == ('Bearer error="invalid_token"', "Bearer")
    assert "it has expired, was ended" in ended.json()["detail"]
    assert "Show a personal token" in none.json()["detail"]


def test_a_token_ends_with_the_account_and_with_its_sessions(program_of, recorder, colleague):
    first, second = program_of(recorder), program_of(colleague)
    recorder.is_active = False
    recorder.save()
    end_sessions(colleague)

    assert [program.get("/me").status_code for program in (first, second)] == [401, 401]


def test_nobody_ends_anothers_token(program_of, client_for, recorder, administrator):
    program = program_of(recorder)

    assert client_for(administrator).post(f"/accounts/tokens/{program.token.pk}/end/").status_code == 404
    assert program.get("/me").status_code == 200


def test_whoever_logs_nothing_gets_a_token_that_reads(client_for, delegate):
    client = client_for(delegate)

    assert client.post("/accounts/tokens/", MAKE).status_code == 422
    assert client.post("/accounts/tokens/", {**MAKE, "scope": "read"}).status_code == 200
    assert ApiToken.objects.get().scope == "read"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "Give it a name, so that you know later what it is for."),
        ({"days": "9999"}, "This choice is not on the list any more. Choose again."),
    ],
)
def test_a_form_that_is_not_right_is_told(change, message, client_for, recorder):
    answer = client_for(recorder).post("/accounts/tokens/", {**MAKE, **change})

    assert answer.status_code == 422
    assert message in pages.field_errors(answer)
    assert not ApiToken.objects.exists()


def test_nobody_has_tokens_without_end(recorder):
    for number in range(tokens.MOST):
        tokens.make(name=str(number), scope="read", days=30, by=recorder)

    with pytest.raises(tokens.ActionError, match="End one that is not needed first"):
        tokens.make(name="one more", scope="read", days=30, by=recorder)


def test_too_many_requests_are_told_when_to_go_on(program_of, recorder, monkeypatch):
    program = program_of(recorder)
    monkeypatch.setattr(api.throttle[0], "num_requests", 2)

    answers = [program.get("/me") for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert answers[-1]["Content-Type"] == "application/problem+json"
