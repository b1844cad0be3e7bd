"""Documents about a programme, linked to where they can be read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0045_countries_have_shares")]

    operations = [
        migrations.CreateModel(
            name="ProgrammeDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        default="en", help_text="BCP 47.", max_length=20, verbose_name="language of the title"
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="For each other language, {title}.",
                        verbose_name="translations",
                    ),
                ),
                (
                    "categories",
                    models.CharField(
                        help_text="Codes of IATI’s list DocumentCategory, with a space between them.",
                        max_length=150,
                        verbose_name="kinds",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        blank=True, help_text="A media type: text/html.", max_length=120, verbose_name="format"
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        help_text="ISO 639-1, with a space between them.",
                        max_length=120,
                        verbose_name="languages of the document",
                    ),
                ),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="objectives.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "document of a programme",
                "verbose_name_plural": "documents of programmes",
                "ordering": ["programme", "position"],
            },
        ),
        migrations.AddConstraint(
            model_name="programmedocument",
            constraint=models.UniqueConstraint(fields=("programme", "url"), name="a_programme_names_a_document_once"),
        ),
        migrations.AddConstraint(
            model_name="programmedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="document_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("categories", ""), _negated=True), name="document_is_of_some_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__startswith", "https://"), ("url__startswith", "http://"), _connector="OR"),
                name="document_is_on_the_web",
            ),
        ),
    ]
