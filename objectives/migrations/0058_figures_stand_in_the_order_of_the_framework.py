"""Figures of an entry are read in the order of the framework: by element, then by indicator. No table changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("objectives", "0057_what_lists_sort_by_stands_beside")]

    operations = [
        migrations.AlterModelOptions(
            name="figure",
            options={
                "ordering": ["indicator__element__position", "indicator__position", "id"],
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
            },
        ),
    ]
