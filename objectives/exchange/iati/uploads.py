"""Reading an uploaded IATI file: checked first, and on a yes loaded, in one transaction with its row."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.work import claims
from iomtrack.work.errors import WorkFailed
from objectives.actions.attachments import forget
from objectives.actions.iati import tell_nobody
from objectives.exchange.iati.reading import FileRead, Outcome, read_file, write_file
from objectives.exchange.iati.report import FileRefused, Report
from objectives.exchange_enums import IatiState, IatiStep
from objectives.models import IatiUpload
from objectives.permissions import Capability, may

MOST_SHOWN = 200  # programmes and problems that a page names


def read_upload(*, pk: int) -> None:
    """Check or load a file that waits. It may run twice, or never."""
    claims.run(IatiUpload, pk, make=_make, keep=_keep, tell_stopped=tell_nobody)


def _make(upload: IatiUpload) -> FileRead:
    """Read the file; on the first step, find out what it would do. Nothing is written."""
    if not upload.by.is_active or not may(upload.by, Capability.MANAGE_PROGRAMMES):
        raise WorkFailed(_("This account may not keep programmes any more."), permanent=True)
    read = _read(upload)
    if upload.step == IatiStep.CHECK:
        write_file(read, by=upload.by, dry_run=True)
    return read


def _read(upload: IatiUpload) -> FileRead:
    try:
        with upload.file.open("rb") as file:
            return read_file(file, by=upload.by)
    except FileNotFoundError as error:
        raise WorkFailed(_("The file is not in the store. Upload it again."), permanent=True) from error
    except FileRefused as refused:
        return FileRead([], Outcome(report=Report(problems=[refused.problem])))


def _keep(upload: IatiUpload, read: FileRead) -> None:
    """Note what was found; on the second step load the file, in the transaction that says so."""
    outcome, state = read.outcome, IatiState.CHECKED
    if upload.step == IatiStep.LOAD:
        outcome, state = write_file(read, by=upload.by), IatiState.LOADED
    if not outcome.is_sound:
        state = IatiState.REFUSED
    if state == IatiState.CHECKED:
        claims.finish(upload, state, report=as_json(outcome))
        return
    kept = upload.file.name or ""
    claims.finish(upload, state, report=as_json(outcome), file="")
    transaction.on_commit(lambda: forget(kept))


def as_json(outcome: Outcome) -> dict[str, Any]:
    """What the page of a file shows, and no more, whatever the file's size."""
    programmes = ("added", "changed", "unchanged", "retired")
    report = outcome.report
    return {
        "numbers": {name: len(getattr(outcome, name)) for name in programmes},
        "codes": {name: getattr(outcome, name)[:MOST_SHOWN] for name in ("added", "changed", "retired")},
        "kinds": [asdict(one) | {"fate": str(one.fate), "note": str(one.note)} for one in report.in_order()],
        "problems": [asdict(one) for one in report.problems[:MOST_SHOWN]],
        "more_problems": report.more_problems + max(0, len(report.problems) - MOST_SHOWN),
    }
