"""No programme stands below itself: the database itself refuses."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from objectives.models import Programme
from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("objectives.migrations.0047_programmes_stand_in_no_circle")


@pytest.fixture
def line():
    """Four programmes, each below the one before it."""
    made = [factories.ProgrammeFactory()]
    for _number in range(3):
        made.append(factories.ProgrammeFactory(parent=made[-1]))
    return made


def put(programme, parent):
    Programme.objects.filter(pk=programme.pk).update(parent=parent)


@pytest.mark.parametrize("low", [1, 2, 3])
def test_nothing_is_put_below_what_stands_below_it(line, low):
    with pytest.raises(DatabaseError, match=migration.REFUSAL), transaction.atomic():
        put(line[0], line[low])

    assert Programme.objects.get(pk=line[0].pk).parent is None


def test_what_makes_no_circle_is_taken(line):
    put(line[3], line[0])
    put(line[1], line[3])
    put(line[1], None)

    assert [one.parent_id for one in Programme.objects.order_by("pk")] == [None, None, line[1].pk, line[0].pk]


def test_the_migration_goes_back_and_forth(line):
    editor = connection.SchemaEditorClass(connection)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    migration.unprotect(None, editor)
    put(line[0], line[1])
    put(line[0], None)
    migration.protect(None, editor)

    with pytest.raises(DatabaseError, match=migration.REFUSAL), transaction.atomic():
        put(line[0], line[3])
