"""Going from one schema to another within a test, in a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from pytest_django.plugin import DjangoDbBlocker

Migrate = Callable[[list[tuple[str, str]]], Any]


@pytest.fixture
def migrate(empty_database: None) -> Migrate:
    """Takes an empty database to a migration, then to others, and gives the models of that time."""

    def go(to: list[tuple[str, str]]) -> Any:
        executor = MigrationExecutor(connection)
        executor.loader = MigrationLoader(connection, replace_migrations=False)  # those that others stand for are meant
        executor.migrate(to)
        return executor.loader.project_state(to).apps

    return go


@pytest.fixture
def empty_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """The connection leads to a new database, where nothing stands yet, and back when the test is over."""
    suite = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            name = f"{suite}_from_nothing"
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
        else:
            name = str(tmp_path / "from-nothing.sqlite3")
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = suite
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{name}"')
