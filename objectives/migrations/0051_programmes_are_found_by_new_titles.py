"""A programme that is called otherwise leaves a row of work: its entries are to be found by it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0050_corrections_are_found_by_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("writing", "Being written"),
                            ("written", "Written"),
                            ("stopped", "Could not be written"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked for")),
                ("after", models.PositiveBigIntegerField(default=0)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "words of a programme",
                "verbose_name_plural": "words of programmes",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "writing", "written", "stopped"])),
                        name="programme_words_state_is_known",
                    )
                ],
            },
        ),
    ]
