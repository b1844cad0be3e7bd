"""The indexes of an office's, a programme's and an author's entries tell who may see them, where the database can."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0063_an_import_is_made_once_by_a_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="evidence",
            name="evidence_of_office",
        ),
        migrations.RemoveIndex(
            model_name="evidence",
            name="evidence_of_office_in_period",
        ),
        migrations.RemoveIndex(
            model_name="evidence",
            name="evidence_of_programme",
        ),
        migrations.RemoveIndex(
            model_name="evidence",
            name="evidence_of_author",
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["office", "status"], include=("author", "id"), name="evidence_of_office"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                fields=["office", "period", "status", "id"], include=("author",), name="evidence_of_office_in_period"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                fields=["programme", "period", "status", "id"],
                include=("office", "author"),
                name="evidence_of_programme",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["author", "status"], include=("office", "id"), name="evidence_of_author"),
        ),
    ]
