"""What lists sort by is kept beside what they are narrowed by, on PostgreSQL.

The words of a million records are written anew: some minutes, while nobody can write.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from objectives.searching import beside


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, beside.make())


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, beside.drop())


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("objectives", "0056_programmes_wait_for_their_parts")]

    operations = [migrations.RunPython(make, drop)]
