"""No programme stands below itself: the database itself refuses.

A migration that lets SQLite build the table of programmes anew loses its trigger, and must make it again; a test of
the suite looks for it. PostgreSQL checks each change against what other transactions have written; two that close a
circle at the same moment are kept apart by the actions, which change the tree one at a time.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "objectives_programme"
REFUSAL = "no programme stands below itself"
NAME = f"{TABLE}_stands_in_no_circle"
ABOVE = f"""WITH RECURSIVE above(id) AS (
    SELECT NEW.parent_id UNION SELECT one.parent_id FROM {TABLE} one JOIN above ON one.id = above.id
    WHERE one.parent_id IS NOT NULL
) SELECT id FROM above"""  # noqa: S608 constants of this file alone


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""CREATE FUNCTION refuse_programme_circle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.id IN ({ABOVE}) THEN
                RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW; END $$"""
        )
        schema_editor.execute(
            f"""CREATE TRIGGER {NAME} BEFORE UPDATE OF parent_id ON {TABLE} FOR EACH ROW
            WHEN (NEW.parent_id <> NEW.id) EXECUTE FUNCTION refuse_programme_circle()"""
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE UPDATE OF parent_id ON {TABLE} WHEN NEW.parent_id <> NEW.id "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}') WHERE NEW.id IN ({ABOVE}); END"
    )


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {NAME} ON {TABLE}")
        schema_editor.execute("DROP FUNCTION refuse_programme_circle()")
        return
    schema_editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0046_programmes_have_documents")]

    operations = [migrations.RunPython(protect, unprotect)]
