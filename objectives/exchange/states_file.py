"""Reading a CSV of States: a heading row, then a row for each standing. Every error is told by its row and column.

Spreadsheets write CSV in their own ways: with a byte order mark, with semicolons or tabs, in UTF-8, UTF-16 or the
code page of Windows. All of these are read; the columns that count hold plain ASCII in each of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _

from objectives.enums import HELD_STANDINGS, OfficialLanguage

COLUMNS = ("iso", "standing", "since", "until", "language")
NEEDED = ("iso", "standing", "since")
FOR_THE_EYE = ("name",)
MAX_BYTES, MAX_ROWS = 500_000, 5_000
DELIMITERS = ",;\t"
FORMULA_STARTS = ("=", "+", "-", "@")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class CellProblem:
    """What is wrong, and where: the row as a spreadsheet numbers it (the headings are row 1), and the column's name."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = _("row %(row)s, column %(column)s") if self.column else _("row %(row)s")
        return f"{place % {'row': self.row, 'column': self.column}}: {self.message}"


class StatesRefused(Exception):
    """Nothing was written: every problem of a file, in its order."""

    def __init__(self, problems: list[CellProblem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.row)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class StateRow:
    """A row without faults of its own. Without a standing it says nothing but the language."""

    row: int
    iso: str
    standing: str
    since: date | None
    until: date | None
    language: str


def text_of(content: bytes) -> str:
    """The text of a file, whatever way it was saved. Raises StatesRefused where it is too large or is no text."""
    if len(content) > MAX_BYTES:
        raise StatesRefused([CellProblem(1, "", _("The file is larger than 500 KB."))])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise StatesRefused([CellProblem(1, "", _("This is not a CSV file. Save the sheet as CSV."))])
    return text


def read_states(text: str, *, known: set[str]) -> list[StateRow]:
    """The rows of a file; `known` are the codes of the States. Raises StatesRefused with every problem."""
    rows = _rows(text)
    headings = next(rows, None)
    if headings is None:
        raise StatesRefused([CellProblem(1, "", _("The file is empty."))])
    columns = _columns(*headings)
    reader = _Reader(known)
    found = [reader.read(number, _by_column(columns, cells)) for number, cells in rows if any(cells)]
    if not found:
        reader.tell(headings[0], "", _("The file has no row below its headings."))
    if reader.problems:
        raise StatesRefused(reader.problems)
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet by number, from the headings on."""
    first = text.partition("\n")[0]
    says_so = re.fullmatch(r"sep=(.)\s*", first.strip(), re.IGNORECASE)  # Excel's own first line
    heading = text.split("\n")[1] if says_so and "\n" in text else first
    delimiter = says_so[1] if says_so else max(DELIMITERS, key=heading.count)
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number > MAX_ROWS:
                raise StatesRefused([CellProblem(number, "", _("The file has more than 5000 rows."))])
            if not (says_so and number == 1):
                yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise StatesRefused([CellProblem(1, "", _("This is not CSV: %(reason)s.") % {"reason": error})]) from None


def _columns(number: int, headings: list[str]) -> list[str]:
    """The columns by place. Raises StatesRefused where one is unknown, missing or there twice."""
    columns = [heading.lower() for heading in headings]
    problems = []
    for place, column in enumerate(columns):
        if column and column not in COLUMNS + FOR_THE_EYE:
            values = {"column": headings[place], "known": ", ".join(COLUMNS)}
            message = _("There is no column “%(column)s”. Known are: %(known)s.") % values
            problems.append(CellProblem(number, "", message))
        elif column and column in columns[:place]:
            problems.append(CellProblem(number, column, _("This column is there twice.")))
    for column in NEEDED:
        if column not in columns:
            problems.append(CellProblem(number, "", _("The column “%(column)s” is missing.") % {"column": column}))
    if problems:
        raise StatesRefused(problems)
    return columns


def _by_column(columns: list[str], cells: list[str]) -> dict[str, str]:
    """A row's cells by column; those beyond the last heading under ""."""
    named = dict(zip(columns, cells, strict=False))
    return named | {"": "".join(cells[len(columns) :]) or named.get("", "")}


@dataclass
class _Reader:
    """Reads row after row, and keeps what is wrong."""

    known: set[str]
    problems: list[CellProblem] = field(default_factory=list)
    _seen: dict[tuple[str, date], int] = field(default_factory=dict)
    _languages: dict[str, tuple[str, int]] = field(default_factory=dict)

    def tell(self, row: int, column: str, message: str) -> None:
        self.problems.append(CellProblem(row, column, message))

    def read(self, row: int, cells: dict[str, str]) -> StateRow:
        """A row as far as it can be read."""
        if cells[""]:
            self.tell(row, "", _("There is something beyond the last column."))
        typed = dict(cells)
        for column in COLUMNS:
            if typed.get(column, "").startswith(FORMULA_STARTS):
                self.tell(row, column, _("This is a formula. Write the value itself."))
                cells[column] = ""
        found = StateRow(
            row=row,
            iso=self._iso(row, cells["iso"]) if cells["iso"] == typed["iso"] else "",
            standing=self._standing(row, cells.get("standing", "")),
            since=self._day(row, "since", cells.get("since", "")),
            until=self._day(row, "until", cells.get("until", "")),
            language=self._language(row, cells.get("language", "")),
        )
        self._check_whole(found, typed)
        return found

    def _iso(self, row: int, cell: str) -> str:
        iso = cell.upper()
        if iso not in self.known:
            message = _("No country has the ISO 3166-1 code “%(iso)s”. Give the two letters, such as KE.")
            self.tell(row, "iso", message % {"iso": cell})
        return iso

    def _standing(self, row: int, cell: str) -> str:
        standing = cell.lower()
        if cell and standing not in dict(HELD_STANDINGS):
            self.tell(row, "standing", _("Write “member” or “observer”."))
        return standing

    def _day(self, row: int, column: str, cell: str) -> date | None:
        try:
            if cell and not DAY.fullmatch(cell):
                raise ValueError
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            self.tell(row, column, _("Write the day as in 2004-11-04: year, month, day."))
            return None

    def _language(self, row: int, cell: str) -> str:
        if cell and cell.lower() not in OfficialLanguage.values:
            self.tell(row, "language", _("Write “en”, “fr” or “es”, or leave it empty."))
        return cell.lower()

    def _check_whole(self, found: StateRow, cells: dict[str, str]) -> None:
        """What only shows when the cells of a row, or the rows of a State, are seen together."""
        if found.since and found.until and found.until < found.since:
            self.tell(found.row, "until", _("The last day is before the first day."))
        if cells.get("standing") and not cells.get("since"):
            self.tell(found.row, "since", _("Give the first day."))
        days = cells.get("since") or cells.get("until")
        if not cells.get("standing") and (days or not cells.get("language")):
            self.tell(found.row, "standing", _("Write “member” or “observer”."))
        self._check_doubles(found)

    def _check_doubles(self, found: StateRow) -> None:
        if found.since:
            first = self._seen.setdefault((found.iso, found.since), found.row)
            if first != found.row:
                self.tell(found.row, "since", _("This State and day are in row %(row)s already.") % {"row": first})
        if found.language:
            language, first = self._languages.setdefault(found.iso, (found.language, found.row))
            if language != found.language:
                values = {"row": first, "language": language}
                self.tell(found.row, "language", _("Row %(row)s gives this State “%(language)s”.") % values)
