"""Having attached files scanned for viruses: background work by law 1."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.accounts.system import system_account
from iomtrack.clamav import ScannerUnavailable, signature_found
from iomtrack.work import claims
from iomtrack.work.errors import WorkFailed
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from objectives.actions.attachments import forget
from objectives.enums import ScanState
from objectives.models import Attachment, AuditEvent
from objectives.permissions import Capability, require

AT_ONCE = 500  # files that were never scanned, taken up by one tick


def scan(*, pk: int) -> None:
    """Scan a file that waits. What is infected leaves the store; a scanner that does not answer is asked again."""
    claims.run(Attachment, pk, make=_verdict, keep=_keep, tell_stopped=tell_nobody)


def tell_nobody(row: WorkRow, problem: str) -> None:
    """Home and the page of files say what could not be scanned, and why."""


def _verdict(attachment: Attachment) -> str | None:
    """What the scanner finds (nothing is the empty text); None where there is no scanner, or no file to scan."""
    if not settings.CLAMAV_URL or not attachment.file:
        return None
    try:
        return signature_found(settings.CLAMAV_URL, _chunks(attachment), timeout=settings.CLAMAV_TIMEOUT)
    except ScannerUnavailable as error:
        raise WorkFailed(str(error)) from error


def _chunks(attachment: Attachment) -> Iterator[bytes]:
    try:
        with attachment.file.open("rb") as file:
            yield from file.chunks()
    except FileNotFoundError as error:
        raise WorkFailed(_("The file is not in the store."), permanent=True) from error


def _keep(attachment: Attachment, signature: str | None) -> None:
    if signature is None:
        claims.finish(attachment, ScanState.UNSCANNED)
        return
    now = timezone.now()
    if not signature:
        claims.finish(attachment, ScanState.CLEAN, scanned_at=now)
        _record(attachment, ScanState.CLEAN, {})
        return
    kept = attachment.file.name or ""
    claims.finish(attachment, ScanState.INFECTED, scanned_at=now, signature=signature[:200], file="")
    _record(attachment, ScanState.INFECTED, {"signature": signature})
    transaction.on_commit(lambda: forget(kept))


def _record(attachment: Attachment, state: str, found: dict[str, str]) -> None:
    after = {"state": state, "sha256": attachment.sha256, **found}
    AuditEvent.objects.record(by=system_account(), action="attachment.scan", on=attachment, after=after)


@transaction.atomic
def scan_again(*, attachment: Attachment, by: User) -> Attachment:
    """Let a file whose scan has failed wait for the scanner again. Raises ActionError unless it has failed."""
    require(by, Capability.SCAN_FILES)
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if attachment.state != ScanState.FAILED:
        raise ActionError(_("Only a file that could not be scanned can be scanned again."))
    before = {"state": attachment.state, "attempts": attachment.attempts, "error": attachment.error}
    attachment.state, attachment.attempts, attachment.error, attachment.leased_until = ScanState.WAITING, 0, "", None
    attachment.save(update_fields=["state", "attempts", "error", "leased_until"])
    AuditEvent.objects.record(
        by=by, action="attachment.retry", on=attachment, before=before, after={"state": attachment.state}
    )
    wake(Attachment, attachment.pk)
    return attachment


def take_up_unscanned() -> None:
    """Once a scanner is set up, what was attached without one waits for it too: nobody gets it until it is scanned."""
    if not settings.CLAMAV_URL:
        return
    unscanned = Attachment.objects.filter(state=ScanState.UNSCANNED).exclude(file="").order_by("pk")
    batch = list(unscanned.values_list("pk", flat=True)[:AT_ONCE])
    Attachment.objects.filter(pk__in=batch, state=ScanState.UNSCANNED).update(state=ScanState.WAITING, attempts=0)
