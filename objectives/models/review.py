"""What is said and kept while a record is reviewed: its versions, the decisions on it, and remarks.

Rows of all three are added and never changed: the database refuses (migration 0033).
"""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from objectives.enums import EvidenceStatus
from objectives.models.evidence import Evidence

LONGEST_REMARK = 2_000  # characters


class EvidenceDecision(models.Model):
    """One move of a record from a status to the next: who, when, the reason given, and which parts it is about.

    `fields` maps the name of a part (objectives.queries.evidence_parts) to what is to be put right there, or "".
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=10, choices=EvidenceStatus.choices)
    after = models.CharField(max_length=10, choices=EvidenceStatus.choices)
    reason = models.TextField(_("reason"), blank=True)
    fields = models.JSONField(_("what to put right"), default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["at"], condition=Q(before="accepted", after="accepted"), name="corrections_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after__in=["returned", "withdrawn"]) | ~Q(reason=""),
                name="return_and_withdrawal_have_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.before} → {self.after}"


class EvidenceVersion(models.Model):
    """A record as it was handed in. `content` is what `objectives.actions.evidence_versions.frozen` makes of it."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("what it said"), encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of an entry")
        verbose_name_plural = _("versions of entries")
        ordering = ["evidence", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}, version {self.number}"


class EvidenceRemark(models.Model):
    """What somebody said on a record, of a part of it (`field`, as in a decision) or of the whole."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="remarks")
    field = models.CharField(_("concerns"), max_length=80, blank=True)
    text = models.TextField(_("remark"), max_length=LONGEST_REMARK)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.text[:40]}"
