"""The lines of a spreadsheet, one after the other, whatever kind of file it is.

XLSX and ODS are read by calamine once `packages` has found them sound; CSV is read as a stream. Nothing is taken for
granted of the name of a file: its first bytes say what it is.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import IO, Any
from xml.etree import ElementTree
from zipfile import ZipFile

from django.conf import settings
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from objectives.exchange.spreadsheets.cells import spreadsheet_error
from objectives.exchange.spreadsheets.columns import HEADER_WITHIN, SHEET, holds_names, letter, name_of
from objectives.exchange.spreadsheets.packages import Found, check_package, damaged, locked, too_many_rows
from objectives.exchange.spreadsheets.telling import HEAD, charset_of
from objectives.files.errors import FileRefused
from objectives.import_enums import SheetKind

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000  # characters; a longer one stops the reading
MOST_COLUMNS = 16_384
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MAIN, RELATED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}", "Relationship"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

csv.field_size_limit(LONGEST_CELL)  # the library's own is for the whole process, and smaller

Line = tuple[int, list[Any]]  # the number of a line as the spreadsheet shows it, and its cells


@dataclass
class Sheet:
    """The lines of a sheet, its names of columns first; and what was seen of single cells, by line and column."""

    names_line: int
    names: list[Any]
    lines: Iterator[Line]
    expected: int  # lines, or some more
    noted: dict[int, dict[int, str]] = field(default_factory=dict)


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
    with _calamine():
        yield _office_sheet(file)


@contextmanager
def _calamine() -> Iterator[None]:
    """Whatever calamine meets in a file that is not as it ought to be: told as one thing."""
    try:
        yield
    except CalamineError as error:
        raise FileRefused(locked() if type(error).__name__ == "PasswordError" else damaged()) from error
    except BaseException as error:  # what its own checks have missed comes as a panic, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused(damaged()) from error


# --- CSV -----------------------------------------------------------------------------------------------


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
    reader = csv.reader(text, delimiter=delimiter)
    lines = _csv_lines(reader)
    for number, cells in lines:
        if holds_names(cells):
            return Sheet(number, cells, lines, _ends(file))
        if number >= HEADER_WITHIN:
            break
    raise FileRefused(no_names())


def no_names() -> str:
    """What is said of a file without the line that names the columns."""
    return _(
        "No line names the columns: the first line of the template, with “external_reference” and the others, is "
        "missing. Copy your rows into the template, and upload that."
    )


def _csv_lines(reader: Any) -> Iterator[Line]:
    with _readable():
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise FileRefused(_("Line %(line)s has too many columns.") % {"line": reader.line_num})
            yield reader.line_num, cells


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
        if "external_reference" in line.casefold():
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


# --- XLSX and ODS ----------------------------------------------------------------------------------------


def _office_sheet(file: IO[bytes]) -> Sheet:
    file.seek(0)
    found = check_package(file)
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    name, sheet, names_line, names = _chosen(book)
    if found.merged:
        raise FileRefused(_("Cells are merged in this file. Undo the merging, fill each cell, and upload it again."))
    lines = _sheet_lines(sheet, names_line)
    noted = _noted(file, found, name)
    if found.kind == SheetKind.XLSX:
        _note_merged(sheet, names_line, noted)
    return Sheet(names_line, names, lines, max(sheet.total_height - names_line, 0), noted)


def _chosen(book: CalamineWorkbook) -> tuple[str, CalamineSheet, int, list[Any]]:
    """The sheet that is called "Evidence", or else the only one with a line of names."""
    hidden = {one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible}
    named = [name for name in book.sheet_names if name_of(name) == SHEET.casefold()]
    if named and named[0] in hidden:
        raise FileRefused(_("The sheet “Evidence” is hidden. Show it, look through it, and upload the file again."))
    candidates = []
    for name in named or [name for name in book.sheet_names if name not in hidden]:
        sheet = book.get_sheet_by_name(name)
        if (found := _names_of(sheet)) is not None:
            candidates.append((name, sheet, *found))
    if not candidates:
        raise FileRefused(no_names())
    if len(candidates) > 1:
        raise FileRefused(
            _("Several sheets hold entries: %(names)s. Put all rows into one, or call that one “Evidence”.")
            % {"names": ", ".join(one[0] for one in candidates[:5])}
        )
    return candidates[0]


def _names_of(sheet: CalamineSheet) -> tuple[int, list[Any]] | None:
    for number, cells in _whole_lines(sheet):
        if holds_names(cells):
            return number, cells
        if number >= HEADER_WITHIN:
            break
    return None


def _sheet_lines(sheet: CalamineSheet, after: int) -> Iterator[Line]:
    if sheet.total_height > settings.IMPORT_MOST_ROWS + after + HEADER_WITHIN:
        raise FileRefused(too_many_rows())
    with _calamine():
        for number, cells in _whole_lines(sheet):
            if number > after:
                yield number, cells


def _whole_lines(sheet: CalamineSheet) -> Iterator[Line]:
    """The lines from the first on, each with the empty columns before it, which calamine leaves out."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [*before, *cells] if before else cells


def _note_merged(sheet: CalamineSheet, after: int, noted: dict[int, dict[int, str]]) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if bottom + 1 <= after:
            continue
        whole = f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
        message = _("The cells %(range)s are merged. Undo the merging, and fill each of them.") % {"range": whole}
        noted.setdefault(max(top, after) + 1, {})[left] = message


def _noted(file: IO[bytes], found: Found, name: str) -> dict[int, dict[int, str]]:
    """What was seen of the cells of the chosen sheet, by line and column."""
    noted: dict[int, dict[int, str]] = {}
    if not found.without_value and not found.errors:
        return noted
    if found.kind == SheetKind.ODS:
        raise FileRefused(_("There are formulas without a value. Open the file, let it calculate, and save it again."))
    part = _part_of(file, name)
    for place in found.without_value.get(part, ()):
        _note_at(
            noted, place, _("The formula here has no value. Let the file calculate and save it, or type the value.")
        )
    for place, shown in found.errors.get(part, {}).items():
        _note_at(noted, place, spreadsheet_error(shown))
    return noted


def _note_at(noted: dict[int, dict[int, str]], place: str, message: str) -> None:
    if found := PLACE.fullmatch(place.upper()):
        column = 0
        for one in found[1]:
            column = column * 26 + ord(one) - 64
        noted.setdefault(int(found[2]), {})[column - 1] = message


def _part_of(file: IO[bytes], name: str) -> str:
    """The part of an XLSX that a sheet lies in. Its parts declare no entities: that was looked at before."""
    file.seek(0)
    try:
        with ZipFile(file) as package:
            book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314
            related = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError) as error:
        raise FileRefused(damaged()) from error
    targets = {one.get("Id"): one.get("Target", "") for one in related}
    for sheet in book.iter(f"{MAIN}sheet"):
        if sheet.get("name") == name:
            return "xl/" + targets.get(sheet.get(RELATION), "").removeprefix("/xl/").lstrip("/")
    return ""
