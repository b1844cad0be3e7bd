"""Letters that remind people of what waits for them in a period."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iomtrack.work.letters import Letter
from objectives.models.period import Period


class Reminder(Letter):
    """One letter to one person: all that waited for them in a period when an administrator asked.

    `errands` keeps those facts, not words: a list of {kind, element, number}, by `objectives.enums.Errand`. The letter
    is worded when it is sent, in its reader's language.
    """

    TASK: ClassVar[str] = "objectives.send_reminder"

    period = models.ForeignKey(Period, models.PROTECT, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    errands = models.JSONField(_("what waited"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)

    class Meta(Letter.Meta):
        abstract = False
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-id"]
        constraints = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["period", "user", "asked_on"], name="one_reminder_of_a_period_to_a_person_in_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} → {self.email}"
