"""What an attacker finds: the whole site with something of everything on it, and people signed in to it."""

from collections.abc import Callable
from functools import cache

import pytest
from django.core.cache import cache as attempts
from django.test import Client

from iomtrack.accounts.models import User
from tests.permissions.conftest import people, site, well
from tests.safety.attacks import Target, targets
from tests.site import Site

__all__ = ["people", "site", "well"]  # the fixtures of the table of addresses: what stands there is attacked here


@pytest.fixture(autouse=True)
def no_attempts_yet(db: None) -> None:
    """Attempts are counted in the cache."""
    attempts.clear()


@pytest.fixture
def every_target(site: Site, people: dict[str, User | None], well: None) -> list[Target]:
    """Each address of the site with whoever may open it."""
    return targets(site, people)


@pytest.fixture
def quiet_client_for(client_for: Callable[[User | None], Client]) -> Callable[[User | None], Client]:
    """A client that is answered 500 as a browser is, where the test client would raise the exception.

    Each person has one.
    """

    @cache
    def make(user: User | None) -> Client:
        client = client_for(user)
        client.raise_request_exception = False
        return client

    return make
