"""Keeping an uploaded IATI file between its check and its loading."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from objectives.actions.attachments import forget
from objectives.exchange_enums import IATI_MOVES, IatiState, IatiStep
from objectives.models import AuditEvent, IatiUpload
from objectives.permissions import Capability, require

KEPT = timedelta(days=1)  # what nobody said yes to by then is thrown away
LONGEST_NAME = 200


def hold_upload(*, name: str, file: File, by: User) -> IatiUpload:
    """Keep a file, and have it checked."""
    require(by, Capability.MANAGE_PROGRAMMES)
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    upload = IatiUpload(name=name[-LONGEST_NAME:], by=by, size=file.size or 0, sha256=digest.hexdigest())
    file.seek(0)
    upload.file.save("activities.xml", file, save=False)
    try:
        with transaction.atomic():
            upload.save()
            facts = {"name": name, "bytes": upload.size, "sha256": upload.sha256}
            AuditEvent.objects.record(by=by, action="iati.upload", on=upload, after=facts)
            wake(IatiUpload, upload.pk)
    except Exception:  # whatever it was that was not kept, its file must not stay behind
        forget(upload.file.name or "")
        raise
    return upload


@transaction.atomic
def confirm_upload(*, upload: IatiUpload, by: User) -> IatiUpload:
    """Have a checked file loaded. Raises ActionError for one that is not checked, or is loaded already."""
    require(by, Capability.MANAGE_PROGRAMMES)
    upload = IatiUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if IatiState.WAITING not in IATI_MOVES[upload.state] or upload.state != IatiState.CHECKED:
        raise ActionError(_("This file cannot be loaded as it stands. Upload it again."))
    upload.state, upload.step, upload.attempts, upload.leased_until = IatiState.WAITING, IatiStep.LOAD, 0, None
    upload.save(update_fields=["state", "step", "attempts", "leased_until"])
    AuditEvent.objects.record(by=by, action="iati.load", on=upload, after={"sha256": upload.sha256})
    wake(IatiUpload, upload.pk)
    return upload


def forget_old_uploads() -> None:
    """Delete the files that nobody has said yes to for a day: for the tick."""
    over = [IatiState.CHECKED, IatiState.REFUSED, IatiState.STOPPED, IatiState.LOADED]
    old = IatiUpload.objects.filter(state__in=over, at__lte=timezone.now() - KEPT).exclude(file="")
    for pk, kept in list(old.values_list("pk", "file")):
        if IatiUpload.objects.filter(pk=pk, state__in=over).update(file="", state=IatiState.REFUSED):
            forget(kept)


def tell_nobody(row: WorkRow, problem: str) -> None:
    """The page of the file says that it could not be read, and why."""
