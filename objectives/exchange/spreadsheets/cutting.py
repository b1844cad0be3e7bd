"""An XLSX in pieces, each a small workbook: of a whole one calamine holds all cells of a sheet and all strings.

A piece is some rows as the file has them, in the frame of the book (its list of sheets, and its styles, which tell
dates from numbers). The strings that cells share are written into the cells; until then they lie in a file beside.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Iterable, Iterator
from io import BytesIO
from tempfile import TemporaryFile
from xml.etree import ElementTree
from zipfile import ZipFile

from django.conf import settings
from python_calamine import CalamineSheet, CalamineWorkbook

from objectives.exchange.spreadsheets.noted import damaged, too_much
from objectives.exchange.spreadsheets.packages import PIECE
from objectives.files.errors import FileRefused

FRAME = frozenset({
    "[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
})  # fmt: skip
BOOK = "xl/workbook.xml"
STRINGS, SHEETS = "xl/sharedstrings.xml", "xl/worksheets/"
MOST_FRAME, LONGEST_ROW, ROWS_AT_ONCE = 32 << 20, 64 << 20, 1 << 20  # bytes of XML
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
DATE_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^<>]*?\bdate1904\s*=\s*["'](?:1|true|on)["']""")
ERROR = re.compile(rb"""(<(?:\w+:)?c\s[^<>]*?\bt=)(?:"e"|'e')""")
TYPE = re.compile(rb"""\st=(?:"\w*"|'\w*')""")
WITHOUT_VALUE = re.compile(
    rb"<((?:\w+:)?)c(\s[^<>]*[^<>/])>\s*<\1f\b[^<>]*(?:/>|>[^<]*</\1f>)\s*(?:<\1v\s*/>|<\1v>\s*</\1v>\s*)?</\1c>"
)
EMPTY_TEXT, VALUE = re.compile(rb"""\st=(?:"str"|'str')"""), re.compile(rb"<(?:\w+:)?v\b")
DATA = re.compile(rb"<(\w+:)?sheetData\s*>")
STRING = re.compile(rb"<(\w+:)?si[\s/>]")
SHARED = re.compile(
    rb"""<((?:\w+:)?)c(?>(\s[^<>]*?)\bt=["']s["'])([^<>]*+)>\s*(?:<[\w:]*f\b[^<>]*(?:/>|>[^<]*</[\w:]*f>)\s*)?"""
    rb"""<[\w:]*v\b[^<>]*>\s*([0-9]{1,9})\s*</[\w:]*v>\s*</\1c>"""
)


class Pieces:
    """The sheets of an XLSX that was found sound, some rows at a time."""

    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.names = {one.filename.casefold(): one.filename for one in package.infolist()}
        self.frame = self._frame()
        self.parts = self._parts()
        self._strings: Strings | None = None
        self.counts_from_1904 = DATE_1904.search(self.frame.get(self.names.get(BOOK, ""), b"")) is not None

    def book(self, part: str = "", rows: Iterable[bytes] = ()) -> CalamineWorkbook:
        """The workbook with all its sheets, of which one has some rows and the others have nothing."""
        file = BytesIO()
        with ZipFile(file, "w") as package:
            for name, data in self.frame.items():
                package.writestr(name, data)
            if part:
                package.writestr(part, b"".join((HEAD, *rows, TAIL)))
        file.seek(0)
        return CalamineWorkbook.from_filelike(file)

    def part_of(self, sheet: str) -> str:
        """The part that a sheet lies in; "" for a sheet that holds no cells, such as a chart."""
        part = self.names.get(self.parts.get(sheet, "").casefold(), "")
        return part if part.casefold().startswith(SHEETS) else ""

    def first(self, sheet: str, rows: int) -> CalamineSheet | None:
        """The first rows of a sheet."""
        part, found = self.part_of(sheet), []
        for row in _rows(self.package, part) if part else ():
            found.append(self._with_strings(row))
            if len(found) == rows:
                break
        return self.book(part, found).get_sheet_by_name(sheet) if found else None

    def all(self, sheet: str) -> Iterator[CalamineSheet]:
        """All rows of a sheet, in order."""
        part, enough = self.part_of(sheet), max(ROWS_AT_ONCE, sum(map(len, self.frame.values())))
        rows: list[bytes] = []
        size = 0
        for row in _rows(self.package, part):
            rows.append(self._with_strings(row))
            size += len(rows[-1])
            if size >= enough:
                yield self.book(part, rows).get_sheet_by_name(sheet)
                rows, size = [], 0
        if rows:
            yield self.book(part, rows).get_sheet_by_name(sheet)

    def _frame(self) -> dict[str, bytes]:
        entries = [one for one in self.package.infolist() if one.filename.casefold() in FRAME]
        if sum(one.file_size for one in entries) > MOST_FRAME:
            raise FileRefused(too_much())
        return {one.filename: self.package.read(one) for one in entries}

    def _parts(self) -> dict[str, str]:
        """The part of each sheet, by its name."""
        try:  # `check_package` has refused what declares entities, which S314 warns of
            book = ElementTree.fromstring(self.package.read("xl/workbook.xml"))  # noqa: S314
            related = ElementTree.fromstring(self.package.read(self.names["xl/_rels/workbook.xml.rels"]))  # noqa: S314
        except (KeyError, ElementTree.ParseError) as error:
            raise FileRefused(damaged()) from error
        targets = {one.get("Id"): one.get("Target", "") for one in related}
        return {
            sheet.get("name", ""): "xl/" + targets.get(_related(sheet), "").removeprefix("/xl/").lstrip("/")
            for sheet in book.iter()
            if _plain(sheet.tag) == "sheet"
        }

    def _with_strings(self, row: bytes) -> bytes:
        """A row whose cells hold the strings that they shared, errors as they are shown, and "=" for a formula that was
        never calculated: it would be read as an empty cell, and the row might be passed over."""
        if b"<f" in row or b":f" in row:
            row = WITHOUT_VALUE.sub(_uncalculated, row)
        if b't="e"' in row or b"t='e'" in row:  # of errors calamine knows the old ones alone
            row = ERROR.sub(rb'\1"str"', row)
        if b't="s"' not in row and b"t='s'" not in row:
            return row
        if self._strings is None:
            self._strings = Strings(self.package, self.names.get(STRINGS, ""))
        strings, left = self._strings, LONGEST_ROW

        def written(cell: re.Match[bytes]) -> bytes:
            nonlocal left
            string = strings.get(int(cell[4]))
            left -= len(string)
            if left < 0:
                raise FileRefused(too_much())
            return b'<%bc%bt="inlineStr"%b><is>%b</is></%bc>' % (cell[1], cell[2], cell[3], string, cell[1])

        return SHARED.sub(written, row)


class Strings:
    """The strings that the cells of a book share, in a file of their own. Each as XML: it may be of several runs."""

    def __init__(self, package: ZipFile, part: str) -> None:
        self.file = TemporaryFile()  # noqa: SIM115 closed with the last that knows of it
        self.ends, self.taken = array("Q", [0]), 0
        if part:
            for string in _strings(package, part):
                self.file.write(string)
                self.ends.append(self.ends[-1] + len(string))
                if len(self.ends) > settings.IMPORT_MOST_CELLS:
                    raise FileRefused(too_much())
        self.file.flush()

    def get(self, number: int) -> bytes:
        """One of them. All that are asked for together are no more than a file may unpack to."""
        if number + 1 >= len(self.ends):
            raise FileRefused(damaged())
        start, size = self.ends[number], self.ends[number + 1] - self.ends[number]
        self.taken += size
        if self.taken > settings.IMPORT_MOST_UNPACKED:
            raise FileRefused(too_much())
        return os.pread(self.file.fileno(), size, start)


class Rest:
    """What is read of a part and not dealt with yet. However long a row is, each byte is searched once for one thing,
    and copied once."""

    def __init__(self) -> None:
        self.data, self.looked = bytearray(), 0  # up to where no end stands that has not been found

    def add(self, piece: bytes) -> None:
        self.data += piece

    def drop(self, number: int) -> None:
        del self.data[:number]
        self.looked = max(self.looked - number, 0)

    def find(self, what: bytes, start: int) -> int:
        """Where something stands first from there on; -1 where it does not."""
        return self.data.find(what, start)

    def find_last(self, what: bytes, start: int) -> int:
        return self.data.rfind(what, start)

    def begun(self, pattern: re.Pattern[bytes], *, after: bool) -> bytes | None:
        """The prefix of the first tag that is looked for, from which on (or `after` which) all is kept; None while it
        has not come: then no more is kept than it may be part of."""
        found = pattern.search(self.data)
        if found is None:
            self.drop(max(len(self.data) - PIECE, 0))
            return None
        prefix, start = found[1] or b"", found.end() if after else found.start()
        self.drop(start)
        return prefix

    def up_to(self, end: bytes) -> Iterator[bytes]:
        """What stands before each end that has come, without it."""
        start, at = 0, self.looked
        while (at := self.find(end, at)) >= 0:
            yield bytes(memoryview(self.data)[start:at])
            start = at = at + len(end)
        self.looked = max(len(self.data) - len(end) + 1, start)
        self.drop(start)


def _rows(package: ZipFile, part: str) -> Iterator[bytes]:
    """The rows of a sheet that hold something, each with what stands empty before it."""
    rest, prefix = Rest(), None
    with package.open(part) as file:
        while piece := file.read(PIECE):
            rest.add(piece)
            if prefix is None and (prefix := rest.begun(DATA, after=True)) is None:
                continue
            end, data_end, start = b"</%brow>" % prefix, b"</%bsheetData" % prefix, b"<%brow" % prefix
            new, whole = rest.looked, False
            for row in rest.up_to(end):
                whole = True
                yield row + end
            new = 0 if whole else max(new - len(data_end), 0)
            if rest.find(data_end, new) >= 0:
                return
            if not whole:
                rest.drop(max(rest.find_last(start, new), 0))  # what is before it are rows without a cell
            if len(rest.data) > LONGEST_ROW:
                raise FileRefused(too_much())
    if prefix is not None:  # the table has begun, and does not end
        raise FileRefused(damaged())


def _strings(package: ZipFile, part: str) -> Iterator[bytes]:
    """The shared strings of a book, each without its frame."""
    rest, prefix = Rest(), None
    with package.open(part) as file:
        while piece := file.read(PIECE):
            rest.add(piece)
            if prefix is None and (prefix := rest.begun(STRING, after=False)) is None:
                continue
            start = b"<%bsi" % prefix
            for one in rest.up_to(b"</%bsi>" % prefix):
                empty, _start, string = one.rpartition(start)
                yield from [b""] * empty.count(start)
                yield string.partition(b">")[2]
            if len(rest.data) > LONGEST_ROW:
                raise FileRefused(too_much())
    if prefix is not None:
        yield from [b""] * rest.data.count(b"<%bsi" % prefix)


def _uncalculated(cell: re.Match[bytes]) -> bytes:
    """The cell with "=" in the place of what was never calculated; as it is where an empty text came out."""
    if EMPTY_TEXT.search(cell[2]) and VALUE.search(cell[0]):
        return cell[0]
    name, given = cell[1], TYPE.sub(b"", cell[2])
    return b'<%bc%b t="inlineStr"><%bis><%bt>=</%bt></%bis></%bc>' % (name, given, name, name, name, name, name)


def _plain(name: str) -> str:
    """A name of XML without its namespace, of which there are two for the same."""
    return name.rpartition("}")[2]


def _related(sheet: ElementTree.Element) -> str:
    return next((value for name, value in sheet.items() if _plain(name) == "id"), "")
