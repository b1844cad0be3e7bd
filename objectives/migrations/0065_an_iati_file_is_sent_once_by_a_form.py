"""An uploaded IATI file knows the form that it was sent by: a form that is sent twice makes one upload."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0064_indexes_that_tell_who_sees")]

    operations = [
        migrations.AddField(
            model_name="iatiupload",
            name="form_token",
            field=models.CharField(blank=True, max_length=120, null=True, unique=True),
        ),
    ]
