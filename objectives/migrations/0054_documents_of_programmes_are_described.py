"""What a document of a programme is described as, in every language that its IATI file gives."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0053_programmes_wait_for_what_they_are_part_of")]

    operations = [
        migrations.AddField(
            model_name="programmedocument",
            name="description",
            field=models.TextField(blank=True, default="", verbose_name="description"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="programmedocument",
            name="translations",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="For each other language, {title, description}.",
                verbose_name="translations",
            ),
        ),
    ]
