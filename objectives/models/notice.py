"""Telling people by mail of what concerns them: what happened, how they want to hear of it, and the letters."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iomtrack.work.letters import Letter
from objectives.models.evidence import Evidence
from objectives.models.import_batch import ImportBatch
from objectives.notice_enums import NoticeKind, NoticeTime


class NoticeSetting(models.Model):
    """How a person wants to hear of one kind of thing, where that is not the usual way."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_settings")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    when = models.CharField(max_length=10, choices=NoticeTime.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_notice_setting_of_a_kind_for_each_person"),
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_setting_kind_is_known"),
            models.CheckConstraint(condition=Q(when__in=NoticeTime.values), name="notice_setting_time_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.when}"


class NoticeDigest(Letter):
    """One letter to one person with what happened: at most one a day, beside those that are to go at once.

    It is worded when it is sent, in its reader's language.
    """

    TASK: ClassVar[str] = "objectives.send_digest"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notice_digests")
    day = models.DateField(_("day"), default=timezone.localdate)
    is_daily = models.BooleanField(default=True)

    class Meta(Letter.Meta):
        abstract = False
        verbose_name = _("notice by mail")
        verbose_name_plural = _("notices by mail")
        ordering = ["-id"]
        constraints = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "day"], condition=Q(is_daily=True), name="one_digest_to_a_person_in_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} → {self.email}"


class ReviewNotice(models.Model):
    """That something happened to a record which a person is to hear of; `note` is the reason or remark given.

    One of an import tells of all its `entries` that wait for the person, of which `evidence` is the first.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="notices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="notices")
    entries = models.PositiveIntegerField(default=1)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    digest = models.ForeignKey(NoticeDigest, models.PROTECT, null=True, blank=True, related_name="notices")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["user"], condition=Q(digest__isnull=True), name="notices_not_sent_yet"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="review_notice_kind_is_known"),
            models.CheckConstraint(condition=~Q(user=models.F("by")), name="nobody_is_told_of_their_own_doing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence_id} → {self.user_id}"
