"""XLSX and ODS before they are read: zip files of a known build, that unpack to what a machine can bear.

Every part that is read is unpacked once, piece by piece, and counted as it comes: a zip's own directory may lie. No
part may declare a document type, so nothing in it can multiply or fetch anything. No cell may stand so far out that
the table, which has room for all between, would fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.conf import settings
from django.utils.translation import gettext as _

from objectives.exchange.spreadsheets.looking_ods import Content
from objectives.exchange.spreadsheets.noted import (
    Found,
    check_reach,
    damaged,
    declares,
    too_much,
)
from objectives.files.errors import FileRefused
from objectives.files.office import ENCRYPTED, MOST_ENTRIES
from objectives.import_enums import SheetKind

PIECE, OVERLAP = 1 << 18, 1 << 16
READ = re.compile(
    r"xl/(workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets/[^/]+\.xml|_rels/[^/]+\.rels)", re.IGNORECASE
)
PLACES = re.compile(rb'<(?:\w+:)?c(?>\s[^<>]*?\br=")([A-Za-z]{1,3})([0-9]{1,7})"')
NOTHING = rb"(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
FILLED = re.compile(PLACES.pattern + rb"[^<>]*+(?<!/)>(?!\s*" + NOTHING + rb")")
CELLS = re.compile(rb"<(?:\w+:)?c[\s/>]")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Za-z]{1,3}[0-9]{1,7}(?::[A-Za-z]{1,3}[0-9]{1,7})?)"')
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)|<\x00!\x00|\x00<\x00!", re.IGNORECASE)
SPREADSHEET, ODS_TYPE = "spreadsheetml.sheet.main+xml", "application/vnd.oasis.opendocument.spreadsheet"
TEMPLATE = "spreadsheetml.template.main+xml"
OTHER_SPREADSHEETS = {"xl/workbook.bin", "Index/Document.iwa"}  # of Excel (.xlsb), and of Numbers
WIDE = 256  # columns; cells farther out count only where something is in them
BROKEN = (BadZipFile, LargeZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, ZlibError)


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
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        types = _head(package, "[Content_Types].xml")
        if "macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
            raise FileRefused(_("The file holds macros, which are programs. Save it as .xlsx, and upload that."))
        if SPREADSHEET in types:
            return SheetKind.XLSX
        if TEMPLATE in types:
            raise FileRefused(another_kind())
    elif "mimetype" in names and _head(package, "mimetype").strip() == ODS_TYPE:
        if "META-INF/manifest.xml" in names and "encryption-data" in _head(package, "META-INF/manifest.xml"):
            raise FileRefused(locked())
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise FileRefused(_("The file holds macros, which are programs. Save it without them, and upload that."))
        if "content.xml" in names:
            return SheetKind.ODS
    elif names & OTHER_SPREADSHEETS or ("mimetype" in names and _head(package, "mimetype").startswith(ODS_TYPE)):
        raise FileRefused(another_kind())
    raise FileRefused(no_spreadsheet())


def another_kind() -> str:
    """What is said of spreadsheets that are saved in another way: as a template, or for one program alone."""
    return _("Spreadsheets of this kind are not read here. Save it as .xlsx, and upload that.")


def no_spreadsheet() -> str:
    """What is said of any other file."""
    return _("This is no spreadsheet. Upload an .xlsx, .ods or .csv file, made from the template.")


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
            raise FileRefused(declares())
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


class _Table:
    """How far the cells of a sheet reach, and how many there are."""

    def __init__(self) -> None:
        self.cells = self.placed = self.last_row = self.last_column = 0

    def take(self, text: bytes, name: str, found: Found) -> None:
        self.cells += len(CELLS.findall(text))
        places = PLACES.findall(text)
        self.placed += len(places)
        if places:
            self._reach(places, text)
        if b"mergeCell " in text:
            for one in MERGED.finditer(text):
                found.note_merged(name, one[1].decode())

    def _reach(self, places: list[tuple[bytes, bytes]], text: bytes) -> None:
        """Note how far out the cells stand. Those far out count only where they hold more than a format."""
        rows, columns = _farthest(places)
        if rows > settings.IMPORT_MOST_ROWS or columns > WIDE:
            rows, columns = _farthest(FILLED.findall(text))
        self.last_row, self.last_column = max(self.last_row, rows), max(self.last_column, columns)

    def check(self) -> None:
        if self.cells != self.placed:
            raise FileRefused(
                _("The cells of this file do not say where they stand. Open it, save it again, and upload that.")
            )
        check_reach(self.last_row, self.last_column)


def _farthest(places: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    rows, columns = {row for _column, row in places}, {column for column, _row in places}
    return max(map(int, rows), default=0), max(map(_number, columns), default=0)


def _number(column: bytes) -> int:
    number = 0
    for one in column.upper():
        number = number * 26 + one - 64
    return number


# --- ODS -------------------------------------------------------------------------------------------


def _look_at_content(package: ZipFile, entry: ZipInfo, found: Found, left: int) -> int:
    size, looker = 0, Content(found)
    try:
        for piece in _pieces(package, entry, left):
            size += len(piece)
            looker.parser.Parse(piece, False)
        looker.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileRefused(damaged()) from error
    return size
