"""A notice may tell of a whole import: how many of its entries wait for a person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0039_indexes_of_what_is_found")]

    operations = [
        migrations.AddField(
            model_name="reviewnotice",
            name="imported",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="objectives.importbatch",
            ),
        ),
        migrations.AddField(
            model_name="reviewnotice",
            name="entries",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
