"""The triggers stand after all migrations, and around one that builds a table anew."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from objectives import tallying
from objectives.models import Evidence

pytestmark = pytest.mark.django_db


def test_every_trigger_stands_after_all_migrations():
    assert tallying.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_may_build_a_table_of_evidence_anew_around_the_triggers():
    field = models.CharField(max_length=20, default="")
    before = ProjectState.from_apps(models_of())
    operations = tallying.around([migrations.AddField("evidence", "of_the_suite", field)])

    for_ward = apply(before, operations)
    assert tallying.missing(connection) == []

    apply(for_ward, tallying.around([migrations.RemoveField("evidence", "of_the_suite")]))
    assert tallying.missing(connection) == []


def models_of():
    return Evidence._meta.apps


def apply(state, operations):
    """Run a migration of these operations; the state after it."""
    migration = migrations.Migration("of_the_suite", "objectives")
    migration.operations = operations
    with connection.schema_editor() as editor:
        return migration.apply(state.clone(), editor)
