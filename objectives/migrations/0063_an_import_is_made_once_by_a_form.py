"""An import knows the form that it was sent by: a form that is sent twice makes one import."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0062_titles_are_sorted_whatever_their_capitals_on_sqlite")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="form_token",
            field=models.CharField(blank=True, max_length=120, null=True, unique=True),
        ),
    ]
