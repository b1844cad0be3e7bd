"""A programme remembers which one, not known yet, its IATI file says it is part of.

The new column of programmes may be null and has no default: SQLite adds it in place, and the table keeps its trigger.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0052_an_import_says_in_which_language_it_is_told")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="awaited_parent",
            field=models.CharField(
                blank=True,
                help_text="The IATI identifier of what its file says it is part of.",
                max_length=120,
                null=True,
                verbose_name="part of, not on record yet",
            ),
        ),
    ]
