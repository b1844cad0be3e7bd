"""Versions of entries and remarks on them; which parts a return is about; and what is decided is decided for good.

The database itself refuses to change versions, remarks and decisions. A migration that lets SQLite build one of their
tables anew loses its triggers, and must make them again; a test of the suite looks for each.
"""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSALS = {
    "objectives_evidenceversion": "versions of entries are append-only",
    "objectives_evidenceremark": "remarks are append-only",
    "objectives_evidencedecision": "decisions are append-only",
    "objectives_assessmentdecision": "decisions are append-only",
}


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, refusal in REFUSALS.items():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"""CREATE FUNCTION refuse_change_of_{table}() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
            )
            for name, moment, scope in (
                ("append_only", "UPDATE OR DELETE", "ROW"),
                ("not_emptied", "TRUNCATE", "STATEMENT"),
            ):
                schema_editor.execute(
                    f"""CREATE TRIGGER {table}_is_{name} BEFORE {moment} ON {table}
                    FOR EACH {scope} EXECUTE FUNCTION refuse_change_of_{table}()"""
                )
            continue
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in REFUSALS:
        if schema_editor.connection.vendor == "postgresql":
            for name in ("append_only", "not_emptied"):
                schema_editor.execute(f"DROP TRIGGER {table}_is_{name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION refuse_change_of_{table}()")
            continue
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_refuses_{verb}")


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0032_filters_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="evidencedecision",
            name="fields",
            field=models.JSONField(blank=True, default=dict, verbose_name="what to put right"),
        ),
        migrations.CreateModel(
            name="EvidenceRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(blank=True, max_length=80, verbose_name="concerns")),
                ("text", models.TextField(max_length=2000, verbose_name="remark")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="objectives.evidence"
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "content",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="what it said"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="objectives.evidence"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of an entry",
                "verbose_name_plural": "versions of entries",
                "ordering": ["evidence", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("evidence", "number"), name="evidence_version_has_its_own_number")
                ],
            },
        ),
        migrations.RunPython(protect, unprotect),
    ]
