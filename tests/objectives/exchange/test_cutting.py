"""XLSX and ODS are read some rows at a time, and say the same as when they are read whole."""

import re
import time
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from openpyxl import Workbook as OtherWorkbook
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from objectives.exchange.spreadsheets import cutting, cutting_ods, packages
from objectives.exchange.spreadsheets.reading import opened
from objectives.exchange.spreadsheets.telling import kind_of
from objectives.files.errors import FileRefused
from tests.objectives.sheets import ODS_HEAD, changed, ods, part, sound, xlsx

SHARED = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"
Lines = dict[int, list[Any]]


def lines_of(data: bytes) -> Lines:
    """The lines below the names that hold something, without what is empty at their ends."""
    with opened(BytesIO(data), kind_of(BytesIO(data)), "") as sheet:
        return tidied(sheet.lines)


def read_whole(data: bytes, after: int = 1) -> Lines:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_name("Evidence").to_python(skip_empty_area=False)
    return tidied((number, cells) for number, cells in enumerate(rows, start=1) if number > after)


def tidied(lines: Any) -> Lines:
    found = {}
    for number, cells in lines:
        last = max((at for at, cell in enumerate(cells, start=1) if cell != ""), default=0)
        if last:
            found[number] = cells[:last]
    return found


def written(*, shared: bool = True, at: tuple[int, int] = (0, 0)) -> bytes:
    """A book with strings of every kind, days, numbers and gaps, which begins at some cell."""
    file, (top, left) = BytesIO(), at
    with Workbook(file, {"constant_memory": not shared, "strings_to_formulas": False}) as book:
        page, bold = book.add_worksheet("Evidence"), book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(top, left, ["external_reference", "title", "starts_on", "", "O1/O1.1"])
        page.write_rich_string(top + 1, left, "NBO", bold, "-1", " ")
        page.write_row(top + 2, left, ["NBO-2", "  “A” & <b>\n_x000D_ é  "])
        page.write_datetime(top + 3, left + 2, datetime(2026, 9, 15), day)
        page.write_datetime(top + 4, left + 2, datetime(2026, 9, 15, 10, 30), day)
        page.write_boolean(top + 4, left + 3, True)
        page.write_formula(top + 40, left, '="NBO"&"-41"', value="NBO-41")
        page.write_number(top + 40, left + 4, 12.5)
        for line in range(50, 90):
            page.write_row(top + line, left, [f"NBO-{line}", "Training", "", f"{line} {'on ' * 200}", line])
    return file.getvalue()


def by_another() -> bytes:
    """A book as another library writes it: every string once, and inline where it is of several runs."""
    file, book = BytesIO(), OtherWorkbook()
    page = book.active
    assert page is not None
    page.title = "Evidence"
    page.append(["external_reference", "title", "starts_on"])
    for number in range(60):
        page.append([f"NBO-{number}", "Training", date(2026, 9, 15)])
    book.save(file)
    return file.getvalue()


def prefixed(data: bytes) -> bytes:
    """A book whose elements have the prefix of their namespace, as some programs write it."""
    for name in (SHEET, SHARED):
        text = part(data, name)
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"f", b"sst", b"si", b"t", b"r"):
            for old, new in ((b"<%b>", b"<x:%b>"), (b"<%b ", b"<x:%b "), (b"</%b>", b"</x:%b>")):
                text = text.replace(old % tag, new % tag)
        data = changed(data, name, part(data, name), text.replace(b"xmlns=", b"xmlns:x=", 1))
    return data


FILES = {
    "shared strings": written(),
    "strings in their cells": written(shared=False),
    "a table that begins further in": written(at=(3, 2)),
    "another library": by_another(),
    "prefixes": prefixed(written()),
    "empty strings": changed(written(), SHARED, b"<si><t>Training</t></si>", b"<si/>"),
    "days counted from 1904": changed(written(), "xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" '),
}


ROWS = [sound(number, title=f"Number {number}") for number in range(60)]
EMPTY = "<table:table-row><table:table-cell/></table:table-row>"
AGAIN = '<table:table-cell office:value-type="string"><text:p>NBO-77</text:p></table:table-cell></table:table-row>'
GROUPED = f"<table:table-row-group><table:table-row>{AGAIN}</table:table-row-group>"
REPEATED = f'<table:table-row table:number-rows-repeated="3">{AGAIN}'
GAPS = f'{EMPTY}<table:table-row table:number-rows-repeated="30"/><table:table-row/>'
OTHER_TABLE = f'<table:table table:name="Notes"/><table:table table:name="More">{EMPTY}</table:table>'
FILES |= {
    "ODS": ods(*ROWS),
    "ODS with days": ods(*(sound(number, starts_on=date(2026, 9, 15), ends_on=3.5) for number in range(60))),
    "ODS with gaps": ods(*ROWS, more=f"{GAPS}{REPEATED}{GAPS}{REPEATED}"),
    "ODS with groups": ods(*ROWS, more=f"{GROUPED}<table:table-header-rows>{EMPTY}</table:table-header-rows>{GROUPED}"),
    "ODS with rows to the end": ods(*ROWS, more=GAPS.replace('"30"', '"1048000"')),
    "ODS with other tables": ods(*ROWS, head=ODS_HEAD.replace("<table:table ", f"{OTHER_TABLE}<table:table ")),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("at_once", [1, 1000, 1 << 20])
def test_a_book_that_is_read_in_pieces_says_what_it_says_whole(
    kind: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "ROWS_AT_ONCE", at_once)
    for module in (cutting, cutting_ods):
        monkeypatch.setattr(module, "PIECE", 700)

    lines = lines_of(FILES[kind])

    assert lines == read_whole(FILES[kind], 4 if "further" in kind else 1)
    assert len(lines) >= 45


def long(kind: str) -> bytes:
    """A file of 20,000 rows."""
    rows = [{"external_reference": f"NBO-{line}", "title": f"{line} {'Training ' * 20}"} for line in range(1, 20_001)]
    if kind == "ODS":
        return ods(*rows)
    file = BytesIO()
    with Workbook(file, {"constant_memory": kind == "strings in their cells"}) as book:
        page = book.add_worksheet("Evidence")
        for line, row in enumerate([dict(zip(rows[0], rows[0], strict=True)), *rows]):
            page.write_row(line, 0, row.values())
    return file.getvalue()


@pytest.mark.parametrize("kind", ["shared strings", "strings in their cells", "ODS"])
def test_no_more_than_a_piece_of_a_book_is_ever_held(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = []

    class Watched:
        @staticmethod
        def from_filelike(file: BytesIO) -> CalamineWorkbook:
            held.append(len(file.getbuffer()))
            return CalamineWorkbook.from_filelike(file)

    for module in (cutting, cutting_ods):
        monkeypatch.setattr(module, "CalamineWorkbook", Watched)

    lines = lines_of(long(kind))

    assert len(lines) == 20_000
    assert lines[20_000][0] == "NBO-19999"
    assert max(held) < 2 * cutting.ROWS_AT_ONCE
    assert sum(held) > 3 * cutting.ROWS_AT_ONCE


class Searched:
    """How many bytes were looked through, in whatever pieces they came."""

    def __init__(self) -> None:
        self.bytes = 0

    def rest(self) -> type[cutting.Rest]:
        searched = self

        class Rest(cutting.Rest):
            def find(self, what: bytes, start: int) -> int:
                found = super().find(what, start)
                searched.bytes += (found if found >= 0 else len(self.data)) - start
                return found

            def find_last(self, what: bytes, start: int) -> int:
                searched.bytes += len(self.data) - start
                return super().find_last(what, start)

        return Rest

    def finditer(self, text: bytearray, start: int, end: int) -> Any:
        self.bytes += end - start
        return TAG.finditer(text, start, end)


TAG = cutting_ods.TAG


@pytest.mark.parametrize("kind", ["shared strings", "strings in their cells", "ODS"])
def test_a_long_row_is_searched_once_and_not_again_with_each_piece(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"external_reference": "NBO-1"} | {f"column {number}": f"{number} {'long ' * 2_000}" for number in range(20)}
    file, searched = BytesIO(), Searched()
    with Workbook(file, {"constant_memory": kind == "strings in their cells"}) as book:
        page = book.add_worksheet("Evidence")
        for line, cells in enumerate((row.keys(), row.values())):
            page.write_row(line, 0, cells)
    data = ods(row) if kind == "ODS" else file.getvalue()
    monkeypatch.setattr(cutting, "Rest", searched.rest())
    monkeypatch.setattr(cutting_ods, "TAG", searched)
    for module in (cutting, cutting_ods):
        monkeypatch.setattr(module, "PIECE", 100)
    expected, searched.bytes = read_whole(data), 0

    assert lines_of(data) == expected

    names = {"ODS": ["content.xml"], "shared strings": [SHEET, SHARED]}.get(kind, [SHEET])
    size = sum(len(part(data, name)) for name in names)
    assert size > 200_000
    assert searched.bytes < 20 * size


def test_a_formula_that_came_out_as_an_empty_text_is_an_empty_cell() -> None:
    formula = b'<c r="A2" t="str"><f>IF(1,"","x")</f><v></v></c>'
    given = changed(xlsx(sound(external_reference=7)), "xl/worksheets/sheet1.xml", b'<c r="A2"><v>7</v></c>', formula)

    first = lines_of(given).get(2, [""])

    assert first[0] == ""


@pytest.mark.parametrize(
    ("pattern", "piece"),
    [
        (cutting.DATE_1904, b"<workbookPr "),
        (cutting.SHARED, b"t='s' "),
        (cutting_ods.FORMULA, b'<table:table-cell table:formula="a">x'),
        (packages.PLACES, b"<c "),
        (packages.FILLED, b'r="A1" '),
        (packages.MERGED, b"<mergeCell "),
    ],
)
def test_what_looks_for_cells_takes_no_longer_for_what_was_made_to_be_slow(pattern: Any, piece: bytes) -> None:
    text = b"<c " + piece * (100_000 // len(piece))
    start = time.process_time()

    assert pattern.search(text) is None
    assert time.process_time() - start < 5


def test_a_cell_whose_string_is_not_there_is_a_damaged_file() -> None:
    data = xlsx(sound())
    bad = changed(data, SHARED, part(data, SHARED), b"<sst><si><t>external_reference</t></si></sst>")

    with pytest.raises(FileRefused, match="damaged"):
        lines_of(bad)


def test_rows_that_go_back_are_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "ROWS_AT_ONCE", 1)
    data = xlsx(*(sound(number, description=f"{number} {'x' * 9000}") for number in (1, 2)))
    rows = part(data, SHEET)
    bad = changed(data, SHEET, rows, re.sub(rb'r="([A-Z])3"', rb'r="\g<1>2"', rows))

    with pytest.raises(FileRefused, match="damaged"):
        lines_of(bad)


def test_one_long_string_in_every_cell_does_not_fill_the_memory(settings: LazySettings) -> None:
    settings.IMPORT_MOST_UNPACKED = 1 << 20
    bomb = xlsx(*(sound(number, title="x" * 30_000) for number in range(60)))

    with pytest.raises(FileRefused, match="unpacks to more"):
        lines_of(bomb)


def test_a_row_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "LONGEST_ROW", 20_000)

    with pytest.raises(FileRefused, match="unpacks to more"):
        lines_of(xlsx(sound(title="x" * 30_000)))


def test_a_frame_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "MOST_FRAME", 100)

    with pytest.raises(FileRefused, match="unpacks to more"):
        lines_of(xlsx(sound()))


@pytest.mark.parametrize(
    "more",
    [
        "</table:table-row>",
        f'<table:table-row><table:table-cell><table:table table:name="Inner">{EMPTY}</table:table></table:table-cell>'
        "</table:table-row>",
    ],
    ids=["a row that ends and never began", "a table in a cell"],
)
def test_an_ods_that_is_put_together_wrongly_is_damaged(more: str) -> None:
    with pytest.raises(FileRefused, match="damaged"):
        lines_of(ods(sound(), more=more))
