"""What an attacker finds: the whole site with something of everything on it, and people signed in to it."""

import logging
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache as attempts
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests.permissions.conftest import well
from tests.safety.attacks import Target, targets
from tests.site import Site
from tests.standing import Standing, by_heading, copied, files, standing

__all__ = ["copied", "files", "standing", "well"]  # what stands in the table of addresses is attacked here


@pytest.fixture(autouse=True)
def own_files(request: pytest.FixtureRequest, folders: Iterator[Path], settings: SimpleNamespace) -> None:
    """Each test has a copy of the site's files to itself."""
    settings.MEDIA_ROOT = str(next(folders))
    if "standing" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("files"), settings.MEDIA_ROOT)


def of_the_cast(name: str) -> Any:
    """A fixture: one of those who are there."""

    @pytest.fixture(name=name)
    def person(copied: Standing) -> User:
        return copied.cast[name]

    return person


recorder, colleague, outsider = map(of_the_cast, ("recorder", "colleague", "outsider"))
reviewer, focal_point, administrator = map(of_the_cast, ("reviewer", "focal_point", "administrator"))
auditor, delegate, other_delegate = map(of_the_cast, ("auditor", "delegate", "other_delegate"))
inactive, service = map(of_the_cast, ("inactive", "service"))


@pytest.fixture
def cast(copied: Standing) -> dict[str, User]:
    return copied.cast


@pytest.fixture
def people(copied: Standing) -> dict[str, User | None]:
    return by_heading(copied.cast)


@pytest.fixture
def site(copied: Standing) -> Site:
    return copied.site


@pytest.fixture
def nairobi(copied: Standing) -> Office:
    return copied.offices["NBO"]


@pytest.fixture
def bogota(copied: Standing) -> Office:
    return copied.offices["BOG"]


@pytest.fixture
def kenya(copied: Standing) -> State:
    return copied.states["KE"]


@pytest.fixture
def colombia(copied: Standing) -> State:
    return copied.states["CO"]


@pytest.fixture(autouse=True)
def no_attempts_yet(db: None) -> None:
    """Attempts are counted in the cache."""
    attempts.clear()


@pytest.fixture(autouse=True)
def refusals_are_not_kept() -> Iterator[None]:
    """To show it with a failure, pytest keeps what is logged, and Django logs each refusal with its request: a walk
    that sends large bodies would hold gigabytes. What breaks a page is still logged."""
    levels = {"django.request": logging.ERROR, "django.security": logging.CRITICAL}
    before = {name: logging.getLogger(name).level for name in levels}
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def every_target(site: Site, people: dict[str, User | None], well: None) -> list[Target]:
    """Each address of the site with whoever may open it."""
    return targets(site, people)


@pytest.fixture
def same_client_for(client_for: Callable[[User | None], Client]) -> Callable[[User | None], Client]:
    """A client of which each person has one, for walks whose every request takes back what it wrote: signing in again
    for each address takes longer than many a page."""
    return cache(client_for)


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
