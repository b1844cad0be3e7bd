"""IATI activity files that were uploaded: checked, shown, and loaded on a yes."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomtrack.work.rows import WorkRow, WorkStates
from objectives.exchange_enums import IatiState, IatiStep
from objectives.models.attachment import store


def stored_name(_upload: IatiUpload, _name: str) -> str:
    """A name in the store that tells nothing and cannot be guessed."""
    return f"iati/{uuid4().hex}"


class IatiUpload(WorkRow):
    """One file of one administrator. `report` is what it would do, or did, and what is wrong with it.

    Once it is loaded or refused the file goes, and the row says what became of it.
    """

    WORK: ClassVar[WorkStates] = WorkStates(IatiState.WAITING, IatiState.WORKING, IatiState.STOPPED)
    TASK: ClassVar[str] = "objectives.read_iati"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    name = models.CharField(_("name of the file"), max_length=200)
    file = models.FileField(_("file"), storage=store, upload_to=stored_name, max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField("SHA-256", max_length=64)
    step = models.CharField(_("step"), max_length=5, choices=IatiStep.choices, default=IatiStep.CHECK)
    state = models.CharField(_("state"), max_length=10, choices=IatiState.choices, default=IatiState.WAITING)
    report = models.JSONField(_("report"), default=dict, blank=True)
    form_token = models.CharField(max_length=120, unique=True, null=True, blank=True)  # of the form that sent it

    class Meta:
        verbose_name = _("uploaded IATI file")
        verbose_name_plural = _("uploaded IATI files")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=IatiState.values), name="iati_upload_state_is_known"),
            models.CheckConstraint(condition=Q(step__in=IatiStep.values), name="iati_upload_step_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="iati_upload_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("iati_checked", args=[self.pk])
