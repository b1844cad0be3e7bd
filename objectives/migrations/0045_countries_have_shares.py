"""A programme's countries keep their shares. The table that joins the two stays, with a column more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0044_imports_know_their_periods")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ProgrammeCountry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="objectives.programme",
                            ),
                        ),
                        (
                            "state",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="objectives.state",
                                verbose_name="country or area",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "country of a programme",
                        "verbose_name_plural": "countries of programmes",
                        "db_table": "objectives_programme_countries",
                        "ordering": ["programme", "state__name"],
                        "unique_together": {("programme", "state")},
                    },
                ),
                migrations.AlterField(
                    model_name="programme",
                    name="countries",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="programmes",
                        through="objectives.ProgrammeCountry",
                        to="objectives.state",
                        verbose_name="countries and areas",
                    ),
                ),
            ],
        ),
        migrations.AlterUniqueTogether(name="programmecountry", unique_together=set()),
        migrations.AddConstraint(
            model_name="programmecountry",
            constraint=models.UniqueConstraint(fields=("programme", "state"), name="a_programme_names_a_country_once"),
        ),
        migrations.AddField(
            model_name="programmecountry",
            name="percentage",
            field=models.DecimalField(
                blank=True, decimal_places=4, help_text="Per cent.", max_digits=7, null=True, verbose_name="share"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmecountry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percentage__isnull", True),
                    models.Q(("percentage__gte", 0), ("percentage__lte", 100)),
                    _connector="OR",
                ),
                name="share_of_a_country_is_a_percentage",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="regions_percentage",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="Per cent of what is of no single country.",
                max_digits=7,
                null=True,
                verbose_name="share of regions",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("regions_percentage__isnull", True),
                    models.Q(("regions_percentage__gte", 0), ("regions_percentage__lte", 100)),
                    _connector="OR",
                ),
                name="share_of_regions_is_a_percentage",
            ),
        ),
    ]
