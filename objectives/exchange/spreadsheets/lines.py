"""The rows of a batch: those of its file, after the sound ones of the file that it corrects."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from iomtrack.work.errors import WorkFailed
from objectives.exchange.spreadsheets.cells import Unread, words
from objectives.exchange.spreadsheets.checking import Checker
from objectives.exchange.spreadsheets.columns import REFERENCE, read_columns
from objectives.exchange.spreadsheets.ground import Ground
from objectives.exchange.spreadsheets.noted import too_many_rows
from objectives.exchange.spreadsheets.reading import opened
from objectives.exchange.spreadsheets.rows import Checked
from objectives.exchange.spreadsheets.seen import Seen
from objectives.exchange.spreadsheets.sheet import Sheet
from objectives.files.errors import FileRefused
from objectives.import_enums import RowOutcome
from objectives.models import ImportBatch, ImportRow

CHUNK, LONGEST_REFERENCE = 1000, 120
Chunk = list[Checked]


def storable(text: str) -> str:
    """A text without what no column holds."""
    return text.replace("\x00", "")


def kept_reference(reference: str) -> str:
    """A reference as the row of an import keeps it."""
    return storable(reference)[:LONGEST_REFERENCE]


def _reference(cell: Any) -> str:
    """The reference in a cell; "" where there is none that can be read."""
    try:
        return " ".join(words(cell).split())
    except Unread:
        return ""


def files_of(batch: ImportBatch) -> list[ImportBatch]:
    """The files that a batch is made of: each after the one whose rows it brings anew."""
    return [*(files_of(batch.corrects) if batch.corrects else []), batch]


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
        self.seen = Seen()

    def chunks(self) -> Iterator[tuple[ImportBatch, Checker, Chunk]]:
        """The rows, some at a time, with whose file they stand in. Raises FileRefused."""
        files = files_of(self.batch)
        skipped = self._skipped(files)
        for source in files:
            with sheet_of(source) as sheet:
                checker = self._checker(source, sheet)
                self.expected += sheet.expected
                rows = self._rows(sheet, checker, skipped[source.pk])
                while chunk := list(islice(rows, CHUNK)):
                    yield source, checker, chunk
        if not self.number:
            raise FileRefused(_("There are no entries below the names of the columns. Fill in at least one row."))

    def _skipped(self, files: list[ImportBatch]) -> defaultdict[int, set[int]]:
        """The lines that are not taken from each file: those that were refused, and those that a later one has anew.

        What a later file brings takes the place of what was refused under its reference; and of what was sound where
        nothing was, or where it has more rows of that reference. So a row that was refused because another has its
        reference does not push that one out.
        """
        skipped: defaultdict[int, set[int]] = defaultdict(set)
        for file in files[1:]:
            brought = self._references(file)
            rows = ImportRow.objects.filter(batch=file.corrects_id).values_list("source_id", "line", "reference")
            for source, line, reference in rows.filter(outcome=RowOutcome.REFUSED):
                skipped[source].add(line)
                brought[reference] -= 1
            for source, line, reference in rows.exclude(outcome=RowOutcome.REFUSED).iterator():
                if brought[reference] > 0:
                    skipped[source].add(line)
        return skipped

    def _references(self, source: ImportBatch) -> Counter[str]:
        """How often each reference stands in a file."""
        with sheet_of(source) as sheet:
            place = self._checker(source, sheet).columns.plain[REFERENCE]
            return Counter(
                kept_reference(_reference(cells[place])) for _line, cells in sheet.lines if place < len(cells)
            )

    def _checker(self, source: ImportBatch, sheet: Sheet) -> Checker:
        columns = read_columns(sheet.names, self.ground)
        if columns.problems:
            raise FileRefused("\n".join(columns.problems))
        checker = Checker(columns, self.ground, mark=source.decimal_mark, landing=self.batch.landing, noted=sheet.noted)
        checker.file, checker.seen = source, self.seen
        return checker

    def _rows(self, sheet: Sheet, checker: Checker, skipped: set[int]) -> Iterator[Checked]:
        for line, cells in sheet.lines:
            if line in skipped or checker.is_passed_over(cells):
                continue
            self.number += 1
            if self.number > settings.IMPORT_MOST_ROWS:
                raise FileRefused(too_many_rows())
            yield checker.read(line, cells)
