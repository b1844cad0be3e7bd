"""A full-text index of the audit, beside it: no event is touched, and no seal takes anything of it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from objectives.audit_words import BEGINNINGS, INDEX, TABLE, index_events


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE TABLE {TABLE} (event_id bigint PRIMARY KEY, words tsvector NOT NULL)")
        index_events()
        schema_editor.execute(f"CREATE INDEX {INDEX} ON {TABLE} USING gin (words)")
        return
    schema_editor.execute(
        f"""CREATE VIRTUAL TABLE {TABLE} USING fts5
        (words, content='', detail=none, columnsize=0, prefix='{BEGINNINGS}', tokenize="ascii tokenchars '@#._:-'")"""
    )
    index_events()


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0018_tallies_take_turns")]

    operations = [migrations.RunPython(make, drop)]
