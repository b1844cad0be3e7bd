"""Making an export: sent at once while it is read, or written to a file by the worker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from django.core.files import File
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.accounts.languages import language_of
from iomtrack.accounts.models import User
from iomtrack.work import claims
from iomtrack.work.errors import ClaimLost, WorkFailed
from objectives.actions.attachments import forget
from objectives.actions.exports import tell_nobody
from objectives.exchange.evidence_export.columns import Layout
from objectives.exchange.evidence_export.csv_text import csv_text
from objectives.exchange.evidence_export.json_lines import json_lines
from objectives.exchange.evidence_export.layout import layout_for
from objectives.exchange.evidence_export.names import Names
from objectives.exchange.evidence_export.reading import Chunk, chunks
from objectives.exchange.evidence_export.workbook import write_workbook
from objectives.exchange_enums import ExportFormat, ExportShape, ExportState
from objectives.models import Evidence, ExportJob
from objectives.models.export_job import stored_name
from objectives.permissions import Capability, may
from objectives.queries.exports import scope_of

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON_LINES: "application/x-ndjson; charset=utf-8",
}
Narrow = Callable[[User, str], QuerySet[Evidence] | None]
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Made:
    """A file in the store, how large it is, its digest, the number of its records, and what its owner could see."""

    name: str
    size: int
    sha256: str
    records: int
    scope: dict[str, object]


def text_of(entries: QuerySet[Evidence], form: str, shape: str, *, with_mark: bool) -> Iterator[str]:
    """An export as CSV or JSON Lines, some thousand records at a time, as it is read."""
    layout, names = layout_for(entries, by_figure=shape == ExportShape.FIGURE), Names()
    return _text(layout, chunks(entries, names), names, form, with_mark=with_mark)


def workbook_of(entries: QuerySet[Evidence], shape: str) -> IO[bytes]:
    """An export as a workbook, in a file that is gone once it is closed."""
    file = TemporaryFile()  # noqa: SIM115 whoever sends it closes it
    layout, names = layout_for(entries, by_figure=shape == ExportShape.FIGURE), Names()
    write_workbook(file, layout, chunks(entries, names), names)
    file.seek(0)
    return file


def make_export(*, pk: int, narrow: Narrow) -> None:
    """Make an export that waits, as its owner sees evidence now. `narrow` gives the records of the filters of an
    address, or None where it cannot tell what they mean."""
    claims.run(ExportJob, pk, make=partial(_make, narrow), keep=_keep, tell_stopped=tell_nobody)


def _make(narrow: Narrow, job: ExportJob) -> Made:
    if not job.by.is_active or not may(job.by, Capability.VIEW_RECORD):
        raise WorkFailed(_("This account may not see evidence any more."), permanent=True)
    scope = scope_of(job.by)
    entries = narrow(job.by, job.filters)
    if entries is None:
        raise WorkFailed(_("The filters name something that is not there any more. Export again."), permanent=True)
    with override(language_of(job.by)), TemporaryFile() as file:
        records = _write(job, entries, file)
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        name = job.file.storage.save(stored_name(job, ""), File(file, name="export"))
    return Made(name, size, digest, records, scope)


def _write(job: ExportJob, entries: QuerySet[Evidence], file: IO[bytes]) -> int:
    """Write the file, and say after each chunk how far it is. Returned is the number of records."""
    names, told = Names(), Progress(job)
    layout = layout_for(entries, by_figure=job.shape == ExportShape.FIGURE)
    found = told.counting(chunks(entries, names))
    if job.form == ExportFormat.XLSX:
        write_workbook(file, layout, found, names)
        file.seek(0, 2)
    else:
        for part in _text(layout, found, names, job.form, with_mark=job.with_mark):
            file.write(part.encode())
    return told.records


def _text(layout: Layout, found: Iterable[Chunk], names: Names, form: str, *, with_mark: bool) -> Iterator[str]:
    if form == ExportFormat.CSV:
        return csv_text(layout, found, names, with_mark=with_mark)
    return json_lines(layout, found, names)


class Progress:
    """How many records of an export are written, said in its row, as long as this worker holds it."""

    def __init__(self, job: ExportJob) -> None:
        self.job, self.records = job, 0

    def counting(self, found: Iterable[Chunk]) -> Iterator[Chunk]:
        for chunk in found:
            yield chunk
            self.records += len(chunk.rows)
            held = ExportJob.objects.filter(pk=self.job.pk, claim=self.job.claim, state=ExportState.MAKING)
            if not held.update(records=self.records):
                raise ClaimLost


def _keep(job: ExportJob, made: Made) -> None:
    """The end of the work; where another worker has taken it over meanwhile, what was made goes."""
    try:
        claims.finish(
            job,
            ExportState.READY,
            file=made.name,
            size=made.size,
            sha256=made.sha256,
            records=made.records,
            scope=made.scope,
            made_at=timezone.now(),
        )
    except ClaimLost:
        forget(made.name)
        raise
