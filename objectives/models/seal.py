"""The daily seal of the audit: what the events of a day were, so that a change below the database shows.

Rows are added and never changed, as those that they seal (migration 0008).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AuditSeal(models.Model):
    """The events with the numbers `first_id` to `last_id`, chained row by row and onto the seal of the day before.

    The ranges of all seals lie end to end, from 1 on. On a day without events `last_id` is `first_id` - 1.
    How the digest is made is said in objectives/queries/audit_chain.py, and in docs/reference/audit.md.
    """

    day = models.DateField(_("day"), unique=True, help_text=_("The UTC day up to whose end the events are sealed."))
    first_id = models.BigIntegerField(_("first number"))
    last_id = models.BigIntegerField(_("last number"), db_index=True)
    number = models.PositiveIntegerField(_("number of events"))
    previous_digest = models.CharField(_("digest of the seal before"), max_length=64, unique=True, blank=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("seal of the audit")
        verbose_name_plural = _("seals of the audit")
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(condition=Q(last_id__gte=F("first_id") - 1), name="audit_seal_range_is_not_reversed")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.digest}"


class AuditSealPart(models.Model):
    """The marks of some sealed events, in order: for each its number (8 bytes) and the SHA-256 of its row (32 bytes).

    They are there to say which events were changed; the seal's digest covers them.
    """

    seal = models.ForeignKey(AuditSeal, models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    marks = models.BinaryField()

    class Meta:
        verbose_name = _("part of a seal")
        verbose_name_plural = _("parts of seals")
        ordering = ["seal", "position"]
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="one_part_of_a_seal_at_each_position")]

    def __str__(self) -> str:
        return f"{self.seal} ({self.position})"
