"""How many requests came with a token, counted in its own row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_personal_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="apitoken", name="counted", field=models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="apitoken", name="counted_from", field=models.DateTimeField(editable=False, null=True)
        ),
    ]
