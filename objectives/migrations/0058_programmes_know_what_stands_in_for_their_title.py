"""A programme knows the title that stands in for one, so that its file can give it anew.

The new column of programmes may be null and has no default: SQLite adds it in place, and the table keeps its trigger.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0057_what_lists_sort_by_stands_beside")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="stand_in_title",
            field=models.CharField(
                blank=True,
                help_text="What its file calls it, in a language of no other title.",
                max_length=200,
                null=True,
                verbose_name="title in another language",
            ),
        ),
    ]
