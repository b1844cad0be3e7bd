"""A correction of an accepted entry is an entry beside it, which counts nowhere until it is taken over."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from objectives.tallying import around


class Migration(migrations.Migration):
    dependencies = [("objectives", "0033_review"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = around(
        [
            migrations.RemoveConstraint(
                model_name="evidence",
                name="evidence_status_is_known",
            ),
            migrations.RemoveConstraint(
                model_name="evidence",
                name="submitted_evidence_is_complete",
            ),
            migrations.RemoveConstraint(
                model_name="evidence",
                name="reviewed_evidence_says_when_and_by_whom",
            ),
            migrations.AddField(
                model_name="evidence",
                name="corrects",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="corrections",
                    to="objectives.evidence",
                    verbose_name="corrects",
                ),
            ),
            migrations.AlterField(
                model_name="evidence",
                name="status",
                field=models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("submitted", "Awaiting review"),
                        ("returned", "Returned"),
                        ("accepted", "Accepted"),
                        ("withdrawn", "Withdrawn"),
                        ("taken_over", "Taken over"),
                        ("discarded", "Discarded"),
                    ],
                    default="draft",
                    max_length=10,
                    verbose_name="status",
                ),
            ),
            migrations.AlterField(
                model_name="evidencedecision",
                name="after",
                field=models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("submitted", "Awaiting review"),
                        ("returned", "Returned"),
                        ("accepted", "Accepted"),
                        ("withdrawn", "Withdrawn"),
                        ("taken_over", "Taken over"),
                        ("discarded", "Discarded"),
                    ],
                    max_length=10,
                ),
            ),
            migrations.AlterField(
                model_name="evidencedecision",
                name="before",
                field=models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("submitted", "Awaiting review"),
                        ("returned", "Returned"),
                        ("accepted", "Accepted"),
                        ("withdrawn", "Withdrawn"),
                        ("taken_over", "Taken over"),
                        ("discarded", "Discarded"),
                    ],
                    max_length=10,
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        (
                            "status__in",
                            ["draft", "submitted", "returned", "accepted", "withdrawn", "taken_over", "discarded"],
                        )
                    ),
                    name="evidence_status_is_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("status__in", ["draft", "discarded"]),
                        models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("description", ""), _negated=True),
                            ("ends_on__isnull", False),
                            ("office__isnull", False),
                            ("period__isnull", False),
                            ("starts_on__isnull", False),
                            ("submitted_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="submitted_evidence_is_complete",
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status__in", ["accepted", "returned", "withdrawn", "taken_over"]), _negated=True),
                        models.Q(("reviewed_at__isnull", False), ("reviewer__isnull", False)),
                        _connector="OR",
                    ),
                    name="reviewed_evidence_says_when_and_by_whom",
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("corrects__isnull", True),
                        models.Q(("status__in", ["accepted", "withdrawn"]), _negated=True),
                        _connector="OR",
                    ),
                    name="a_correction_counts_nowhere_itself",
                ),
            ),
            migrations.AddConstraint(
                model_name="evidence",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                    fields=("corrects",),
                    name="one_correction_of_an_entry_at_a_time",
                ),
            ),
        ]
    )
