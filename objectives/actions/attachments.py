"""Attaching files to an entry, and taking them away again."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work.queue import wake
from objectives.actions.co_authors import require_writer
from objectives.actions.evidence_content import attachments_snapshot
from objectives.amounts import size_text
from objectives.enums import ScanState
from objectives.files.errors import FileRefused
from objectives.files.reading import CleanFile, read
from objectives.models import Attachment, AuditEvent, Evidence, FileLeftOut
from objectives.models.attachment import store, stored_name

logger = logging.getLogger(__name__)


class NotKept(ActionError):
    """The store takes nothing just now: the same file may be attached in a while."""


def attach(*, evidence: Evidence, name: str, data: bytes, by: User) -> Attachment:
    """Attach a file (its name, and its bytes as they came) to an entry that its author may change.

    The same file sent twice is attached once. It waits for the scanner, where there is one. Outside of any transaction:
    the file is in the store before its row is written, so that no row is ever without one. Raises ActionError.
    """
    _require_open(evidence, by)
    if len(data) > settings.ATTACHMENT_MOST_BYTES:
        raise ActionError(too_large())
    try:
        clean = read(name, data)
    except FileRefused as refused:
        raise ActionError(str(refused)) from refused
    if before := _same(evidence, clean):
        return before
    kept = _kept(clean)
    try:
        return _write(evidence, clean, kept, by)
    except IntegrityError as error:
        forget(kept)
        if before := _same(evidence, clean):  # two lines sent it at once
            return before
        raise NotKept(not_kept()) from error
    except BaseException:  # whatever it is, nothing may lie in the store that no row tells of
        forget(kept)
        raise


def too_large() -> str:
    """What is said of a file beyond the limit."""
    most = size_text(settings.ATTACHMENT_MOST_BYTES)
    return _("The file is too large: %(most)s fit. Make it smaller, or attach its parts one by one.") % {"most": most}


def not_kept() -> str:
    """What is said where the store, or the disk, takes nothing."""
    return _("The file could not be stored just now. What else you gave is kept; attach the file again in a while.")


def _same(evidence: Evidence, clean: CleanFile) -> Attachment | None:
    return Attachment.objects.hanging_on(evidence).filter(given_sha256=clean.given_sha256).first()


def _kept(clean: CleanFile) -> str:
    """Put a file into the store, and give its name there. Raises NotKept where the store takes none."""
    name = stored_name(Attachment(), "")
    try:
        return str(store().save(name, ContentFile(clean.data)))
    except Exception as error:  # each kind of store has errors of its own, and the rest of the entry must not suffer
        logger.exception("An attached file could not be stored")
        forget(name)
        raise NotKept(not_kept()) from error


def forget(name: str) -> None:
    """Take a file out of the store. Where that fails it is logged: it lies there unseen, and hurts nobody."""
    try:
        store().delete(name)
    except Exception:  # each kind of store has errors of its own
        logger.exception("%s could not be taken out of the store", name)


@transaction.atomic
def _write(evidence: Evidence, clean: CleanFile, kept: str, by: User) -> Attachment:
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    _require_open(evidence, by)
    _require_room(evidence, len(clean.data))
    before = attachments_snapshot(evidence)
    attachment = Attachment.objects.create(
        evidence=evidence,
        name=clean.name,
        file=kept,
        content_type=clean.kind,
        charset=clean.charset,
        size=len(clean.data),
        sha256=clean.sha256,
        given_sha256=clean.given_sha256,
        width=clean.width,
        height=clean.height,
        uploaded_by=by,
        state=ScanState.WAITING if settings.CLAMAV_URL else ScanState.UNSCANNED,
        is_sample=evidence.is_sample,
    )
    _record(evidence, "evidence.attach", before, by)
    if attachment.state == ScanState.WAITING:
        wake(Attachment, attachment.pk)
    return attachment


def _require_room(evidence: Evidence, size: int) -> None:
    counted = evidence.attachments.counted()
    if counted.count() >= settings.ATTACHMENTS_MOST:
        message = ngettext(
            "An entry holds %(most)s file at most. Remove one first.",
            "An entry holds %(most)s files at most. Remove one first.",
            settings.ATTACHMENTS_MOST,
        )
        raise ActionError(message % {"most": settings.ATTACHMENTS_MOST})
    taken = counted.aggregate(all=Sum("size"))["all"] or 0
    if taken + size > settings.ATTACHMENTS_MOST_BYTES:
        left = size_text(max(settings.ATTACHMENTS_MOST_BYTES - taken, 0))
        raise ActionError(
            _("The files of an entry have %(most)s in all: there is room for %(left)s more, and this one has %(size)s.")
            % {
                "most": size_text(settings.ATTACHMENTS_MOST_BYTES),
                "left": left,
                "size": size_text(size),
            }
        )


@transaction.atomic
def remove(*, attachment: Attachment, by: User) -> Attachment:
    """Take a file off an entry that its author may change. Removing it twice is removing it once.

    The file itself goes only where nobody but those who write it can have seen it: the entry was never submitted.
    """
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=attachment.evidence_id)
    _require_open(evidence, by)
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if attachment.removed_at is not None:
        return attachment
    before = attachments_snapshot(evidence)
    attachment.removed_at, attachment.removed_by = timezone.now(), by
    kept = attachment.file.name or ""
    if kept and not evidence.decisions.exists() and evidence.submitted_at is None:
        attachment.file = ""
        transaction.on_commit(lambda: forget(kept))
    attachment.save(update_fields=["removed_at", "removed_by", "file"])  # a worker may be scanning it
    _record(evidence, "evidence.detach", before, by)
    return attachment


@transaction.atomic
def leave_out(*, correction: Evidence, files: Collection[int], by: User) -> None:
    """Say which files of the corrected entry (by key) a correction takes away; all others stay with the entry.

    They are taken away once the correction is accepted, and are never deleted: what the entry said before names them.
    """
    correction = Evidence.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    _require_open(correction, by)
    if correction.corrects_id is None:
        raise ActionError(_("Only a correction takes files away from another entry."))
    before = attachments_snapshot(correction)
    chosen = Attachment.objects.present().filter(evidence=correction.corrects_id, pk__in=files)
    wanted = set(chosen.values_list("pk", flat=True))
    there = set(correction.files_left_out.values_list("attachment_id", flat=True))
    if wanted == there:
        return
    correction.files_left_out.exclude(attachment__in=wanted).delete()
    FileLeftOut.objects.bulk_create(FileLeftOut(correction=correction, attachment_id=pk) for pk in wanted - there)
    _record(correction, "evidence.leave_out", before, by)


def take_over_files(*, original: Evidence, correction: Evidence) -> None:
    """Once a correction is accepted: its files go over to the entry, and those that it leaves out are removed there.

    Called by the action that accepts it, in its transaction and with its event.
    """
    left_out = correction.files_left_out.values("attachment")
    gone = Attachment.objects.present().filter(evidence=original, pk__in=left_out)
    gone.update(removed_at=timezone.now(), removed_by=correction.author)
    Attachment.objects.filter(evidence=correction).update(evidence=original)


def _require_open(evidence: Evidence, by: User) -> None:
    require_writer(evidence, by)
    if not evidence.is_editable:
        status = str(evidence.get_status_display()).lower()
        raise ActionError(_("This entry can no longer be changed: it is %(status)s.") % {"status": status})


def _record(evidence: Evidence, action: str, before: list[dict[str, object]], by: User) -> None:
    AuditEvent.objects.record(
        by=by,
        action=action,
        on=evidence,
        before={"attachments": before},
        after={"attachments": attachments_snapshot(evidence)},
    )
