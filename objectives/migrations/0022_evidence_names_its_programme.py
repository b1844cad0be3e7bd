"""Under which programme it was done, and indexes for what an office or a programme did in a period."""

import django.db.models.deletion
from django.db import migrations, models

from objectives.tallying import around


class Migration(migrations.Migration):
    dependencies = [("objectives", "0021_offices_and_programmes")]

    operations = around(
        [
            migrations.AddField(
                model_name="evidence",
                name="programme",
                field=models.ForeignKey(
                    blank=True,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="evidence",
                    to="objectives.programme",
                    verbose_name="programme",
                ),
            ),
            migrations.AddIndex(
                model_name="evidence",
                index=models.Index(fields=["office", "period", "status"], name="evidence_of_office_in_period"),
            ),
            migrations.AddIndex(
                model_name="evidence",
                index=models.Index(fields=["programme", "period", "status"], name="evidence_of_programme"),
            ),
        ]
    )
