"""A full-text index of evidence, beside it: no record is touched."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from objectives.searching.index import TABLE, index_beyond, make_table


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in make_table():
        schema_editor.execute(statement)
    index_beyond(0)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0028_evidence_is_read_in_each_order")]

    operations = [migrations.RunPython(make, drop)]
