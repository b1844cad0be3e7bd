"""Keeping an uploaded IATI file between its check and its loading."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID, uuid5

from django.core.files import File
from django.db import IntegrityError, transaction
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
OVER = (IatiState.LOADED, IatiState.STOPPED)  # whose form makes another when it is sent again


def hold_once(*, form_key: UUID, name: str, file: File, by: User) -> IatiUpload:
    """What `hold_upload` does, done once for a form's key: the same form sent twice finds the file that it sent.

    Where that one is another file, or is over, another is kept: somebody went back to the form.
    """
    key = f"{by.pk}:{form_key}"
    made = IatiUpload.objects.filter(form_token=key).first()
    if made is None:
        try:
            return hold_upload(name=name, file=file, by=by, form_token=key)
        except IntegrityError:
            made = IatiUpload.objects.get(form_token=key)
    is_over = made.state in OVER or made.at <= timezone.now() - KEPT
    if not is_over and made.sha256 == _digest(file):
        return made
    return hold_once(form_key=uuid5(form_key, str(made.pk)), name=name, file=file, by=by)


def hold_upload(*, name: str, file: File, by: User, form_token: str | None = None) -> IatiUpload:
    """Keep a file, and have it checked."""
    require(by, Capability.MANAGE_PROGRAMMES)
    upload = IatiUpload(
        name=name[-LONGEST_NAME:], by=by, size=file.size or 0, sha256=_digest(file), form_token=form_token
    )
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


def _digest(file: File) -> str:
    """What a file holds, as SHA-256; the file is at its beginning again."""
    file.seek(0)
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


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
