"""A second factor taken away by a button pressed twice: it is gone, and nobody else learns that it was there."""

import pytest
from allauth.mfa.models import Authenticator

from tests import pages
from tests.accounts.phone import APP, set_up, sign_in

pytestmark = pytest.mark.django_db


def test_who_takes_an_app_away_twice_is_told_that_it_is_gone(client, recorder, outsider, client_for):
    sign_in(client, recorder)
    set_up(client)

    first, second = (client.post(f"{APP}remove/", follow=True) for _ in range(2))

    assert (second.redirect_chain, pages.messages(second)[0]) == (first.redirect_chain, "That was taken away already.")
    assert client_for(outsider).post(f"{APP}remove/").status_code == 404


def test_so_is_who_takes_a_key_away_twice(client, recorder):
    sign_in(client, recorder)
    set_up(client)
    key = Authenticator.objects.create(user=recorder, type="webauthn", data={"name": "My key"})

    first, second = (client.post(f"/accounts/security/keys/{key.pk}/remove/", follow=True) for _ in range(2))

    assert (second.redirect_chain, pages.messages(second)[0]) == (first.redirect_chain, "That was taken away already.")
    assert not Authenticator.objects.filter(type="webauthn").exists()
