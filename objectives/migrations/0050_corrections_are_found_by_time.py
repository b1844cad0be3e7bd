"""What was corrected since a moment is found without reading all decisions."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0049_a_correction_can_take_files_away"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="evidencedecision",
            index=models.Index(
                condition=models.Q(("after", "accepted"), ("before", "accepted")),
                fields=["at"],
                name="corrections_by_time",
            ),
        ),
    ]
