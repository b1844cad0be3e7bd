"""The rows of a batch: those of its file, after the sound ones of the file that it corrects."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from iomtrack.work.errors import WorkFailed
from objectives.exchange.spreadsheets.checking import Checker
from objectives.exchange.spreadsheets.columns import read_columns
from objectives.exchange.spreadsheets.ground import Ground
from objectives.exchange.spreadsheets.noted import too_many_rows
from objectives.exchange.spreadsheets.reading import opened
from objectives.exchange.spreadsheets.rows import Checked
from objectives.exchange.spreadsheets.sheet import Sheet
from objectives.files.errors import FileRefused
from objectives.import_enums import RowOutcome
from objectives.models import ImportBatch, ImportRow

CHUNK = 1000
Chunk = list[Checked]


def chain(batch: ImportBatch) -> list[tuple[ImportBatch, frozenset[int]]]:
    """The files that a batch is made of, the first one first, each with the lines that are not taken from it."""
    if batch.corrects is None:
        return [(batch, frozenset())]
    refused = ImportRow.objects.filter(batch=batch.corrects, outcome=RowOutcome.REFUSED).values_list(
        "source_id", "line"
    )
    replaced: dict[int, set[int]] = {}
    for source, line in refused.values_list("source_id", "line"):
        replaced.setdefault(source, set()).add(line)
    before = [(one, skipped | replaced.get(one.pk, set())) for one, skipped in chain(batch.corrects)]
    return [*before, (batch, frozenset())]


@contextmanager
def local_copy(batch: ImportBatch) -> Iterator[IO[bytes]]:
    """The file of a batch on this machine, wherever the store keeps it."""
    try:
        kept = batch.file.open("rb")
    except FileNotFoundError as error:
        raise WorkFailed(_("The file is not in the store any more. Upload it again."), permanent=True) from error
    with TemporaryFile() as copy:
        with kept:
            shutil.copyfileobj(kept, copy)
        copy.seek(0)
        yield copy


@contextmanager
def sheet_of(batch: ImportBatch) -> Iterator[Sheet]:
    """The lines of a batch's own file."""
    with local_copy(batch) as copy, opened(copy, batch.kind, batch.charset) as sheet:
        yield sheet


class Rows:
    """All rows of a batch, read and checked in chunks; `expected` grows with each file of the chain."""

    def __init__(self, batch: ImportBatch, ground: Ground) -> None:
        self.batch, self.ground = batch, ground
        self.expected = self.number = 0
        self.checker: Checker | None = None
        self.seen: dict[str, int] = {}

    def chunks(self) -> Iterator[tuple[ImportBatch, Checker, Chunk]]:
        """The rows, some at a time, with whose file they stand in. Raises FileRefused."""
        for source, skipped in chain(self.batch):
            with sheet_of(source) as sheet:
                checker = self._checker(source, sheet)
                self.expected += sheet.expected
                rows = self._rows(sheet, checker, skipped)
                while chunk := list(islice(rows, CHUNK)):
                    yield source, checker, chunk
        if not self.number:
            raise FileRefused(_("There are no entries below the names of the columns. Fill in at least one row."))

    def _checker(self, source: ImportBatch, sheet: Sheet) -> Checker:
        columns = read_columns(sheet.names, self.ground)
        if columns.problems:
            raise FileRefused("\n".join(columns.problems))
        checker = Checker(columns, self.ground, mark=source.decimal_mark, landing=self.batch.landing, noted=sheet.noted)
        checker.seen = self.seen
        return checker

    def _rows(self, sheet: Sheet, checker: Checker, skipped: frozenset[int]) -> Iterator[Checked]:
        for line, cells in sheet.lines:
            if line in skipped or checker.is_passed_over(cells):
                continue
            self.number += 1
            if self.number > settings.IMPORT_MOST_ROWS:
                raise FileRefused(too_many_rows())
            yield checker.read(line, cells)
