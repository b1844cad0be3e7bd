"""A correction may take files away from the entry that it corrects."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0048_monthly_figures_are_kept_while_typed"),
    ]

    operations = [
        migrations.CreateModel(
            name="FileLeftOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.attachment"
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files_left_out",
                        to="objectives.evidence",
                    ),
                ),
            ],
            options={
                "verbose_name": "file left out",
                "verbose_name_plural": "files left out",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("correction", "attachment"), name="a_correction_leaves_a_file_out_once"
                    )
                ],
            },
        ),
    ]
