"""What a worker does with an uploaded spreadsheet: checks it, writes it, or undoes it, whole or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.accounts.languages import language_of
from iomtrack.work import claims
from iomtrack.work.errors import ClaimLost, WorkFailed
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from objectives.actions.import_content import as_input, said
from objectives.actions.import_submitting import Submitting
from objectives.actions.import_undoing import InTheWay, undo
from objectives.actions.import_writing import Entry, write_changed, write_new
from objectives.actions.imports import record_written
from objectives.exchange.spreadsheets.checking import Checker
from objectives.exchange.spreadsheets.comparing import Compared, compare
from objectives.exchange.spreadsheets.ground import Ground
from objectives.exchange.spreadsheets.lines import Rows, kept_reference, storable
from objectives.files.errors import FileRefused
from objectives.import_enums import ImportLanding, ImportState, ImportStep, RowOutcome
from objectives.models import Evidence, ImportBatch, ImportRow, Period
from objectives.models.inserting import insert
from objectives.permissions import Capability, may
from objectives.tallying import take_turns

LONGEST_TITLE = 200
KEPT = ("batch_id", "source_id", "position", "line", "outcome", "reference", "title", "problems", "changes",
        "evidence_id", "before", "edit_number")  # fmt: skip
Kept = dict[str, Any]  # a row of an import by these columns, in their order; JSON as its text


class Faulty(Exception):
    """Something that was sound when it was checked is so no more."""


def work(*, pk: int) -> None:
    """Do what a batch waits for, if it is free."""
    claims.run(ImportBatch, pk, make=_make, keep=_keep, tell_stopped=tell_nobody)


def tell_nobody(row: WorkRow, problem: str) -> None:
    """The page of the import says why it stopped."""


@dataclass
class Found:
    """What a check has found: problems of the whole file, and the keys of the periods that rows fall in."""

    problems: list[str] = field(default_factory=list)
    periods: set[int] = field(default_factory=set)


def _make(batch: ImportBatch) -> Found | None:
    """A check is made with no transaction open, so that its progress shows; the rest is for `_keep`."""
    with override(language_of(batch.by)):
        if not may(batch.by, Capability.LOG_EVIDENCE) or not batch.by.is_active:
            raise WorkFailed(_("%(name)s may not log evidence any more.") % {"name": batch.by.name}, permanent=True)
        return _check(batch) if batch.step == ImportStep.CHECK else None


def _keep(batch: ImportBatch, found: Found | None) -> None:
    with override(language_of(batch.by)):
        if batch.step == ImportStep.CHECK:
            _keep_check(batch, found or Found())
        elif batch.step == ImportStep.WRITE:
            _write(batch)
        else:
            _undo(batch)


# --- checking ----------------------------------------------------------------------------------------


def _check(batch: ImportBatch) -> Found:
    """Check every row, and keep what was found."""
    _progress(batch, [], done=0, total=0, **dict.fromkeys(RowOutcome.values, 0))
    rows, found = Rows(batch, Ground(batch.framework)), Found()
    counts: Counter[str] = Counter()
    done = 0
    try:
        for source, checker, chunk in rows.chunks():
            compared = compare(chunk, checker, by=batch.by, landing=batch.landing)
            counts.update(one.outcome for one in compared)
            found.periods |= _periods_of(compared, checker)
            kept = [_row(batch, source, done + at, one) for at, one in enumerate(compared)]
            done += len(compared)
            total = max(rows.expected, done)
            _progress(batch, kept, done=done, total=total, **{name: counts[name] for name in RowOutcome.values})
    except FileRefused as refused:
        found.problems = str(refused).split("\n")
    return found


def _periods_of(compared: Sequence[Compared], checker: Checker) -> set[int]:
    """The periods that rows fall in, and those that the entries which they change are in so far."""
    days = {one.checked.content.ends_on for one in compared if one.checked.content.ends_on is not None}
    periods = {period.pk for day in days if (period := checker.ground.period_of(day)) is not None}
    return periods | {one.standing.period_id for one in compared if one.standing and one.standing.period_id}


def _progress(batch: ImportBatch, rows: Sequence[Kept], **changes: int) -> None:
    """Keep what was found so far, unless another worker has taken over. The first time, what was there goes."""
    with transaction.atomic():
        held = ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim, state=ImportState.WORKING)
        if not held.update(**changes):
            raise ClaimLost
        if not rows:
            ImportRow.objects.filter(batch=batch).delete()
        insert(ImportRow, KEPT, [tuple(row.values()) for row in rows])


def _row(batch: ImportBatch, source: ImportBatch, position: int, one: Compared) -> Kept:
    standing = one.standing if one.outcome != RowOutcome.REFUSED else None
    return {
        "batch_id": batch.pk,
        "source_id": source.pk,
        "position": position,
        "line": one.checked.line,
        "outcome": str(one.outcome),
        "reference": kept_reference(one.checked.reference),
        "title": storable(one.checked.content.title)[:LONGEST_TITLE],
        "problems": json.dumps(problems) if (problems := one.problems) else "[]",
        "changes": json.dumps(one.changes) if one.changes else "[]",
        "evidence_id": standing.pk if standing is not None else None,
        "before": None,
        "edit_number": None,
    }


def _keep_check(batch: ImportBatch, found: Found) -> None:
    current = ImportBatch.objects.get(pk=batch.pk)
    faulty = bool(found.problems or current.refused)
    claims.finish(
        batch,
        ImportState.FAULTY if faulty else ImportState.READY,
        problems=found.problems,
        worded_in=batch.language_of_words,
        periods=sorted(found.periods),
        total=current.done,
        checked_at=timezone.now(),
    )


# --- writing -----------------------------------------------------------------------------------------


def _write(batch: ImportBatch) -> None:
    """Write every row, or none: where one does not hold any more, the file is checked anew and says so."""
    try:
        with transaction.atomic():
            counts = _write_all(batch)
    except (Faulty, FileRefused):
        note = _("Something has changed since the file was checked. Nothing was written; it is checked again.")
        again = {"step": ImportStep.CHECK, "attempts": 0}
        claims.finish(batch, ImportState.WAITING, note=note, worded_in=batch.language_of_words, **again)
        wake(ImportBatch, batch.pk)
        return
    claims.finish(batch, ImportState.WRITTEN, written_at=timezone.now(), note="", **counts)
    record_written(batch=batch, counts=counts)


def _write_all(batch: ImportBatch) -> dict[str, int]:
    submitting = held = None
    if batch.landing == ImportLanding.SUBMITTED:
        held = _hold_periods(batch)
        submitting = Submitting(batch.by)
    ImportRow.objects.filter(batch=batch).delete()
    rows, counts, done = Rows(batch, Ground(batch.framework)), Counter[str](), 0
    for source, checker, chunk in rows.chunks():
        compared = compare(chunk, checker, by=batch.by, landing=batch.landing, lock=True)
        if any(one.outcome == RowOutcome.REFUSED for one in compared):
            raise Faulty
        if held is not None and not _periods_of(compared, checker) <= held:
            raise Faulty
        kept = [_row(batch, source, done + at, one) for at, one in enumerate(compared)]
        _write_chunk(batch, checker, compared, kept, submitting)
        insert(ImportRow, KEPT, [tuple(row.values()) for row in kept])
        counts.update(one.outcome for one in compared)
        done += len(compared)
    if submitting:
        submitting.tell(batch)
    return {name: counts[name] for name in RowOutcome.values} | {"done": done, "total": done}


def _hold_periods(batch: ImportBatch) -> set[int]:
    """Nobody moves records of the periods that rows fall in, or closes one of them, until this is over; their keys.

    They are known from the check. One in which a row falls by now, and fell not then, is none of them.
    """
    periods = Period.objects.filter(framework=batch.framework).order_by("pk")
    if batch.periods is not None:
        periods = periods.filter(pk__in=batch.periods)
    take_turns(connection, list(periods.values_list("pk", flat=True)))
    return set(periods.select_for_update().values_list("pk", flat=True))


def _write_chunk(
    batch: ImportBatch, checker: Checker, compared: list[Compared], kept: list[Kept], submitting: Submitting | None
) -> None:
    """Write some rows, and say in what is kept of them which entry each is, and what that said before."""
    new, changed = (
        [(_entry(one, checker), row) for one, row in zip(compared, kept, strict=True) if one.outcome == outcome]
        for outcome in (RowOutcome.NEW, RowOutcome.CHANGED)
    )
    if new:
        entries = [entry for entry, _row in new]
        keys = write_new(entries, framework=batch.framework, submitting=submitting, by=batch.by)
        for key, (_new, row) in zip(keys, new, strict=True):
            row |= {"evidence_id": key, "edit_number": 1}
    if changed:
        for entry, row in changed:
            row["before"] = json.dumps(_before(entry.standing))
        entries = [entry for entry, _row in changed]
        written = write_changed(entries, submitting=submitting, by=batch.by)
        for standing, (_changed, row) in zip(written, changed, strict=True):
            row |= {"evidence_id": standing.pk, "edit_number": standing.edit_number}


def _entry(one: Compared, checker: Checker) -> Entry:
    content = one.checked.content
    period = checker.ground.period_of(content.ends_on) if content.ends_on else None
    late = period is not None and not period.takes_evidence_on(checker.today)
    unlock = checker.ground.unlock_of(period, content.office) if late and period else None
    return Entry(one.checked.reference, content, period, unlock, one.standing)


def _before(standing: Evidence | None) -> dict[str, object]:
    """What an undo needs of a record that is about to change."""
    assert standing is not None
    submitted_at = standing.submitted_at.isoformat() if standing.submitted_at else None
    own = {"status": str(standing.status), "submitted_at": submitted_at, "unlock": standing.unlock_id}
    return {"content": said(as_input(standing)), **own}


# --- undoing -----------------------------------------------------------------------------------------


def _undo(batch: ImportBatch) -> None:
    try:
        with transaction.atomic():
            undo(batch=batch)
    except InTheWay as error:
        claims.finish(batch, ImportState.WRITTEN, note=str(error), worded_in=batch.language_of_words)
        return
    claims.finish(batch, ImportState.UNDONE, undone_at=timezone.now(), note="")
