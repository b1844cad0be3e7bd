"""The columns that the history replaces go, and the database itself refuses standings of a State that overlap."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "objectives_statestanding"
RULE = "standings_of_a_state_do_not_overlap"


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT {RULE} EXCLUDE USING gist "
            "(int8range(state_id, state_id, '[]') WITH &&, daterange(since, until, '[]') WITH &&)"
        )
        return
    for verb in ("INSERT", "UPDATE"):
        schema_editor.execute(
            f"""CREATE TRIGGER {RULE}_on_{verb.lower()} BEFORE {verb} ON {TABLE}
            WHEN EXISTS (SELECT 1 FROM {TABLE} other
                WHERE other.state_id = NEW.state_id AND other.id IS NOT NEW.id
                AND other.since <= coalesce(NEW.until, '9999-12-31')
                AND NEW.since <= coalesce(other.until, '9999-12-31'))
            BEGIN SELECT RAISE(ABORT, '{RULE}'); END"""  # noqa: S608 constants of this file alone
        )


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT {RULE}")
        return
    for verb in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER {RULE}_on_{verb}")


class Migration(migrations.Migration):
    dependencies = [("objectives", "0012_carry_standings_over")]

    operations = [
        migrations.RemoveConstraint(model_name="state", name="state_standing_is_known"),
        migrations.RemoveConstraint(model_name="state", name="state_standing_ends_after_it_begins"),
        migrations.RemoveField(model_name="state", name="since"),
        migrations.RemoveField(model_name="state", name="until"),
        migrations.RemoveField(model_name="state", name="standing"),
        migrations.RunPython(guard, unguard),
    ]
