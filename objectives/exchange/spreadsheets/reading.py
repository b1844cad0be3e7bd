"""The lines of a spreadsheet, one after the other, whatever kind of file it is.

XLSX and ODS are workbooks (`workbooks`); CSV is read as a stream. Nothing is taken for granted of the name of a file:
its first bytes say what it is.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO

from django.utils.translation import gettext as _

from objectives.exchange.spreadsheets.columns import HEADER_WITHIN, REFERENCE, holds_names
from objectives.exchange.spreadsheets.sheet import Line, Sheet, no_names
from objectives.exchange.spreadsheets.telling import HEAD, charset_of
from objectives.exchange.spreadsheets.workbooks import opened_workbook
from objectives.files.errors import FileRefused
from objectives.import_enums import SheetKind

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000  # characters; a longer one stops the reading
MOST_COLUMNS = 16_384
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)

csv.field_size_limit(LONGEST_CELL)  # the library's own is for the whole process, and smaller


@contextmanager
def opened(file: IO[bytes], kind: str, charset: str) -> Iterator[Sheet]:
    """The sheet of a file whose columns are named. Raises FileRefused, also while its lines are read."""
    if kind == SheetKind.CSV:
        text = TextIOWrapper(file, encoding=_codec(file, charset), errors="strict", newline="")  # type: ignore[type-var]
        try:
            yield _csv_sheet(text, file)
        finally:
            text.detach()
        return
    with opened_workbook(file) as sheet:
        yield sheet


def _codec(file: IO[bytes], charset: str) -> str:
    """The codec for a CSV: as it was told, or else as the whole of it can be read."""
    file.seek(0)
    found = charset_of(file.read(HEAD))
    if charset and not (charset == "utf-8" and found == "utf-8-sig"):
        found = charset if charset != "utf-16" or found not in ("utf-16-le", "utf-16-be") else found
    elif found == "utf-8" and not _reads_as_utf8(file):
        found = "windows-1252"
    file.seek(0)
    return found


def _reads_as_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(1 << 20):
            decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _csv_sheet(text: TextIOWrapper, file: IO[bytes]) -> Sheet:
    with _readable():
        head = text.read(HEAD)
        delimiter = _delimiter(head)
        text.seek(0)
    lines = _csv_lines(text, delimiter)
    for number, cells in lines:
        if holds_names(cells):
            return Sheet(number, cells, lines, _ends(file))
        if number >= HEADER_WITHIN:
            break
    raise FileRefused(no_names())


def _csv_lines(text: TextIOWrapper, delimiter: str) -> Iterator[Line]:
    """The rows, with the numbers that a spreadsheet gives them: a cell of several lines makes one row, and the line
    that names the separator makes none. Raises FileRefused for a quotation mark that is never closed: it would make one
    cell of all that follows it.
    """
    source = _Source(text)
    number = 0
    with _readable():
        for cells in csv.reader(source, delimiter=delimiter):
            if not number and not source.is_named and SEPARATOR_LINE.fullmatch(delimiter.join(cells).lstrip("\ufeff")):
                source.is_named = True
                continue
            number += 1
            if len(cells) > MOST_COLUMNS:
                raise FileRefused(_("Line %(line)s has too many columns.") % {"line": number})
            if source.is_over:
                raise FileRefused(never_closed(number))
            yield number, cells


class _Source:
    """The lines of a text. A reader that asks for one more than there are, in the middle of a row, has an open cell."""

    def __init__(self, text: TextIOWrapper) -> None:
        self.text, self.is_over, self.is_named = text, False, False

    def __iter__(self) -> Iterator[str]:
        for line in self.text:  # noqa: UP028 else the text would be closed where the reading stops early
            yield line
        self.is_over = True


def never_closed(number: int) -> str:
    """What is said of a row with a quotation mark too few."""
    return _(
        "In row %(number)s a quotation mark is never closed, so that everything after it would be one cell. Put the "
        "second one in its place, or take the first one out."
    ) % {"number": number}


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except UnicodeError as error:
        raise FileRefused(
            _(
                "The text of the file cannot be read in the writing that it was said to be in, or seems to be in. Save "
                "it as “CSV UTF-8”, and upload that."
            )
        ) from error
    except csv.Error as error:
        raise FileRefused(
            _(
                "The file cannot be read as CSV: a cell is too long, or a quotation mark is never closed. Open it in "
                "your spreadsheet, save it as .xlsx, and upload that."
            )
        ) from error


def _delimiter(head: str) -> str:
    """What stands between the cells: that which parts the line of names into the most."""
    for line in head.lstrip("\ufeff").splitlines()[:HEADER_WITHIN]:
        if found := SEPARATOR_LINE.fullmatch(line):
            return found[1]
        if REFERENCE in "_".join(line.casefold().split()):
            return max(DELIMITERS, key=line.count)
    raise FileRefused(no_names())


def _ends(file: IO[bytes]) -> int:
    """How many lines end in a file: as many rows, or some more."""
    here = file.tell()
    file.seek(0)
    ends = 0
    while piece := file.read(1 << 20):
        ends += piece.count(b"\n")
    file.seek(here)
    return ends
