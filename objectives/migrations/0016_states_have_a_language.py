"""In which language a State gets its mail and reports."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0015_seals_are_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="state",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                default="en",
                help_text="In which it gets mail and reports, unless one of its contacts has another.",
                max_length=5,
                verbose_name="language",
            ),
        ),
        migrations.AddConstraint(
            model_name="state",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "fr", "es"])), name="state_language_is_known"
            ),
        ),
    ]
