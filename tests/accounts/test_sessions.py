"""When open sessions and mailed links end."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from iomtrack.accounts.links import password_link
from iomtrack.accounts.models import User
from iomtrack.accounts.sessions import end_sessions
from objectives.actions import accounts
from tests import pages
from tests.factories import PASSWORD
from tests.mailing import deliver

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "another-long-one-1951"


def is_in(client: Client) -> bool:
    return client.get("/portal/").status_code == 200


@pytest.fixture
def sessions(client_for, recorder):
    """Two open sessions of the recorder's."""
    return [client_for(recorder), client_for(recorder)]


def change(user, **fields):
    content = {"email": user.email, "name": user.name, "role": user.role, "office": user.posting.office, **fields}
    return accounts.AccountInput(**content)


def test_they_stay_open_while_nothing_changes(sessions):
    assert [is_in(client) for client in sessions] == [True, True]


def test_deactivation_ends_them(sessions, recorder, administrator):
    accounts.deactivate(user=recorder, reason="Left.", by=administrator)

    assert [is_in(client) for client in sessions] == [False, False]


def test_reactivation_does_not_bring_them_back(sessions, recorder, administrator):
    accounts.deactivate(user=recorder, reason="Left.", by=administrator)
    accounts.reactivate(user=recorder, by=administrator)

    assert [is_in(client) for client in sessions] == [False, False]


def test_another_role_ends_them(sessions, recorder, administrator):
    accounts.change(user=recorder, content=change(recorder, role="reviewer"), by=administrator)

    assert [is_in(client) for client in sessions] == [False, False]


def test_another_name_does_not_end_them(sessions, recorder, administrator):
    accounts.change(user=recorder, content=change(recorder, name="Renamed"), by=administrator)

    assert [is_in(client) for client in sessions] == [True, True]


def test_a_changed_password_ends_all_others(sessions):
    here, elsewhere = sessions

    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_a_password_chosen_by_a_link_ends_them_all(sessions, recorder):
    visitor = Client()
    visitor.post(reverse("account_reset_password"), {"email": recorder.email})
    deliver()
    (path,) = re.findall(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    address = visitor.get(path, follow=True).redirect_chain[-1][0]

    visitor.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert [is_in(client) for client in sessions] == [False, False]


def test_a_second_factor_taken_away_ends_them(client_for, recorder, administrator):
    session = client_for(recorder)
    recorder.authenticator_set.create(type="totp", data={"secret": "x"})

    accounts.remove_second_factor(user=recorder, by=administrator)

    assert not is_in(session)


@pytest.mark.parametrize(
    "happens",
    [
        end_sessions,
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
        lambda user: User.objects.filter(pk=user.pk).update(email="moved@example.org"),
        lambda user: User.objects.filter(pk=user.pk).update(password="!chosen"),
    ],
    ids=["sessions end", "deactivated", "another address", "a password is chosen"],
)
def test_a_mailed_link_ends(client, recorder, happens):
    path = urlsplit(password_link(recorder)).path
    good = client.get(path).status_code

    happens(recorder)

    assert good == 302
    assert "This link is no longer good" in pages.main(Client().get(path))
