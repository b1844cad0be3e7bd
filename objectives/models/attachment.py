"""Files attached to evidence."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from iomtrack.work.rows import WorkRow, WorkStates
from objectives.enums import EDITABLE, EvidenceStatus, ScanState
from objectives.files.kinds import FileKind
from objectives.models.evidence import Evidence

OPEN_CORRECTION = (*EDITABLE, EvidenceStatus.SUBMITTED)


def store() -> Storage:
    """Where attached files are kept: a folder, or a bucket by setting."""
    return storages["attachments"]


def stored_name(attachment: Attachment, _name: str) -> str:
    """A name in the store that tells nothing and cannot be guessed; folders of some 250 each keep listing quick."""
    key = uuid4().hex
    return f"attachments/{key[:2]}/{key}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attached files, as one person may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the entries that this person may see, as long as they have not been removed."""
        return self.present().filter(evidence__in=Evidence.objects.visible_to(user))

    def present(self) -> Self:
        """What hangs on its entry still."""
        return self.filter(removed_at__isnull=True)

    def hanging_on(self, evidence: Evidence) -> Self:
        """What hangs on an entry; of a correction, also what hangs on the corrected one and is not left out."""
        if evidence.corrects_id is None or evidence.status not in OPEN_CORRECTION:
            return self.present().filter(evidence=evidence)
        left_out = FileLeftOut.objects.filter(correction=evidence, attachment=models.OuterRef("pk"))
        kept = Q(evidence=evidence.corrects_id) & ~models.Exists(left_out)
        return self.present().filter(kept | Q(evidence=evidence))

    def counted(self) -> Self:
        """What fills an entry's room: neither what was removed nor what was infected."""
        return self.present().exclude(state=ScanState.INFECTED)


class Attachment(WorkRow):
    """One file of an entry. It is told by its content; the name is only shown.

    Nobody gets it before its scan is over, where a scanner is set up. What was infected, or was removed before anybody
    but its author had seen it, has no file any more; the row stays.
    """

    WORK: ClassVar[WorkStates] = WorkStates(ScanState.WAITING, ScanState.SCANNING, ScanState.FAILED)
    TASK: ClassVar[str] = "objectives.scan_attachment"

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="attachments")
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("file"), storage=store, upload_to=stored_name, max_length=100, blank=True)
    content_type = models.CharField(_("kind"), max_length=80, choices=FileKind.choices)
    charset = models.CharField(_("writing"), max_length=20, blank=True)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes, as stored."))
    sha256 = models.CharField("SHA-256", max_length=64, help_text=_("Of the file as stored."))
    given_sha256 = models.CharField(max_length=64, help_text=_("Of the file as it came, before a photo was rewritten."))
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    state = models.CharField(_("scan"), max_length=10, choices=ScanState.choices, default=ScanState.WAITING)
    signature = models.CharField(_("found"), max_length=200, blank=True)
    scanned_at = models.DateTimeField(_("scanned at"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("removed by")
    )
    is_sample = models.BooleanField(default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=["waiting", "scanning", "failed", "infected", "unscanned"]),
                name="attachments_to_look_after",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ScanState.values), name="attachment_state_is_known"),
            models.CheckConstraint(condition=Q(content_type__in=FileKind.values), name="attachment_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(sha256="") & ~Q(given_sha256="") & Q(size__gt=0),
                name="attachment_has_a_name_a_checksum_and_a_size",
            ),
            models.CheckConstraint(
                condition=~Q(file="") | Q(state="infected") | Q(removed_at__isnull=False),
                name="only_a_removed_or_infected_attachment_has_no_file",
            ),
            models.CheckConstraint(
                condition=Q(state="infected", file="") & ~Q(signature="") | ~Q(state="infected") & Q(signature=""),
                name="infected_attachment_names_what_was_found_and_has_no_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["clean", "infected"], scanned_at__isnull=False)
                | (~Q(state__in=["clean", "infected"]) & Q(scanned_at__isnull=True)),
                name="scanned_attachment_says_when",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="removed_attachment_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(width__isnull=True, height__isnull=True)
                | Q(width__isnull=False, height__isnull=False, width__gt=0, height__gt=0),
                name="picture_has_width_and_height",
            ),
            models.UniqueConstraint(
                fields=["evidence", "given_sha256"],
                condition=Q(removed_at__isnull=True),
                name="a_file_is_attached_to_an_entry_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence.reference}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.evidence.reference, self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it can be downloaded: scanned, or not scanned where no scanner is set up."""
        return self.state == ScanState.CLEAN or (self.state == ScanState.UNSCANNED and not settings.CLAMAV_URL)


class FileLeftOut(models.Model):
    """That a correction takes a file away from the entry that it corrects, once it is accepted."""

    correction = models.ForeignKey(Evidence, models.CASCADE, related_name="files_left_out")
    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("file left out")
        verbose_name_plural = _("files left out")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "attachment"], name="a_correction_leaves_a_file_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.attachment_id}"
