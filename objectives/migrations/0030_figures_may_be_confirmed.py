"""A figure that dwarfs all that is known says whether its author confirmed it."""

from django.db import migrations, models

from objectives.tallying import around


class Migration(migrations.Migration):
    dependencies = [("objectives", "0029_evidence_has_words")]

    operations = around(
        [
            migrations.AddField(
                model_name="figure",
                name="is_confirmed",
                field=models.BooleanField(
                    default=False,
                    help_text="Its author said that it is right, though it dwarfs all that is known.",
                    verbose_name="confirmed",
                ),
            ),
        ]
    )
