"""Counters for the overview. The next migration fills them and puts up the triggers that keep them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0003_wordings_vocabularies_and_measures"),
    ]

    operations = [
        migrations.CreateModel(
            name="ElementTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accepted", models.IntegerField(default=0)),
                ("awaiting", models.IntegerField(default=0)),
                (
                    "element",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="objectives.element"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="element_tallies",
                        to="objectives.period",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("period", "element"), name="one_tally_for_each_element_of_a_period")
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("figures", models.IntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("over", models.IntegerField(default=0)),
                ("about", models.IntegerField(default=0)),
                ("not_applicable", models.IntegerField(default=0)),
                ("latest_on", models.DateField(null=True)),
                ("latest_evidence", models.BigIntegerField(null=True)),
                ("latest_value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("latest_qualifier", models.CharField(max_length=6, null=True)),
                ("highest_on", models.DateField(null=True)),
                ("highest_evidence", models.BigIntegerField(null=True)),
                ("highest_value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("highest_qualifier", models.CharField(max_length=6, null=True)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="objectives.indicator"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicator_tallies",
                        to="objectives.period",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "indicator"), name="one_tally_for_each_indicator_of_a_period"
                    )
                ],
            },
        ),
    ]
