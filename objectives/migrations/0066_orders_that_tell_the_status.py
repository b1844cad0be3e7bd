"""The orders by office and by programme tell an entry's status, so that those without one are read by them too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0065_an_iati_file_is_sent_once_by_a_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="evidence",
            name="evidence_by_office",
        ),
        migrations.RemoveIndex(
            model_name="evidence",
            name="evidence_by_programme",
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["office", "id"], include=("status",), name="evidence_by_office"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["programme", "id"], include=("status",), name="evidence_by_programme"),
        ),
    ]
