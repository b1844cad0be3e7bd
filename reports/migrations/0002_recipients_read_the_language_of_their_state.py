"""A recipient without a language of its own reads that of its State; whoever had one keeps it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="recipient",
            name="language",
            field=models.CharField(
                blank=True, help_text="Empty: that of the State.", max_length=5, verbose_name="language"
            ),
        ),
    ]
