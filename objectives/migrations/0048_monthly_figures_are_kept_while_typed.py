"""What is typed into the monthly figures of a programme is kept as what is typed into a form is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0047_programmes_stand_in_no_circle"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="formdraft",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="objectives.programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="formdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("programme__isnull", True), ("evidence__isnull", True), _connector="OR"),
                name="monthly_figures_are_of_no_one_entry",
            ),
        ),
    ]
