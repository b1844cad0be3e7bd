"""Versions of assessments are added and never changed: the database itself refuses.

A migration that lets SQLite build their table anew loses its triggers, and must make them again; a test of the suite
looks for each.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "objectives_assessmentversion"
REFUSAL = "versions of assessments are append-only"


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
        )
        for name, moment, scope in (
            ("append_only", "UPDATE OR DELETE", "ROW"),
            ("not_emptied", "TRUNCATE", "STATEMENT"),
        ):
            schema_editor.execute(
                f"""CREATE TRIGGER {TABLE}_is_{name} BEFORE {moment} ON {TABLE}
                FOR EACH {scope} EXECUTE FUNCTION refuse_version_change()"""
            )
        return
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_refuses_{verb.lower()} BEFORE {verb} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in ("append_only", "not_emptied"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_is_{name} ON {TABLE}")
        schema_editor.execute("DROP FUNCTION refuse_version_change()")
        return
    for verb in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_refuses_{verb}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0016_states_have_a_language")]

    operations = [migrations.RunPython(protect, unprotect)]
