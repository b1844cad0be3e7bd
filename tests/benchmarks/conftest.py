"""A world of records that is made once for all benchmarks of a run, and stays until its end."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.template import Template
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker

import iomtrack.wsgi  # noqa: F401 it sets Python's collector as the server has it
from tests.benchmarks.listed import Listed
from tests.benchmarks.pace import pace


@pytest.fixture(autouse=True)
def how_fast_the_machine_is() -> Iterator[None]:
    """Said before and after each benchmark, beside what it prints itself."""
    print(f"\n{pace()}", flush=True)
    yield
    print(pace(), flush=True)


@receiver(connection_created)
def without_helpers(connection: BaseDatabaseWrapper, **told: object) -> None:
    """No further processes of PostgreSQL take part, whose time nobody would count."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")


@pytest.fixture(autouse=True)
def as_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are not watched, as those of tests are: a copy of all that each of a hundred and more was told. What an
    answer leaves is dropped when it is no longer measured (`pace.clear_up`), as it is in the server once it is sent."""
    request_finished.disconnect(dispatch_uid="clear-up")
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The database is made though no mark asks for it: a marked test would undo, or empty, what is made for all."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def listed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Listed]:
    """Records to look at, none at first. They are committed, so that other processes see them too."""
    with django_db_blocker.unblock():
        yield Listed()
