"""Reporting periods of a framework, and their unlocking for evidence that comes late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from objectives.enums import PeriodStatus
from objectives.models.calendar_names import calendar_name
from objectives.models.framework import Framework
from objectives.models.office import Office


class Period(models.Model):
    """A span that is reported on as one; evidence falls in the period that holds its last day."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="periods")
    code = models.CharField(_("code"), max_length=20)
    label = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    deadline = models.DateField(_("evidence due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=PeriodStatus.choices, default=PeriodStatus.OPEN)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["-ends_on", "framework"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="period_code_is_unique_in_its_framework"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(status__in=PeriodStatus.values), name="period_status_is_known"),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True, closed_by__isnull=True)
                | Q(status="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="closed_period_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.label_here

    def get_absolute_url(self) -> str:
        return reverse("period", args=[self.framework.slug, self.code])

    @property
    def as_named(self) -> str:
        """As whoever opened it named it, for what is kept of it."""
        return self.label

    @property
    def label_here(self) -> str:
        """Its name in the reader's language, where it is that of its part of the calendar; else as it was given."""
        return calendar_name(self.label, self.starts_on, self.ends_on)

    @property
    def is_open(self) -> bool:
        return self.status == PeriodStatus.OPEN

    @property
    def is_running(self) -> bool:
        """Whether its last day is still to come."""
        return self.ends_on > timezone.localdate()

    def takes_evidence_on(self, day: date) -> bool:
        """Whether evidence can be submitted on a day without an unlock: the period is open, its deadline not past."""
        return self.is_open and (self.deadline is None or day <= self.deadline)


class PeriodUnlockQuerySet(models.QuerySet["PeriodUnlock"]):
    """Unlocks, by whether they hold."""

    def in_force(self) -> Self:
        """Those that have neither expired nor been ended."""
        return self.filter(ended_at__isnull=True, expires_at__gt=timezone.now())

    def covering(self, office: Office | None) -> Self:
        """Those of an office, of what was merged into it, and those of every office."""
        own = Q(office=office) | Q(office__merged_into=office)
        return self.filter(Q(office=None) | own if office else Q(office=None))


class PeriodUnlock(models.Model):
    """An administrator's leave to submit evidence of a period late: one office, or all, until a moment.

    A row is never taken away: what was submitted under it names it.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="unlocks")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="unlocks", verbose_name=_("office")
    )
    reason = models.TextField(_("reason"))
    expires_at = models.DateTimeField(_("expires at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(_("ended early at"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PeriodUnlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("unlock of a period")
        verbose_name_plural = _("unlocks of periods")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="unlock_has_a_reason"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("at")), name="unlock_expires_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_unlock_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} – {self.office or _('all offices')}"

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None and self.expires_at > timezone.now()

    @property
    def last_day(self) -> date:
        """The last day on which it holds, unless it is ended early."""
        return timezone.localdate(self.expires_at - timedelta(microseconds=1))
