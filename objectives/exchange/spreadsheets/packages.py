"""XLSX and ODS before they are read: zip files of a known build, that unpack to what a machine can bear.

Every part that is read is unpacked once, piece by piece, and counted as it comes: a zip's own directory may lie. No
part may declare a document type, so nothing in it can multiply or fetch anything. No cell may stand so far out that
the table, which has room for all between, would fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.conf import settings
from django.utils.translation import gettext as _

from objectives.files.errors import FileRefused
from objectives.files.office import ENCRYPTED, MOST_ENTRIES
from objectives.import_enums import SheetKind

PIECE, OVERLAP = 1 << 18, 1 << 16
READ = re.compile(
    r"xl/(workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets/[^/]+\.xml|_rels/[^/]+\.rels)", re.IGNORECASE
)
PLACE = re.compile(rb'\br="([A-Za-z]{1,3})([0-9]{1,7})"')
PLACES = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Za-z]{1,3})([0-9]{1,7})"')
CELLS = re.compile(rb"<(?:\w+:)?c[\s/>]")
WITHOUT_VALUE = re.compile(rb"<c\s([^>]*[^/>])>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
ERROR = re.compile(rb'<c\s([^>]*\bt="e"[^>]*)>(?:<f[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]{1,20})</v>')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Za-z]{1,3}[0-9]{1,7}(?::[A-Za-z]{1,3}[0-9]{1,7})?)"')
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)|<\x00!\x00|\x00<\x00!", re.IGNORECASE)
SPREADSHEET, ODS_TYPE = "spreadsheetml.sheet.main+xml", "application/vnd.oasis.opendocument.spreadsheet"
MOST_COLUMNS, MOST_NOTED = 16_384, 5_000
SLACK = 20  # lines for headings and examples
BROKEN = (BadZipFile, LargeZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, ZlibError)


@dataclass
class Found:
    """What was seen of each part, by its name: formulas without a value, errors, what is merged, and its last row.

    An ODS has one part; the last rows of its tables go by their names.
    """

    kind: SheetKind
    without_value: dict[str, set[str]] = field(default_factory=dict)
    errors: dict[str, dict[str, str]] = field(default_factory=dict)
    merged_ranges: dict[str, list[str]] = field(default_factory=dict)
    last_rows: dict[str, int] = field(default_factory=dict)
    merged: bool = False  # ODS: cells are merged somewhere


def check_package(file: IO[bytes], *, thoroughly: bool = True) -> Found:
    """Which spreadsheet a zip is, and what was seen of its cells. Raises FileRefused for what is not to be opened.

    `thoroughly`: unpack and look at every part that is read. Without it only the directory and the kind are looked at.
    """
    try:
        with ZipFile(file) as package:
            _refuse_bomb(package.infolist())
            found = Found(_kind(package))
            if thoroughly:
                _look(package, found)
    except BROKEN as error:
        raise FileRefused(damaged()) from error
    return found


def damaged() -> str:
    """What is said of a file that cannot be opened."""
    return _("The file is damaged or cut short. Open it in your spreadsheet, save it again, and upload that.")


def too_much() -> str:
    """What is said of a file that would fill the memory."""
    return _(
        "The file unpacks to more than is read at once. Delete empty rows and columns at its end and columns that you "
        "do not use, or split it into several files."
    )


def _refuse_bomb(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > settings.IMPORT_MOST_UNPACKED:
        raise FileRefused(too_much())
    if any(one.flag_bits & ENCRYPTED for one in entries):
        raise FileRefused(locked())


def locked() -> str:
    """What is said of a file with a password."""
    return _("The file is locked with a password. Save it without one, and upload that.")


def _kind(package: ZipFile) -> SheetKind:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        types = _head(package, "[Content_Types].xml")
        if "macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
            raise FileRefused(_("The file holds macros, which are programs. Save it as .xlsx, and upload that."))
        if SPREADSHEET in types and "xl/workbook.xml" in names:
            return SheetKind.XLSX
    elif "mimetype" in names and "content.xml" in names and _head(package, "mimetype").strip() == ODS_TYPE:
        if "META-INF/manifest.xml" in names and "encryption-data" in _head(package, "META-INF/manifest.xml"):
            raise FileRefused(locked())
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise FileRefused(_("The file holds macros, which are programs. Save it without them, and upload that."))
        return SheetKind.ODS
    raise FileRefused(_("This is no spreadsheet. Upload an .xlsx, .ods or .csv file, made from the template."))


def _head(package: ZipFile, name: str) -> str:
    with package.open(name) as part:
        return part.read(PIECE).decode("utf-8", "replace")


def _look(package: ZipFile, found: Found) -> None:
    left = settings.IMPORT_MOST_UNPACKED
    for entry in package.infolist():
        if found.kind == SheetKind.ODS and entry.filename == "content.xml":
            left -= _look_at_content(package, entry, found, left)
        elif found.kind == SheetKind.XLSX and READ.fullmatch(entry.filename):
            left -= _look_at_part(package, entry, found, left)


def _pieces(package: ZipFile, entry: ZipInfo, left: int) -> Iterator[bytes]:
    """A part, unpacked piece by piece, and never more of it than is left."""
    taken = 0
    with package.open(entry) as part:
        while piece := part.read(PIECE):
            taken += len(piece)
            if taken > left:
                raise FileRefused(too_much())
            yield piece


# --- XLSX ------------------------------------------------------------------------------------------


def _look_at_part(package: ZipFile, entry: ZipInfo, found: Found, left: int) -> int:
    size, tail = 0, b""
    table = _Table() if "/worksheets/" in entry.filename else None
    for piece in _pieces(package, entry, left):
        size += len(piece)
        text = tail + piece
        if DOCTYPE.search(text):
            raise FileRefused(_declares())
        cut = _last_end(text)
        text, tail = text[:cut], text[cut:]
        if table:
            table.take(text, entry.filename, found)
    if table:
        table.take(tail, entry.filename, found)
        table.check()
        found.last_rows[entry.filename] = table.last_row
    return size


def _last_end(text: bytes) -> int:
    """Where the last whole cell ends, so that nothing is cut in two; a tail without any is not kept for ever."""
    cut = max(text.rfind(b"</c>") + 4, text.rfind(b"<row"), text.rfind(b"<mergeCell "))
    return cut if len(text) - cut < OVERLAP else len(text)


def _declares() -> str:
    return _("The file declares entities, which no spreadsheet does. Open it, save it again, and upload that.")


class _Table:
    """How far the cells of a sheet reach, and how many there are."""

    def __init__(self) -> None:
        self.cells = self.placed = self.last_row = self.last_column = 0

    def take(self, text: bytes, name: str, found: Found) -> None:
        self.cells += len(CELLS.findall(text))
        places = PLACES.findall(text)
        self.placed += len(places)
        if places:
            self.last_row = max(self.last_row, *map(int, {row for _column, row in places}))
            self.last_column = max(self.last_column, *map(_number, {column for column, _row in places}))
        if b"<f" in text:
            for match in WITHOUT_VALUE.finditer(text):
                _note(found.without_value.setdefault(name, set()), match[1])
        if b"mergeCell " in text:
            ranges = found.merged_ranges.setdefault(name, [])
            ranges += (one[1].decode() for one in MERGED.finditer(text) if len(ranges) < MOST_NOTED)
        if b't="e"' in text:
            for match in ERROR.finditer(text):
                place = PLACE.search(match[1])
                noted = found.errors.setdefault(name, {})
                if place and len(noted) < MOST_NOTED:
                    noted[(place[1] + place[2]).decode()] = match[2].decode("utf-8", "replace")

    def check(self) -> None:
        if self.cells != self.placed:
            raise FileRefused(
                _("The cells of this file do not say where they stand. Open it, save it again, and upload that.")
            )
        check_reach(self.last_row, self.last_column)


def check_reach(rows: int, columns: int) -> None:
    """Raise FileRefused for a sheet that is too long, or has too many cells in all."""
    if rows > settings.IMPORT_MOST_ROWS + SLACK:
        raise FileRefused(too_many_rows())
    if columns > MOST_COLUMNS or rows * columns > settings.IMPORT_MOST_CELLS:
        raise FileRefused(too_much())


def too_many_rows() -> str:
    """What is said of a file with too many rows."""
    return _("The file has more than %(most)s rows. Split it into several, and upload them one by one.") % {
        "most": settings.IMPORT_MOST_ROWS
    }


def _note(noted: set[str], attributes: bytes) -> None:
    place = PLACE.search(attributes)
    if place and len(noted) < MOST_NOTED:
        noted.add((place[1] + place[2]).decode())


def _number(column: bytes) -> int:
    number = 0
    for one in column.upper():
        number = number * 26 + one - 64
    return number


# --- ODS -------------------------------------------------------------------------------------------


def _look_at_content(package: ZipFile, entry: ZipInfo, found: Found, left: int) -> int:
    size, looker = 0, _Content(found)
    try:
        for piece in _pieces(package, entry, left):
            size += len(piece)
            looker.parser.Parse(piece, False)
        looker.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileRefused(damaged()) from error
    return size


class _Content:
    """Walks through the content of an ODS, and counts what it would come to."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.table = ""
        self.row = self.repeated = self.column = self.last_row = self.last_column = 0

    def _doctype(self, *_parts: object) -> None:
        raise FileRefused(_declares())

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self.table, self.row, self.last_row, self.last_column = given.get("table:name", ""), 0, 0, 0
        elif name == "table:table-row":
            self.column, self.repeated = 0, _times(given, "table:number-rows-repeated")
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.column += _times(given, "table:number-columns-repeated")
            if "office:value-type" in given or "table:formula" in given:
                self.last_row = self.row + self.repeated
                self.last_column = max(self.last_column, self.column)
                check_reach(self.last_row, self.last_column)
                self.found.last_rows[self.table] = self.last_row
            if "table:formula" in given and "office:value-type" not in given:
                self.found.without_value.setdefault("content.xml", set()).add(f"{self.row + 1}")
            if (
                given.get("table:number-columns-spanned", "1") != "1"
                or given.get("table:number-rows-spanned", "1") != "1"
            ):
                self.found.merged = True

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.repeated


def _times(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return min(int(text), 10**9) if text.isascii() and text.isdigit() and len(text) < 10 else 10**9  # noqa: PLR2004
