"""Large exports of evidence, made in the background and fetched from a page."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.languages import language_of
from iomtrack.accounts.models import User
from iomtrack.work.rows import WorkRow, WorkStates
from objectives.exchange_enums import ExportFormat, ExportShape, ExportState
from objectives.models.attachment import store
from objectives.permissions import Capability, may


def stored_name(_job: ExportJob, _name: str) -> str:
    """A name in the store that tells nothing and cannot be guessed."""
    key = uuid4().hex
    return f"exports/{key[:2]}/{key}"


class ExportJobQuerySet(models.QuerySet["ExportJob"]):
    """Exports, as one person may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, as long as one may see the record at all."""
        return self.filter(by=user) if isinstance(user, User) and may(user, Capability.VIEW_RECORD) else self.none()

    def under_way(self) -> Self:
        return self.filter(state__in=[ExportState.WAITING, ExportState.MAKING])

    def over(self) -> Self:
        """Those whose time is up: what is left of them goes."""
        done = [ExportState.WAITING, ExportState.READY, ExportState.STOPPED]
        return self.filter(state__in=done, expires_at__lte=timezone.now())


class ExportJob(WorkRow):
    """One export of one person: which filters, as what, how far it has come, and its file while that is kept.

    `filters` is the query of the list's address. `scope` is what the person could see when the file was made.
    """

    WORK: ClassVar[WorkStates] = WorkStates(ExportState.WAITING, ExportState.MAKING, ExportState.STOPPED)
    TASK: ClassVar[str] = "objectives.make_export"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    filters = models.TextField(_("filters"), blank=True)
    form = models.CharField(_("kind of file"), max_length=5, choices=ExportFormat.choices)
    shape = models.CharField(_("lines"), max_length=6, choices=ExportShape.choices)
    with_mark = models.BooleanField(_("with a byte order mark"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=ExportState.choices, default=ExportState.WAITING)
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    expires_at = models.DateTimeField(_("kept until"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    records = models.PositiveIntegerField(_("entries so far"), default=0)
    file = models.FileField(_("file"), storage=store, upload_to=stored_name, max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0, help_text=_("In bytes."))
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    scope = models.JSONField(_("what could be seen"), default=dict, blank=True)

    objects = ExportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state"], condition=~Q(state__in=["expired"]), name="exports_to_look_after"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_is_known"),
            models.CheckConstraint(condition=Q(form__in=ExportFormat.values), name="export_format_is_known"),
            models.CheckConstraint(condition=Q(shape__in=ExportShape.values), name="export_shape_is_known"),
            models.CheckConstraint(
                condition=Q(state="ready") & ~Q(file="") & ~Q(sha256="") & Q(made_at__isnull=False)
                | ~Q(state="ready") & Q(file=""),
                name="a_ready_export_and_no_other_has_a_file",
            ),
        ]

    @property
    def language_of_words(self) -> str:
        """That of whoever asked for it, who reads what became of it."""
        return language_of(self.by)

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def name(self) -> str:
        """What the file is called where it is saved."""
        return f"evidence-{self.asked_at:%Y-%m-%d}-{self.pk}.{self.form}"
