"""Who gets what from every address of the site: the tables, walked; and a sound page wherever there is one."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import get_resolver

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests import factories, pages
from tests.conftest import make_person
from tests.once import Once
from tests.permissions.addresses import ROWS, every_address
from tests.permissions.answers import answer, outcome
from tests.permissions.conftest import by_heading
from tests.permissions.rows import Row, parse
from tests.permissions.tables import TABLES
from tests.safety.attacks import REFUSED
from tests.site import Site, make_site


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site's documents are filed."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture
def own_files(files: Path, settings: SimpleNamespace) -> None:
    settings.MEDIA_ROOT = str(files)


@pytest.fixture(scope="module")
def standing(once: Once, files: Path) -> tuple[dict[str, User], Site]:
    """The cast, and the site on which each test undoes what it wrote."""

    def make() -> tuple[dict[str, User], Site]:
        cast = make_cast()
        office, state = Office.objects.get(code="NBO"), State.objects.get(iso="KE")
        with override_settings(MEDIA_ROOT=str(files)):
            return cast, make_site(author=cast["recorder"], office=office, reviewer=cast["reviewer"], state=state)

    return once(make)


def make_cast() -> dict[str, User]:
    """Everyone, as the fixtures of the same names make them one by one."""
    nairobi = factories.OfficeFactory(code="NBO", name="Nairobi")
    bogota = factories.OfficeFactory(code="BOG", name="Bogotá")
    delegates = {name: make_person(name.replace("_", "-"), Role.DELEGATE) for name in ("delegate", "other_delegate")}
    for delegate, iso, name in zip(delegates.values(), ("KE", "CO"), ("Kenya", "Colombia"), strict=True):
        factories.DelegationFactory(user=delegate, state=factories.StateFactory(iso=iso, name=name))
    return {
        "recorder": make_person("recorder", Role.RECORDER, nairobi),
        "colleague": make_person("colleague", Role.RECORDER, nairobi),
        "outsider": make_person("outsider", Role.RECORDER, bogota),
        "reviewer": make_person("reviewer", Role.REVIEWER),
        "focal_point": make_person("focal-point", Role.FOCAL_POINT, bogota),
        "administrator": make_person("administrator", Role.ADMINISTRATOR),
        "auditor": make_person("auditor", Role.AUDITOR),
        **delegates,
        "inactive": make_person("inactive", Role.ADMINISTRATOR, is_active=False),
        "service": make_person("service", Role.SERVICE, password=None),
    }


@pytest.fixture
def site(standing: tuple[dict[str, User], Site], db: None) -> Site:
    return standing[1]


@pytest.fixture
def people(standing: tuple[dict[str, User], Site], db: None) -> dict[str, User | None]:
    return by_heading(standing[0])


def let_in(row: Row) -> dict[str, str]:
    """Those for whom a row's page does something: who is refused is refused alike whichever the database."""
    return {role: what for role, what in row.expected.items() if what not in REFUSED} or row.expected


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_table_says_and_a_sound_page(
    row: Row, site: Site, people: dict[str, User | None], client_for: Callable[[User | None], Client]
) -> None:
    expected = row.expected if connection.vendor == "sqlite" else let_in(row)

    answers = {role: answer(client_for(people[role]), row, site) for role in expected}

    assert {role: outcome(answers[role], what) for role, what in expected.items()} == expected
    if row.method == "GET" and row.shows_a_page:
        shown = {role: one for role, one in answers.items() if one.get("Content-Type", "").startswith("text/html")}
        found = {role: pages.faults(one.content.decode()) for role, one in shown.items() if one.content}
        assert found == {role: [] for role in found}


def test_every_address_stands_in_the_table_with_what_reads_and_what_writes() -> None:
    named = {(row.name, row.method) for row in ROWS}

    assert named == {
        (name, method) for name in every_address(get_resolver().url_patterns) for method in ("GET", "POST")
    }


def test_no_address_stands_in_two_tables() -> None:
    subjects = Counter(name for table in TABLES for name in {row.name for row in parse(table.TABLE)})

    assert [name for name, number in subjects.items() if number > 1] == []
