"""Events are sealed each day, and indexes answer each way of reading the audit."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import objectives.models.audit


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0013_standings_do_not_overlap"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "day",
                    models.DateField(
                        help_text="The UTC day up to whose end the events are sealed.", unique=True, verbose_name="day"
                    ),
                ),
                ("first_id", models.BigIntegerField(verbose_name="first number")),
                ("last_id", models.BigIntegerField(db_index=True, verbose_name="last number")),
                ("number", models.PositiveIntegerField(verbose_name="number of events")),
                (
                    "previous_digest",
                    models.CharField(blank=True, max_length=64, unique=True, verbose_name="digest of the seal before"),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="digest")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
            ],
            options={
                "verbose_name": "seal of the audit",
                "verbose_name_plural": "seals of the audit",
                "ordering": ["-day"],
            },
        ),
        migrations.CreateModel(
            name="AuditSealPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("marks", models.BinaryField()),
            ],
            options={
                "verbose_name": "part of a seal",
                "verbose_name_plural": "parts of seals",
                "ordering": ["seal", "position"],
            },
        ),
        migrations.RemoveIndex(
            model_name="auditevent",
            name="audit_of_object",
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["object_type", "object_id", "at"], name="audit_of_object_by_time"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["object_type", "at"], name="audit_of_kind_by_time"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["by", "at"], name="audit_of_person_by_time"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                objectives.models.audit.ActionGroup("action"), models.F("at"), name="audit_of_group_by_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditseal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "last_id__gte",
                        django.db.models.expressions.CombinedExpression(models.F("first_id"), "-", models.Value(1)),
                    )
                ),
                name="audit_seal_range_is_not_reversed",
            ),
        ),
        migrations.AddField(
            model_name="auditsealpart",
            name="seal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="objectives.auditseal"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditsealpart",
            constraint=models.UniqueConstraint(fields=("seal", "position"), name="one_part_of_a_seal_at_each_position"),
        ),
    ]
