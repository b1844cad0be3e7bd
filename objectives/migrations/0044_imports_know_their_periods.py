"""An import keeps which periods its rows fall in, so that it holds no others while it is written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0043_notices_of_what_is_written_together")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="periods",
            field=models.JSONField(
                blank=True,
                help_text="The keys of those that its rows fall in, once checked.",
                null=True,
                verbose_name="periods",
            ),
        ),
    ]
