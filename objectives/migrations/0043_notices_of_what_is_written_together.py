"""People are told of an entry that they are to write with a colleague."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0042_evidence_is_written_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="noticesetting",
            name="notice_setting_kind_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="reviewnotice",
            name="review_notice_kind_is_known",
        ),
        migrations.AlterField(
            model_name="noticesetting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("returned", "An entry of mine is returned or withdrawn"),
                    ("review", "An entry waits for my review"),
                    ("accepted", "An entry of mine is accepted"),
                    ("remark", "A remark in a conversation that I take part in"),
                    ("shared", "A colleague asks me to write an entry with them"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="reviewnotice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("returned", "An entry of mine is returned or withdrawn"),
                    ("review", "An entry waits for my review"),
                    ("accepted", "An entry of mine is accepted"),
                    ("remark", "A remark in a conversation that I take part in"),
                    ("shared", "A colleague asks me to write an entry with them"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="noticesetting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["returned", "review", "accepted", "remark", "shared"])),
                name="notice_setting_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["returned", "review", "accepted", "remark", "shared"])),
                name="review_notice_kind_is_known",
            ),
        ),
    ]
