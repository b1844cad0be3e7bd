"""Figures of an entry are read in the order of the framework: by element, then by indicator. No table changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("objectives", "0058_programmes_know_what_stands_in_for_their_title")]

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
