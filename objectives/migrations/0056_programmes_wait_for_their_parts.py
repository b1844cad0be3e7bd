"""A programme remembers which ones, not known yet, its IATI file says are parts of it.

The new column of programmes may be null and has no default: SQLite adds it in place, and the table keeps its trigger.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0055_what_lists_ask_is_told_by_an_index")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="awaited_parts",
            field=models.JSONField(
                blank=True,
                help_text="The IATI identifiers of what its file says is part of it.",
                null=True,
                verbose_name="parts, not on record yet",
            ),
        ),
    ]
