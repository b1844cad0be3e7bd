"""An ODS in pieces, each a small document of its own: of a whole one calamine holds all cells of all its tables.

A piece is some rows as the file has them, in the frame of the document (its styles, which tell what is hidden). Rows
that hold nothing are left out and counted, so that each line keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineSheet, CalamineWorkbook

from objectives.exchange.spreadsheets import cutting
from objectives.exchange.spreadsheets.cells import SPREADSHEET_ERRORS
from objectives.exchange.spreadsheets.columns import HEADER_WITHIN
from objectives.exchange.spreadsheets.noted import damaged, too_much
from objectives.exchange.spreadsheets.packages import PIECE
from objectives.files.errors import FileRefused

CONTENT, BESIDE = "content.xml", ("mimetype", "META-INF/manifest.xml")
TAG = re.compile(rb"<(/?)table:table(-row)?(?=[\s/>])([^<>]*)>")
REPEATED = re.compile(rb"""\btable:number-rows-repeated=["']([0-9]{1,9})["']""")
FORMULA = re.compile(  # up to the next cell at most, so that what is never closed takes no longer; possessive groups
    rb"<table:table-cell\b(?=[^<>]*?\stable:formula=)([^<>]*+)>"  # would not do: Python 3.11.2 takes too little by them
    rb"(?:(?<=/>)|([^<]*(?:<(?!/?table:table-cell\b)[^<]*)*)</table:table-cell>)"
)
KEPT = re.compile(rb"""\stable:number-columns-(?:repeated|spanned)=(?:"[^"]*"|'[^']*')""")
TAGS = re.compile(rb"<[^<>]*>")
VALUE, ENDS = b"value-type=", b"</table:table>"
TAIL = b"</office:spreadsheet></office:body></office:document-content>"


@dataclass(frozen=True)
class Row:
    """A row that holds something: which table it is of, its number, how many lines it stands for, and its XML."""

    table: int
    number: int
    times: int
    text: bytes


class OdsPieces:
    """The tables of an ODS that was found sound, some rows at a time."""

    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.beside = {name: package.read(name) for name in BESIDE if name in package.namelist()}
        self.walk = _Walk(package)
        self.tables: list[bytes] = []  # the tags that they begin with
        self.starts: dict[int, list[Row]] = {}
        for found in self.walk:
            if isinstance(found, bytes):
                self.tables.append(found)
            elif len(start := self.starts.setdefault(found.table, [])) < HEADER_WITHIN:
                start.append(found)

    def book(self, table: int = -1, rows: Sequence[Row] = ()) -> CalamineWorkbook:
        """The document with all its tables, of which one has some rows and the others have nothing."""
        parts = [self.walk.head]
        for at, begins in enumerate(self.tables):
            parts += [begins, *(row.text for row in rows if at == table), ENDS]
        file = BytesIO()
        with ZipFile(file, "w") as package:
            for name, data in self.beside.items():
                package.writestr(name, data)
            package.writestr(CONTENT, b"".join((*parts, TAIL)))
        file.seek(0)
        return CalamineWorkbook.from_filelike(file)

    def first(self, table: int) -> tuple[CalamineSheet, Sequence[int]] | None:
        """The first rows of a table, and the number of each of its lines."""
        rows = self.starts.get(table, [])
        return self._sheet(table, rows) if rows else None

    def all(self, table: int) -> Iterator[tuple[CalamineSheet, Sequence[int]]]:
        """All rows of a table, in order, and the numbers of their lines."""
        enough = max(cutting.ROWS_AT_ONCE, len(self.walk.head))
        rows: list[Row] = []
        size = 0
        for found in _Walk(self.package):
            if isinstance(found, bytes) or found.table != table:
                continue
            rows.append(found)
            size += len(found.text)
            if size >= enough:
                yield self._sheet(table, rows)
                rows, size = [], 0
        if rows:
            yield self._sheet(table, rows)

    def _sheet(self, table: int, rows: Sequence[Row]) -> tuple[CalamineSheet, Sequence[int]]:
        numbers = [number for row in rows for number in range(row.number, row.number + row.times)]
        return self.book(table, rows).get_sheet_by_index(table), numbers


class _Walk:
    """Goes through the content of an ODS: the tag that each table begins with, then its rows that hold something."""

    def __init__(self, package: ZipFile) -> None:
        self.package, self.head, self.rest, self.table, self.number = package, b"", bytearray(), -1, 0
        self.looked, self.begun = 0, -1  # up to where every tag is dealt with; where the row at hand begins
        self.given = b""  # the attributes of that row

    def __iter__(self) -> Iterator[bytes | Row]:
        with self.package.open(CONTENT) as file:
            while piece := file.read(PIECE):
                new = len(self.rest)
                self.rest += piece
                yield from self._found(self.rest.rfind(b">", new) + 1)
                if len(self.rest) > (cutting.LONGEST_ROW if self.head else cutting.MOST_FRAME):
                    raise FileRefused(too_much())

    def _found(self, end: int) -> Iterator[bytes | Row]:
        """What has come with a piece, whose last tag ends there (0: no tag does). No byte is looked at again."""
        if not end:
            return
        for tag in list(TAG.finditer(self.rest, self.looked, end)):
            ends, is_row = bool(tag[1]), bool(tag[2])
            if (self.begun < 0) == (ends and is_row):
                raise FileRefused(damaged())  # a row that is never begun, or a table within a row
            if is_row and not ends and not tag[3].endswith(b"/"):
                self.begun, self.given = tag.start(), tag[3]
            elif self.begun >= 0:
                row = self._row(self.given, FORMULA.sub(_told, bytes(memoryview(self.rest)[self.begun : tag.end()])))
                self.begun = -1
                if VALUE in row.text:
                    yield row
            elif is_row:
                self.number += _times(tag[3])
            elif not ends:
                yield self._table(tag)
        self.looked = end
        if self.head:
            self._drop(self.begun if self.begun >= 0 else end)

    def _drop(self, number: int) -> None:
        del self.rest[:number]
        self.looked -= number
        self.begun = 0 if self.begun >= 0 else -1

    def _table(self, tag: re.Match[bytes]) -> bytes:
        self.head = self.head or bytes(self.rest[: tag.start()])
        self.table, self.number = self.table + 1, 0
        return b"<table:table%b>" % tag[3].rstrip(b"/")

    def _row(self, given: bytes, text: bytes) -> Row:
        number, times = self.number + 1, _times(given)
        self.number += times
        return Row(self.table, number, times, text)


def _told(cell: re.Match[bytes]) -> bytes:
    """A cell with a formula; where it was never calculated, or shows an error, with that in the place of its value."""
    shown = TAGS.sub(b"", cell[2] or b"").strip()
    if VALUE not in cell[1]:
        shown = b"="
    elif not SPREADSHEET_ERRORS.fullmatch(shown.decode("utf-8", "replace")):
        return cell[0]
    kept = b"".join(KEPT.findall(cell[1]))
    return b'<table:table-cell%b office:value-type="string"><text:p>%b</text:p></table:table-cell>' % (kept, shown)


def _times(given: bytes) -> int:
    found = REPEATED.search(given)
    return int(found[1]) if found else 1
