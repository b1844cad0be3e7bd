"""An index by when a record last changed, for programs that ask what is new."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0026_form_tokens_stand_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["updated_at", "id"], name="evidence_by_change"),
        ),
    ]
