"""Indexes that tell of a condition and of the record in one, and without those that are the beginning of another.

Nothing is rebuilt on SQLite, which would lose the triggers of a table that it remakes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BEGINNINGS = [
    ("objectives_evidence", "period_id"),
    ("objectives_evidence", "office_id"),
    ("objectives_evidence", "author_id"),
    ("objectives_contribution", "evidence_id"),
    ("objectives_contribution", "element_id"),
    ("objectives_figure", "evidence_id"),
    ("objectives_figure", "indicator_id"),
    ("objectives_evidence_countries", "evidence_id"),
    ("objectives_evidence_countries", "state_id"),
    ("objectives_evidence_terms", "evidence_id"),
    ("objectives_evidence_terms", "term_id"),
]
LINKS = [
    ("evidence_of_country", "objectives_evidence_countries (state_id, evidence_id)"),
    ("evidence_of_term", "objectives_evidence_terms (term_id, evidence_id)"),
]


def drop(apps, schema_editor):
    for table, column in BEGINNINGS:
        for name in names(schema_editor, table, column):
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def names(schema_editor, table, column):
    """The indexes of this column alone."""
    with schema_editor.connection.cursor() as cursor:
        found = schema_editor.connection.introspection.get_constraints(cursor, table)
    return [
        name
        for name, one in found.items()
        if one["index"] and one["columns"] == [column] and not (one["unique"] or one["primary_key"])
    ]


def make(apps, schema_editor):
    for table, column in BEGINNINGS:
        name = schema_editor._create_index_name(table, [column])
        schema_editor.execute(f"CREATE INDEX {schema_editor.quote_name(name)} ON {table} ({column})")


def key(to, related_name, **how):
    return models.ForeignKey(db_index=False, related_name=related_name, to=to, **how)


def kept(model, field, to, related_name, on_delete, **how):
    return migrations.AlterField(model, field, key(to, related_name, on_delete=on_delete, **how))


PROTECT, CASCADE = django.db.models.deletion.PROTECT, django.db.models.deletion.CASCADE


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0038_uploads_of_iati"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(drop, make)],
            [
                kept("evidence", "period", "objectives.period", "evidence", PROTECT, null=True, blank=True),
                kept("evidence", "office", "objectives.office", "evidence", PROTECT, null=True, blank=True),
                kept("evidence", "author", settings.AUTH_USER_MODEL, "evidence", PROTECT),
                kept("contribution", "evidence", "objectives.evidence", "contributions", CASCADE),
                kept("contribution", "element", "objectives.element", "contributions", PROTECT),
                kept("figure", "evidence", "objectives.evidence", "figures", CASCADE),
                kept("figure", "indicator", "objectives.indicator", "figures", PROTECT),
            ],
        ),
        migrations.AddIndex(
            "contribution", models.Index(fields=["element", "evidence"], name="contribution_of_element")
        ),
        migrations.AddIndex("figure", models.Index(fields=["indicator", "evidence"], name="figure_of_indicator")),
        migrations.AddIndex(
            "evidence", models.Index(fields=["status", "-ends_on", "-id"], name="evidence_of_status_by_date")
        ),
        migrations.AddIndex(
            "evidence", models.Index(fields=["sensitivity", "-ends_on", "-id"], name="sensitive_evidence_by_date")
        ),
        *(migrations.RunSQL(f"CREATE INDEX {name} ON {of}", f"DROP INDEX {name}") for name, of in LINKS),
    ]
