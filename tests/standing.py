"""The cast and a site with something of everything on it, made once for all tests of a module that walk it.

Each test undoes what it wrote. Tests that change what they are given, and not its row alone, take it by `copied`.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.test import Client, override_settings

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests import factories
from tests.conftest import make_person
from tests.once import Once
from tests.site import Site, make_site


@dataclass(frozen=True)
class Standing:
    """What stands: the files of the site lie in a folder of their own."""

    cast: dict[str, User]
    offices: dict[str, Office]
    states: dict[str, State]
    site: Site


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site's documents are filed."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def standing(once: Once, files: Path) -> Standing:
    def make() -> Standing:
        named = {"NBO": "Nairobi", "BOG": "Bogotá"}
        offices = {code: factories.OfficeFactory(code=code, name=name) for code, name in named.items()}
        named = {"KE": "Kenya", "CO": "Colombia"}
        states = {iso: factories.StateFactory(iso=iso, name=name) for iso, name in named.items()}
        cast = make_cast(offices, states)
        with override_settings(MEDIA_ROOT=str(files)):
            site = make_site(
                author=cast["recorder"], office=offices["NBO"], reviewer=cast["reviewer"], state=states["KE"]
            )
        return Standing(cast, offices, states, site)

    return once(make)


@pytest.fixture(scope="module")
def browser_of(once: Once, standing: Standing) -> Callable[[str], Client]:
    """The browser of one who has just signed in, by the heading of their column: each is signed in once."""
    sessions = once(lambda: {role: session_of(person) for role, person in by_heading(standing.cast).items()})

    def open_browser(role: str) -> Client:
        client = Client()
        client.cookies = deepcopy(sessions[role])
        return client

    return open_browser


@pytest.fixture
def copied(standing: Standing, db: None) -> Standing:
    """What stands, as it was when it was made."""
    return deepcopy(standing)


def make_cast(offices: dict[str, Office], states: dict[str, State]) -> dict[str, User]:
    """Everyone, as the fixtures of the same names make them one by one."""
    delegates = {name: make_person(name.replace("_", "-"), Role.DELEGATE) for name in ("delegate", "other_delegate")}
    for delegate, state in zip(delegates.values(), states.values(), strict=True):
        factories.DelegationFactory(user=delegate, state=state)
    return {
        "recorder": make_person("recorder", Role.RECORDER, offices["NBO"]),
        "colleague": make_person("colleague", Role.RECORDER, offices["NBO"]),
        "outsider": make_person("outsider", Role.RECORDER, offices["BOG"]),
        "reviewer": make_person("reviewer", Role.REVIEWER),
        "focal_point": make_person("focal-point", Role.FOCAL_POINT, offices["BOG"]),
        "administrator": make_person("administrator", Role.ADMINISTRATOR),
        "auditor": make_person("auditor", Role.AUDITOR),
        **delegates,
        "inactive": make_person("inactive", Role.ADMINISTRATOR, is_active=False),
        "service": make_person("service", Role.SERVICE, password=None),
    }


def by_heading(cast: dict[str, User]) -> dict[str, User | None]:
    """Who stands at the head of each column of the tables of permissions. The reviewer has not decided on the site's
    submitted entry."""
    return {
        **cast,
        "staff": cast["recorder"],
        "focal": cast["focal_point"],
        "admin": cast["administrator"],
        "closed": cast["inactive"],
        "other": cast["other_delegate"],
        "visitor": None,
    }


def session_of(person: User | None) -> SimpleCookie:
    """The cookies of a browser in which somebody is signed in; none for None."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.cookies
