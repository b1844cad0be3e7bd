"""XLSX and ODS, read by calamine once `packages` has found them sound, and piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import IO, Any
from zipfile import ZipFile

from django.conf import settings
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from objectives.exchange.spreadsheets.cells import DAYS_TO_1904, is_serial
from objectives.exchange.spreadsheets.columns import DAYS, HEADER_WITHIN, holds_names, name_of, sheet_name, sheet_names
from objectives.exchange.spreadsheets.cutting import Pieces
from objectives.exchange.spreadsheets.cutting_ods import OdsPieces
from objectives.exchange.spreadsheets.noted import MOST_NOTED, Found, damaged, merged, too_many_rows
from objectives.exchange.spreadsheets.packages import check_package, locked
from objectives.exchange.spreadsheets.sheet import Line, Sheet, no_names
from objectives.files.errors import FileRefused
from objectives.import_enums import SheetKind

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Names = tuple[int, list[Any]]  # of columns, and the number of their line


@contextmanager
def opened_workbook(file: IO[bytes]) -> Iterator[Sheet]:
    """The sheet of an XLSX or ODS whose columns are named. Raises FileRefused, also while its lines are read."""
    with _readable():
        file.seek(0)
        found = check_package(file)
        file.seek(0)
        with ZipFile(file) as package:
            if found.kind == SheetKind.ODS:
                yield _ods_sheet(OdsPieces(package), found)
            else:
                yield _xlsx_sheet(Pieces(package), found)


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever is met in a file that is not as it ought to be: told as one thing."""
    try:
        yield
    except CalamineError as error:
        raise FileRefused(locked() if type(error).__name__ == "PasswordError" else damaged()) from error
    except BaseException as error:  # what its own checks have missed comes as a panic, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused(damaged()) from error


def _xlsx_sheet(pieces: Pieces, found: Found) -> Sheet:
    def names_of(sheet: str) -> Names | None:
        first = pieces.first(sheet, HEADER_WITHIN)
        return _names_of(_numbered(first)) if first else None

    name, (names_line, names) = _chosen(pieces.book(), names_of)
    part = pieces.part_of(name)
    noted = _merged(found, part, names_line)
    lines = chain.from_iterable(_numbered(sheet) for sheet in pieces.all(name))
    expected = _expected(found, part, names_line)
    below = _below(names_line, lines)
    return Sheet(names_line, names, _from_1900(names, below) if pieces.counts_from_1904 else below, expected, noted)


def _ods_sheet(pieces: OdsPieces, found: Found) -> Sheet:
    book = pieces.book()
    tables = {name: at for at, name in reversed(list(enumerate(book.sheet_names)))}

    def names_of(sheet: str) -> Names | None:
        first = pieces.first(tables[sheet])
        return _names_of(_numbered(*first)) if first else None

    name, (names_line, names) = _chosen(book, names_of)
    lines = chain.from_iterable(_numbered(*piece) for piece in pieces.all(tables[name]))
    noted = _merged(found, name, names_line)
    return Sheet(names_line, names, _below(names_line, lines), _expected(found, name, names_line), noted)


def _expected(found: Found, sheet: str, names_line: int) -> int:
    """How many lines there are below the names, or some more."""
    last = found.last_rows.get(sheet, 0)
    if last > settings.IMPORT_MOST_ROWS + names_line + HEADER_WITHIN:
        raise FileRefused(too_many_rows())
    return max(last - names_line, 0)


def _chosen(book: CalamineWorkbook, names_of: Callable[[str], Names | None]) -> tuple[str, Names]:
    """The sheet that is called "Evidence", in any language, or else the only one with a line of names."""
    hidden = {one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    known = sheet_names()
    named = [name for name in book.sheet_names if name_of(name) in known]
    if named and named[0] in hidden:
        message = _("The sheet “%(sheet)s” is hidden. Show it, look through it, and upload the file again.")
        raise FileRefused(message % {"sheet": named[0]})
    candidates = []
    for name in named or [name for name in book.sheet_names if name not in hidden]:
        if (found := names_of(name)) is not None:
            candidates.append((name, found))
    if not candidates:
        raise FileRefused(no_names())
    if len(candidates) > 1:
        raise FileRefused(
            _("Several sheets hold entries: %(names)s. Put all rows into one, or call that one “%(sheet)s”.")
            % {"names": ", ".join(one[0] for one in candidates[:5]), "sheet": sheet_name()}
        )
    return candidates[0]


def _names_of(lines: Iterable[Line]) -> Names | None:
    for number, cells in lines:
        if number > HEADER_WITHIN:
            break
        if holds_names(cells):
            return number, cells
    return None


def _below(names_line: int, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines below the names, each once. Raises FileRefused where they go back."""
    with _readable():
        last = names_line
        for number, cells in lines:
            if number <= names_line:
                continue
            if number <= last:
                raise FileRefused(damaged())
            last = number
            yield number, cells


def _from_1900(names: Sequence[Any], lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a file that counts its days from 1904, with days that stand there as numbers counted from 1900."""
    places = [place for place, name in enumerate(names) if name_of(name) in DAYS]
    for number, cells in lines:
        for place in places:
            if place < len(cells) and is_serial(cells[place]):
                cells[place] += DAYS_TO_1904
        yield number, cells


def _numbered(sheet: CalamineSheet, numbers: Sequence[int] = ()) -> Iterator[Line]:
    """The lines from the first that holds something, each with the empty columns before it, which are left out.

    `numbers` are those of its lines, where they are not counted from 1.
    """
    if sheet.start is None:
        return
    top, left = sheet.start
    for at, cells in enumerate(sheet.to_python(), start=top):
        yield numbers[at] if numbers else at + 1, [*[""] * left, *cells] if left else cells


def _merged(found: Found, sheet: str, after: int) -> dict[int, dict[int, str]]:
    """What is merged below the names of a sheet, by line and column; in each line that it covers, which is empty there
    though it looks full. Raises FileRefused where these are too many.
    """
    noted: dict[int, dict[int, str]] = {}
    number = 0
    for whole in found.merged_ranges.get(sheet, ()):
        first, _colon, last = whole.partition(":")
        begins, ends = _place(first), _place(last or first)
        if begins is None or ends is None or ends[0] <= after:
            continue
        message = _("The cells %(range)s are merged. Undo the merging, and fill each of them.") % {"range": whole}
        for line in range(max(begins[0], after + 1), min(ends[0], found.last_rows.get(sheet, 0)) + 1):
            noted.setdefault(line, {})[begins[1]] = message
            number += 1
            if number > MOST_NOTED:
                raise FileRefused(merged())
    return noted


def _place(name: str) -> tuple[int, int] | None:
    """The line of a cell, and its column counted from 0."""
    found = PLACE.fullmatch(name.upper())
    if found is None:
        return None
    column = 0
    for one in found[1]:
        column = column * 26 + ord(one) - 64
    return int(found[2]), column - 1
