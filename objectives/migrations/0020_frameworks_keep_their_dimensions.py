"""Which dimensions a file of a framework has described."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0019_audit_events_have_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="framework",
            name="dimensions",
            field=models.ManyToManyField(
                blank=True,
                help_text="Those that a file of it has described, so that they come out with it though no indicator uses them.",
                related_name="frameworks",
                to="objectives.dimension",
                verbose_name="dimensions",
            ),
        ),
    ]
