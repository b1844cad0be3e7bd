"""The database refuses more: to change or empty seals, to empty the audit, and to add an event among sealed ones.

A migration that lets SQLite build one of these tables anew loses its triggers, and must make them again; a test of the
suite looks for each.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

EVENTS, SEALS, PARTS = "objectives_auditevent", "objectives_auditseal", "objectives_auditsealpart"
REFUSAL = "audit seals are append-only"
ALREADY_SEALED = "audit events of this number are sealed"


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        _protect_postgresql(schema_editor)
    else:
        _protect_sqlite(schema_editor)


def _protect_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(
        f"""CREATE FUNCTION refuse_seal_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    )
    schema_editor.execute(
        f"""CREATE FUNCTION refuse_sealed_number() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.id <= (SELECT max(last_id) FROM {SEALS}) THEN
        RAISE EXCEPTION '{ALREADY_SEALED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF; RETURN NEW; END $$"""  # noqa: S608 constants of this file alone
    )
    schema_editor.execute(
        f"""CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON {EVENTS}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"""
    )
    schema_editor.execute(
        f"""CREATE TRIGGER audit_refuses_sealed_number BEFORE INSERT ON {EVENTS}
        FOR EACH ROW EXECUTE FUNCTION refuse_sealed_number()"""
    )
    for table in (SEALS, PARTS):
        schema_editor.execute(
            f"""CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_seal_change()"""
        )
        schema_editor.execute(
            f"""CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_seal_change()"""
        )


def _protect_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(  # after: before it, SQLite does not know the number that it will give
        f"""CREATE TRIGGER audit_refuses_sealed_number AFTER INSERT ON {EVENTS}
        WHEN NEW.id <= (SELECT max(last_id) FROM {SEALS})
        BEGIN SELECT RAISE(ABORT, '{ALREADY_SEALED}'); END"""  # noqa: S608 constants of this file alone
    )
    for table in (SEALS, PARTS):
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        triggers = [
            (f"{table}_{end}", table) for table in (SEALS, PARTS) for end in ("is_append_only", "is_not_emptied")
        ]
        for name, table in [*triggers, ("audit_is_not_emptied", EVENTS), ("audit_refuses_sealed_number", EVENTS)]:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        schema_editor.execute("DROP FUNCTION refuse_seal_change()")
        schema_editor.execute("DROP FUNCTION refuse_sealed_number()")
        return
    names = [f"{table}_refuses_{verb}" for table in (SEALS, PARTS) for verb in ("update", "delete")]
    for name in [*names, "audit_refuses_sealed_number"]:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0014_audit_has_daily_seals")]

    operations = [migrations.RunPython(protect, unprotect)]
