"""The content of an ODS, walked through before it is read: how far it reaches, and what is merged."""

from __future__ import annotations

from xml.parsers import expat

from objectives.exchange.spreadsheets.columns import letter
from objectives.exchange.spreadsheets.noted import MOST_COLUMNS, Found, check_reach, declares
from objectives.files.errors import FileRefused

CELLS = ("table:table-cell", "table:covered-table-cell")


class Content:
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
        raise FileRefused(declares())

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self.table, self.row, self.last_row, self.last_column = given.get("table:name", ""), 0, 0, 0
        elif name == "table:table-row":
            self.column, self.repeated = 0, _times(given, "table:number-rows-repeated")
        elif name in CELLS:
            self._cell(given)

    def _cell(self, given: dict[str, str]) -> None:
        begins = self.column
        self.column += _times(given, "table:number-columns-repeated")
        if "office:value-type" in given or "table:formula" in given:
            self.last_row = self.row + self.repeated
            self.last_column = max(self.last_column, self.column)
            check_reach(self.last_row, self.last_column)
            self.found.last_rows[self.table] = self.last_row
        wide, high = _times(given, "table:number-columns-spanned"), _times(given, "table:number-rows-spanned")
        if (wide, high) != (1, 1):
            first, last = letter(begins), letter(min(begins + wide, MOST_COLUMNS) - 1)
            self.found.note_merged(self.table, f"{first}{self.row + 1}:{last}{self.row + high}")

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.repeated


def _times(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return min(int(text), 10**9) if text.isascii() and text.isdigit() and len(text) < 10 else 10**9  # noqa: PLR2004 its digits
