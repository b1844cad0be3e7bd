"""The triggers stand after all migrations, and around one that builds a table anew."""

from datetime import date

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from objectives import tallying
from objectives.models import Evidence
from objectives.searching import days
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_trigger_stands_after_all_migrations():
    assert tallying.missing(connection) == []
    if connection.vendor == "sqlite":
        assert days.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_may_build_a_table_of_evidence_anew_around_the_triggers():
    field = models.CharField(max_length=20, default="")
    before = ProjectState.from_apps(models_of())
    operations = tallying.around([migrations.AddField("evidence", "of_the_suite", field)])

    for_ward = apply(before, operations)
    assert tallying.missing(connection) == []

    apply(for_ward, tallying.around([migrations.RemoveField("evidence", "of_the_suite")]))
    assert tallying.missing(connection) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL builds no table anew")
@pytest.mark.django_db(transaction=True)
def test_days_beside_countries_are_right_once_the_table_of_evidence_was_built_anew(recorder, kenya):
    entry = factories.EvidenceFactory(author=recorder, ends_on=date(2026, 5, 4))
    entry.countries.add(kenya)
    add = tallying.around(
        [migrations.AddField("evidence", "of_the_suite", models.CharField(max_length=20, default=""))]
    )
    moved = migrations.RunSQL("UPDATE objectives_evidence SET ends_on = '2026-05-05'", "")

    there = apply(ProjectState.from_apps(models_of()), [*add[:-1], moved, add[-1]])

    assert days.missing(connection) == []
    assert days_of_countries() == ["2026-05-05"]
    apply(there, tallying.around([migrations.RemoveField("evidence", "of_the_suite")]))
    assert days.missing(connection) == []
    Evidence.objects.update(ends_on=date(2026, 5, 6))
    assert days_of_countries() == ["2026-05-06"]


def days_of_countries():
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(ends_on AS text) FROM objectives_evidence_countries")
        return [day for (day,) in cursor.fetchall()]


def models_of():
    return Evidence._meta.apps


def apply(state, operations):
    """Run a migration of these operations; the state after it."""
    migration = migrations.Migration("of_the_suite", "objectives")
    migration.operations = operations
    with connection.schema_editor() as editor:
        return migration.apply(state.clone(), editor)
