"""The fixed cast, a small framework, and hands to act with.

A part that this machine lacks skips the tests that need it, or fails them where all must be there
(IOMTRACK_REQUIRE_ALL=1, as .ci/run sets it).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.catalogues import compile_stale
from objectives.models import Element, Framework, Indicator, Office, Period, State
from tests import factories

pytest_plugins = ["tests.browsing", "tests.lean", "tests.once"]
compile_stale()

# The same examples each time, so that a change is blamed for what it broke; HYPOTHESIS=wide looks further afield.
# How long an example takes to make is the machine's affair, and no test is failed for it.
for profile, how in (("same", {"derandomize": True}), ("wide", {"max_examples": 500, "derandomize": False})):
    hypothesis_settings.register_profile(profile, suppress_health_check=[HealthCheck.too_slow], **how)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS", "same"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens the database and may come out otherwise on another one."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("alike"):
            continue
        if item.get_closest_marker("django_db") or asked & {"db", "transactional_db", "live_server", "once"}:
            item.add_marker("database")


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that are not there yet."""
    base = tmp_path_factory.mktemp("media")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_files(folders: Iterator[Path], settings: SimpleNamespace) -> None:
    """Each test files its documents in a folder of its own, which is made where there is something to file."""
    settings.MEDIA_ROOT = str(next(folders))


@pytest.fixture(autouse=True)
def language_is_forgotten() -> Iterator[None]:
    """What is streamed to a reader leaves their language behind, for whatever comes next in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def attempts_are_forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with real transactions the table of attempts is emptied too, which is no model's."""
    marker = request.node.get_closest_marker("django_db")
    asked_for = marker is not None and marker.kwargs.get("transaction", False)
    if not asked_for and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def append_only_rows_give_way() -> Iterator[None]:
    """After a test with real transactions every table is emptied, which the triggers of some would refuse."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_past_triggers(self: Any, sql_list: list[str]) -> None:
        with triggers_off():
            flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", flush_past_triggers)
        yield


@contextmanager
def triggers_off() -> Iterator[None]:
    """As one who can write below the database's own rules: for the time of the block, no trigger fires."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            try:
                yield
            finally:
                cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            for _name, sql in triggers:
                cursor.execute(sql)


# --- the cast -----------------------------------------------------------------------------------


@pytest.fixture
def nairobi(db: None) -> Office:
    return factories.OfficeFactory(code="NBO", name="Nairobi")


@pytest.fixture
def bogota(db: None) -> Office:
    return factories.OfficeFactory(code="BOG", name="Bogotá")


@pytest.fixture
def kenya(db: None) -> State:
    return factories.StateFactory(iso="KE", name="Kenya")


@pytest.fixture
def colombia(db: None) -> State:
    return factories.StateFactory(iso="CO", name="Colombia")


def make_person(address: str, role: Role, office: Office | None = None, **fields: object) -> User:
    """One of the cast; `address` is the part before @example.org."""
    user = factories.UserFactory(email=f"{address}@example.org", name=address.title(), role=role, **fields)
    if office is not None:
        factories.PostingFactory(user=user, office=office)
    return user


@pytest.fixture
def recorder(nairobi: Office) -> User:
    """Staff in Nairobi: whose entries they are."""
    return make_person("recorder", Role.RECORDER, nairobi)


@pytest.fixture
def colleague(nairobi: Office) -> User:
    """Staff in the same office."""
    return make_person("colleague", Role.RECORDER, nairobi)


@pytest.fixture
def outsider(bogota: Office) -> User:
    """Staff in another office."""
    return make_person("outsider", Role.RECORDER, bogota)


@pytest.fixture
def reviewer(db: None) -> User:
    return make_person("reviewer", Role.REVIEWER)


@pytest.fixture
def focal_point(bogota: Office) -> User:
    """Staff in another office, who is to be named for elements."""
    return make_person("focal-point", Role.FOCAL_POINT, bogota)


@pytest.fixture
def administrator(db: None) -> User:
    return make_person("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def auditor(db: None) -> User:
    """Reads all, writes nothing."""
    return make_person("auditor", Role.AUDITOR)


@pytest.fixture
def delegate(kenya: State) -> User:
    """Reads for Kenya."""
    user = make_person("delegate", Role.DELEGATE)
    factories.DelegationFactory(user=user, state=kenya)
    return user


@pytest.fixture
def other_delegate(colombia: State) -> User:
    """Reads for Colombia."""
    user = make_person("other-delegate", Role.DELEGATE)
    factories.DelegationFactory(user=user, state=colombia)
    return user


@pytest.fixture
def inactive(db: None) -> User:
    """An administrator whose account was closed."""
    return make_person("inactive", Role.ADMINISTRATOR, is_active=False)


@pytest.fixture
def service(db: None) -> User:
    """Stands for a loaded file; nobody signs in as it."""
    return make_person("service", Role.SERVICE, password=None)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, User]:
    """Everyone, by the name of their fixture."""
    names = ["recorder", "colleague", "outsider", "reviewer", "focal_point", "administrator", "auditor", "delegate"]
    return {name: request.getfixturevalue(name) for name in [*names, "other_delegate", "inactive", "service"]}


# --- a small framework --------------------------------------------------------------------------


@pytest.fixture
def framework(db: None) -> Framework:
    """In force, with objectives O1 and O2 and role R1."""
    framework = factories.FrameworkFactory(symbol="MC/INF/274", slug="mc-inf-274")
    for position, (code, kind) in enumerate((("O1", "objective"), ("O2", "objective"), ("R1", "role"))):
        factories.ElementFactory(framework=framework, position=position, code=code, kind=kind)
    return framework


@pytest.fixture
def elements(framework: Framework) -> dict[str, Element]:
    """The small framework's elements, by code."""
    return {element.code: element for element in framework.elements.all()}


@pytest.fixture
def indicator(elements: dict[str, Element]) -> Indicator:
    """Persons assisted, summed, of O1."""
    return factories.IndicatorFactory(element=elements["O1"], code="O1.1")


@pytest.fixture
def period(framework: Framework) -> Period:
    """The open third quarter of 2026."""
    return factories.PeriodFactory(framework=framework)


# --- hands --------------------------------------------------------------------------------------


@pytest.fixture
def client_for() -> Callable[[User | None], Client]:
    """A client signed in as a person; nobody for None."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def pdf_text() -> Callable[[bytes | Path], str]:
    """The text of a PDF, page after page, as a reader sees it."""

    def read(document: bytes | Path) -> str:
        with pypdfium2.PdfDocument(document) as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)

    return read
