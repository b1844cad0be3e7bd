"""A State's standing has a history: a row for each time that it was a member or an observer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0010_what_was_assessed_is_approved")]

    operations = [
        migrations.CreateModel(
            name="StateStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standing",
                    models.CharField(
                        choices=[("member", "Member State"), ("observer", "Observer State")],
                        max_length=10,
                        verbose_name="standing",
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="standings", to="objectives.state"
                    ),
                ),
            ],
            options={
                "verbose_name": "standing of a State",
                "verbose_name_plural": "standings of States",
                "ordering": ["state", "since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["member", "observer"])), name="state_standing_is_one_held"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="state_standing_is_not_reversed",
                    ),
                ],
            },
        ),
    ]
