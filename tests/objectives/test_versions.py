"""Versions of assessments are added and never changed."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from objectives.models import AssessmentVersion
from tests import factories

pytestmark = pytest.mark.django_db
REFUSED = "versions of assessments are append-only"
migration = import_module("objectives.migrations.0017_versions_are_append_only")


@pytest.fixture
def version():
    return factories.AssessmentVersionFactory(content={"narrative": "first"})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE objectives_assessmentversion SET content = '{}' WHERE id = %s",
        "UPDATE objectives_assessmentversion SET number = 9 WHERE id = %s",
        "DELETE FROM objectives_assessmentversion WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_a_version(version, statement):
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [version.pk])

    assert AssessmentVersion.objects.get(pk=version.pk).content == {"narrative": "first"}


@pytest.mark.parametrize("change", [lambda version: version.save(), lambda version: version.assessment.delete()])
def test_so_it_refuses_by_way_of_the_models(version, change):
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        change(version)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_versions(version):
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE objectives_assessmentversion")


def test_the_migration_goes_back_and_forth(version):
    editor = connection.SchemaEditorClass(connection)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    migration.unprotect(None, editor)
    connection.cursor().execute("UPDATE objectives_assessmentversion SET number = 9 WHERE id = %s", [version.pk])
    migration.protect(None, editor)

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        version.delete()
