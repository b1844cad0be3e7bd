"""What administrators are told by mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iomtrack.work.letters import Letter
from reports.enums import NoticeKind
from reports.models.edition import Edition
from reports.models.work import EditionWork


class Notice(EditionWork, Letter):
    """One thing told to one administrator: an edition awaits sign-off, or a piece of work has stopped.

    It is made in the same transaction as the move that it tells of, and `occasion` is that move's claim: whatever
    runs twice, nobody is told the same thing twice.
    """

    TASK: ClassVar[str] = "reports.send_notice"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind.choices)
    occasion = models.UUIDField(editable=False)
    about = models.CharField(_("what has stopped"), max_length=300, blank=True)
    problem = models.TextField(_("why"), blank=True)

    class Meta(Letter.Meta):
        abstract = False
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        constraints = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(fields=["user", "occasion"], name="one_notice_of_an_occasion_to_a_person"),
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.edition} → {self.email}"

    @property
    def edition_concerned(self) -> Edition:
        return self.edition
