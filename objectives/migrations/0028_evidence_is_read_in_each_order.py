"""Indexes for each order of the list of evidence, so that a page costs the same wherever it lies."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0027_evidence_by_change"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["title", "id"], name="evidence_by_title"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["status", "id"], name="evidence_by_status"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["created_at", "id"], name="evidence_by_entry"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["submitted_at", "id"], name="evidence_by_submission"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["office", "id"], name="evidence_by_office"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["programme", "id"], name="evidence_by_programme"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["period", "id"], name="evidence_by_period"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["author", "id"], name="evidence_by_author"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["period", "-ends_on", "-id"], name="evidence_of_period_by_date"),
        ),
    ]
