"""Going from one schema to another within a test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Migrate = Callable[[list[tuple[str, str]]], Any]


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Takes the database to a migration and gives the models of that time; the next test finds the newest schema."""

    def go(to: list[tuple[str, str]]) -> Any:
        MigrationExecutor(connection).migrate(to)
        return MigrationExecutor(connection).loader.project_state(to).apps

    yield go
    executor = MigrationExecutor(connection)
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "objectives"])
