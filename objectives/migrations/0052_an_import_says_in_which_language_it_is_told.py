"""An import keeps in which language its problems are worded, so that readers of another have them told anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0051_programmes_are_found_by_new_titles")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="worded_in",
            field=models.CharField(
                blank=True,
                default="",
                help_text="In which its problems, and those of its rows, are told.",
                max_length=10,
                verbose_name="language",
            ),
            preserve_default=False,
        ),
    ]
