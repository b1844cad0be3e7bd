"""The day of a record is kept beside its countries and themes on SQLite too, as 0057 has it on PostgreSQL.

The new column may be null: SQLite adds it in place, and no table is built anew. At a million records it takes some seconds.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from objectives.searching import days


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, days.make())


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, days.drop())


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("objectives", "0060_titles_are_sorted_from_their_first_letter_on")]

    operations = [migrations.RunPython(make, drop)]
