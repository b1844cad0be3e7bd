"""Spreadsheets of evidence that people upload: each a batch, with a row for each of its rows."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomtrack.accounts.languages import language_of
from iomtrack.accounts.models import User
from iomtrack.work.rows import WorkRow, WorkStates
from objectives.import_enums import DecimalMark, ImportLanding, ImportState, ImportStep, RowOutcome, SheetKind
from objectives.models.attachment import store
from objectives.models.evidence import Evidence
from objectives.models.framework import Framework
from objectives.permissions import Capability, may


def stored_name(_batch: ImportBatch, _name: str) -> str:
    """A name in the store that tells nothing and cannot be guessed."""
    key = uuid4().hex
    return f"imports/{key[:2]}/{key}"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Uploaded spreadsheets, as one person may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own; all of them for those who may see what everybody did."""
        if may(user, Capability.VIEW_AUDIT):
            return self
        return self.filter(by=user) if isinstance(user, User) and may(user, Capability.LOG_EVIDENCE) else self.none()


class ImportBatch(WorkRow):
    """One uploaded spreadsheet: checked by a worker, then written as a whole on a yes, then perhaps undone as a whole.

    `corrects` names the batch whose refused rows this file brings anew: its sound rows are taken from there.
    """

    WORK: ClassVar[WorkStates] = WorkStates(ImportState.WAITING, ImportState.WORKING, ImportState.FAILED)
    TASK: ClassVar[str] = "objectives.import_batch"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="imports", verbose_name=_("framework"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("by"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    form_token = models.CharField(max_length=120, unique=True, null=True, blank=True)  # the form that it was sent by
    name = models.CharField(_("name of the file"), max_length=200)
    file = models.FileField(_("file"), storage=store, upload_to=stored_name, max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=4, choices=SheetKind.choices)
    charset = models.CharField(_("writing"), max_length=20, blank=True)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField("SHA-256", max_length=64)
    decimal_mark = models.CharField(
        _("numbers in text"), max_length=5, choices=DecimalMark.choices, default=DecimalMark.POINT
    )
    landing = models.CharField(
        _("entries become"), max_length=9, choices=ImportLanding.choices, default=ImportLanding.DRAFT
    )
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    step = models.CharField(_("step"), max_length=5, choices=ImportStep.choices, default=ImportStep.CHECK)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows checked"), default=0)
    new = models.PositiveIntegerField(pgettext_lazy("rows", "new"), default=0)
    changed = models.PositiveIntegerField(pgettext_lazy("rows", "changed"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("rows", "unchanged"), default=0)
    refused = models.PositiveIntegerField(_("to put right"), default=0)
    problems = models.JSONField(
        _("problems of the whole file"), default=list, blank=True, help_text=_("A list of messages.")
    )
    periods = models.JSONField(
        _("periods"), null=True, blank=True, help_text=_("The keys of those that its rows fall in, once checked.")
    )
    worded_in = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("In which its problems, and those of its rows, are told.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Why the last step was not done."))
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    written_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["by", "-id"], name="imports_of_person"),
            models.Index(fields=["state"], condition=Q(state__in=["waiting", "working"]), name="imports_to_work_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_is_known"),
            models.CheckConstraint(condition=Q(step__in=ImportStep.values), name="import_step_is_known"),
            models.CheckConstraint(condition=Q(kind__in=SheetKind.values), name="import_kind_is_known"),
            models.CheckConstraint(condition=Q(landing__in=ImportLanding.values), name="import_landing_is_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(sha256=""), name="import_has_a_name_and_a_checksum"),
            models.CheckConstraint(
                condition=~Q(file="") | Q(state="dropped"), name="only_a_dropped_import_has_no_file"
            ),
            models.CheckConstraint(
                condition=~Q(state="written") | Q(written_at__isnull=False), name="written_import_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="undone_import_says_when"
            ),
        ]

    @property
    def language_of_words(self) -> str:
        """That of whoever uploaded it, who reads what became of it."""
        return language_of(self.by)

    @property
    def kept_in(self) -> str:
        """The language of what is told of it and of its rows, which readers of another have told anew."""
        return self.worded_in or self.language_of_words

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or is awaited."""
        return self.state in (ImportState.WAITING, ImportState.WORKING)

    @property
    def has_nothing_to_do(self) -> bool:
        """Whether everything in it is on the site already."""
        return not (self.new or self.changed)


class ImportRow(models.Model):
    """What a row of a spreadsheet does, or would do; and after it was written, what that needs to be undone."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(_("position"))
    source = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+")  # in whose file it stands
    line = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=9, choices=RowOutcome.choices)
    reference = models.CharField(_("external reference"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    problems = models.JSONField(
        default=list, blank=True, help_text=_("A list of [column’s letter, column’s name, message].")
    )
    changes = models.JSONField(default=list, blank=True, help_text=_("The names of the fields that change."))
    evidence = models.ForeignKey(Evidence, models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.JSONField(null=True, blank=True, help_text=_("What a changed entry said before."))
    edit_number = models.PositiveIntegerField(null=True, blank=True)  # of the entry, once the row was written

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["batch", "position"]
        indexes = [models.Index(fields=["batch", "outcome", "position"], name="rows_of_import_by_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="a_position_stands_once_in_an_import"),
            models.CheckConstraint(condition=Q(outcome__in=RowOutcome.values), name="row_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.batch}, {self.line}"
