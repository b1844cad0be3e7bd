"""Uploading a spreadsheet of evidence, and saying what becomes of it. The work itself is a worker's."""

from __future__ import annotations

import hashlib
import logging
from typing import IO, Any
from uuid import UUID, uuid5

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work.queue import wake
from objectives.actions.attachments import NotKept, forget
from objectives.actions.import_undoing import in_the_way
from objectives.enums import FrameworkStatus
from objectives.files.names import clean_name
from objectives.import_enums import IMPORT_MOVES, DecimalMark, ImportLanding, ImportState, ImportStep
from objectives.models import AuditEvent, Framework, ImportBatch
from objectives.models.attachment import store
from objectives.models.import_batch import stored_name
from objectives.permissions import Capability, require

logger = logging.getLogger(__name__)
LONGEST_NAME = 200
PIECE = 1 << 20


def upload_once(*, form_key: UUID, by: User, file: IO[bytes], corrects: ImportBatch | None, **how: Any) -> ImportBatch:
    """What `upload` does, done once for a form's key: the same form sent twice finds the import that it made.

    Where that one is another file, or is over, another is made: somebody went back to the form.
    """
    key = f"{by.pk}:{form_key}"
    made = ImportBatch.objects.filter(form_token=key).first()
    if made is None:
        try:
            return upload(file=file, by=by, corrects=corrects, form_token=key, **how)
        except IntegrityError:
            made = ImportBatch.objects.get(form_token=key)
    file.seek(0)
    says = {**how, **_measured(file), "corrects": corrects}
    is_over = made.state in (ImportState.DROPPED, ImportState.UNDONE)
    if not is_over and all(getattr(made, name) == value for name, value in says.items() if name != "name"):
        return made
    another = uuid5(form_key, str(made.pk))
    return upload_once(form_key=another, by=by, file=file, corrects=corrects, **how)


def upload(
    *,
    framework: Framework,
    name: str,
    file: IO[bytes],
    kind: str,
    by: User,
    charset: str = "",
    landing: str = ImportLanding.DRAFT,
    decimal_mark: str = DecimalMark.POINT,
    corrects: ImportBatch | None = None,
    form_token: str | None = None,
) -> ImportBatch:
    """Keep a spreadsheet (its kind was told by its content) until a worker has checked it.

    Outside of any transaction: the file is in the store before its row is written. Raises ActionError.
    """
    _require_may_upload(framework, corrects, by)
    measured = _measured(file)
    kept = _kept(file)
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.create(
                framework=framework,
                by=by,
                corrects=corrects,
                form_token=form_token,
                name=clean_name(name, f".{kind}", also=(".csv", ".txt", ".tsv", ".xlsx", ".ods"))[-LONGEST_NAME:],
                file=kept,
                kind=kind,
                charset=charset,
                **measured,
                landing=landing,
                decimal_mark=decimal_mark,
            )
            _hand_over(batch)
    except BaseException:  # whatever it is, nothing may lie in the store that no row tells of
        forget(kept)
        raise
    return batch


def _require_may_upload(framework: Framework, corrects: ImportBatch | None, by: User) -> None:
    require(by, Capability.LOG_EVIDENCE)
    if framework.status != FrameworkStatus.IN_FORCE:
        raise ActionError(_("Evidence is logged under a framework in force alone."))
    if corrects is not None and (corrects.by_id != by.pk or corrects.state != ImportState.FAULTY):
        raise ActionError(_("There are no rows to put right in that import any more. Upload the whole file."))


def _hand_over(batch: ImportBatch) -> None:
    """The audit's word that a file was uploaded, and a worker's to check it."""
    facts = {"name": batch.name, "bytes": batch.size, "sha256": batch.sha256, "landing": str(batch.landing)}
    after = {**facts, "framework": batch.framework.symbol}
    AuditEvent.objects.record(by=batch.by, action="import.upload", on=batch, after=after)
    wake(ImportBatch, batch.pk)


def _measured(file: IO[bytes]) -> dict[str, Any]:
    """Its size and its checksum, by the names of their columns."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return {"size": size, "sha256": digest.hexdigest()}


def _kept(file: IO[bytes]) -> str:
    name = stored_name(ImportBatch(), "")
    try:
        return str(store().save(name, File(file)))
    except Exception as error:  # each kind of store has errors of its own
        logger.exception("A spreadsheet could not be stored")
        forget(name)
        raise NotKept(
            _("The file could not be stored just now: there may be no room left. Upload it again in a while.")
        ) from error


@transaction.atomic
def confirm(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Say yes to a checked file: a worker writes all of it. Saying it twice is saying it once."""
    batch = _hold(batch, by)
    if batch.step == ImportStep.WRITE and batch.state in (
        ImportState.WAITING,
        ImportState.WORKING,
        ImportState.WRITTEN,
    ):
        return batch
    if batch.state != ImportState.READY:
        raise ActionError(_("Only a file that was checked, with nothing to put right, can be imported."))
    return _set_going(batch, ImportStep.WRITE, by=by, action="import.confirm")


@transaction.atomic
def take_back(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Have a written import undone as a whole. Raises ActionError once anything in it was reviewed or changed."""
    batch = _hold(batch, by)
    if batch.step == ImportStep.UNDO and batch.state in (ImportState.WAITING, ImportState.WORKING, ImportState.UNDONE):
        return batch
    if batch.state != ImportState.WRITTEN:
        raise ActionError(_("Only what was imported can be undone."))
    if problem := in_the_way(batch):
        raise ActionError(problem)
    return _set_going(batch, ImportStep.UNDO, by=by, action="import.take_back")


@transaction.atomic
def check_again(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Have a file checked anew, since what it names may be on the site by now; or go on with what has stopped."""
    batch = _hold(batch, by)
    if batch.is_under_way:
        return batch
    if batch.state == ImportState.FAILED:
        return _set_going(batch, ImportStep(batch.step), by=by, action="import.retry")
    if batch.state not in (ImportState.FAULTY, ImportState.READY):
        raise ActionError(_("This import is over: there is nothing to check."))
    if _is_followed(batch):  # whose rows stand as they were found to be wrong
        raise ActionError(_("Another import takes its sound rows from this file. Go on with that one."))
    return _set_going(batch, ImportStep.CHECK, by=by, action="import.retry")


@transaction.atomic
def throw_away(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Give up a file that was not imported. The file goes; that it was there stays."""
    batch = _hold(batch, by)
    if batch.state == ImportState.DROPPED:
        return batch
    if problem := why_kept(batch):
        raise ActionError(problem)
    before, kept = batch.state, batch.file.name or ""
    batch.state, batch.file, batch.leased_until = ImportState.DROPPED, "", None
    batch.save(update_fields=["state", "file", "leased_until"])
    batch.rows.all().delete()
    AuditEvent.objects.record(
        by=by, action="import.throw_away", on=batch, before={"state": before}, after={"state": batch.state}
    )
    transaction.on_commit(lambda: forget(kept))
    return batch


def why_kept(batch: ImportBatch) -> str:
    """Why a file cannot be thrown away as it stands; "" where it can."""
    if ImportState.DROPPED not in IMPORT_MOVES[batch.state] or batch.written_at is not None:
        return _("Only a file that is not imported, and not being worked at, can be thrown away.")
    if _is_followed(batch):
        return _("Another import takes its sound rows from this file. Throw that one away first.")
    return ""


def _is_followed(batch: ImportBatch) -> bool:
    """Whether another import, which was not thrown away, brings the rows of this one that had to be put right."""
    return batch.corrections.exclude(state=ImportState.DROPPED).exists()


def record_written(*, batch: ImportBatch, counts: dict[str, int]) -> None:
    """The audit's word that an import was written, in the transaction that writes it."""
    after = {"state": str(ImportState.WRITTEN), "sha256": batch.sha256, "landing": batch.landing, **counts}
    AuditEvent.objects.record(by=batch.by, action="import.write", on=batch, after=after)


def _hold(batch: ImportBatch, by: User) -> ImportBatch:
    """The row as it stands now, held until the transaction ends. Only who uploaded it says what becomes of it."""
    require(by, Capability.LOG_EVIDENCE)
    held = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.by_id != by.pk:
        raise ActionError(_("Only the person who uploaded a file says what becomes of it."))
    return held


def _set_going(batch: ImportBatch, step: ImportStep, *, by: User, action: str) -> ImportBatch:
    before = {"state": batch.state}
    batch.state, batch.step, batch.attempts, batch.error, batch.note = ImportState.WAITING, step, 0, "", ""
    batch.leased_until = None
    batch.save(update_fields=["state", "step", "attempts", "error", "note", "leased_until"])
    AuditEvent.objects.record(by=by, action=action, on=batch, before=before, after={"state": batch.state, "step": step})
    wake(ImportBatch, batch.pk)
    return batch
