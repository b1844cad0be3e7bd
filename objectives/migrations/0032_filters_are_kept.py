"""Filters of the list of evidence under a name, and the columns that people chose."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0031_what_is_typed_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChosenColumns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="columns")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chosen_columns",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "chosen columns",
                "verbose_name_plural": "chosen columns",
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "query",
                    models.CharField(
                        help_text="As in the address of the list.", max_length=2000, verbose_name="what it asks for"
                    ),
                ),
                ("is_shared", models.BooleanField(default=False, verbose_name="shared with one’s office")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kept filter",
                "verbose_name_plural": "kept filters",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="a_person_names_a_filter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="kept_filter_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("query", ""), _negated=True), name="kept_filter_asks_for_something"
                    ),
                ],
            },
        ),
    ]
