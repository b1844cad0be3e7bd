"""What people hear of by mail: notices, the letters that carry them, and how each person wants to hear."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0034_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeDigest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.UUIDField(blank=True, editable=False, null=True, verbose_name="claim")),
                ("leased_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("stopped", "Stopped"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                ("day", models.DateField(default=django.utils.timezone.localdate, verbose_name="day")),
                ("is_daily", models.BooleanField(default=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice by mail",
                "verbose_name_plural": "notices by mail",
                "ordering": ["-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "An entry of mine is returned or withdrawn"),
                            ("review", "An entry waits for my review"),
                            ("accepted", "An entry of mine is accepted"),
                            ("remark", "A remark in a conversation that I take part in"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "when",
                    models.CharField(
                        choices=[("at_once", "At once"), ("daily", "In one letter a day"), ("never", "Not by mail")],
                        max_length=10,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_settings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "An entry of mine is returned or withdrawn"),
                            ("review", "An entry waits for my review"),
                            ("accepted", "An entry of mine is accepted"),
                            ("remark", "A remark in a conversation that I take part in"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="objectives.noticedigest",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="objectives.evidence"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="noticedigest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "sending", "sent", "stopped"])),
                name="noticedigest_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedigest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                    _connector="OR",
                ),
                name="sent_noticedigest_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedigest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_daily", True)), fields=("user", "day"), name="one_digest_to_a_person_in_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticesetting",
            constraint=models.UniqueConstraint(
                fields=("user", "kind"), name="one_notice_setting_of_a_kind_for_each_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticesetting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["returned", "review", "accepted", "remark"])),
                name="notice_setting_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticesetting",
            constraint=models.CheckConstraint(
                condition=models.Q(("when__in", ["at_once", "daily", "never"])), name="notice_setting_time_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="reviewnotice",
            index=models.Index(
                condition=models.Q(("digest__isnull", True)), fields=["user"], name="notices_not_sent_yet"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["returned", "review", "accepted", "remark"])),
                name="review_notice_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("by")), _negated=True), name="nobody_is_told_of_their_own_doing"
            ),
        ),
    ]
