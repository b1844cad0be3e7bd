"""Versions of entries, remarks on them and decisions are added and never changed."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("objectives.migrations.0033_review")
MAKERS = {
    "objectives_evidenceversion": factories.EvidenceVersionFactory,
    "objectives_evidenceremark": factories.EvidenceRemarkFactory,
    "objectives_evidencedecision": factories.EvidenceDecisionFactory,
    "objectives_assessmentdecision": factories.AssessmentDecisionFactory,
}
CHANGES = {
    "objectives_evidenceversion": "UPDATE objectives_evidenceversion SET number = 9 WHERE id = %s",
    "objectives_evidenceremark": "UPDATE objectives_evidenceremark SET text = 'No.' WHERE id = %s",
    "objectives_evidencedecision": "UPDATE objectives_evidencedecision SET reason = 'No.' WHERE id = %s",
    "objectives_assessmentdecision": "UPDATE objectives_assessmentdecision SET reason = 'No.' WHERE id = %s",
}


def test_every_table_of_the_migration_is_tried():
    assert set(MAKERS) == set(CHANGES) == set(migration.REFUSALS)


@pytest.mark.parametrize("table", MAKERS)
@pytest.mark.parametrize("statement", ["change", "delete"])
def test_the_database_refuses_to_change_or_delete_a_row(table, statement):
    row = MAKERS[table]()
    kept = type(row).objects.filter(pk=row.pk).values().get()

    with (
        pytest.raises(DatabaseError, match=migration.REFUSALS[table]),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(CHANGES[table] if statement == "change" else f"DELETE FROM {table} WHERE id = %s", [row.pk])

    assert type(row).objects.filter(pk=row.pk).values().get() == kept


@pytest.mark.parametrize("table", MAKERS)
@pytest.mark.parametrize("change", [lambda row: row.save(), lambda row: row.delete()])
def test_so_it_refuses_by_way_of_the_models(table, change):
    row = MAKERS[table]()

    with pytest.raises(DatabaseError, match=migration.REFUSALS[table]), transaction.atomic():
        change(row)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", MAKERS)
def test_the_database_refuses_to_empty_a_table(table):
    with pytest.raises(DatabaseError, match=migration.REFUSALS[table]), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table}")


def test_the_migration_goes_back_and_forth():
    rows = {table: make() for table, make in MAKERS.items()}
    editor = connection.SchemaEditorClass(connection)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    migration.unprotect(None, editor)
    for table, row in rows.items():
        connection.cursor().execute(CHANGES[table], [row.pk])
    migration.protect(None, editor)

    for row in rows.values():
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row.delete()
