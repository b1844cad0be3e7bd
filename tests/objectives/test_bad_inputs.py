"""Files that cannot be taken as they are: each is refused at its place with what to do, and nothing is written."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from xlsxwriter import Workbook

from iomtrack.accounts.models import User
from objectives.models import Framework, ImportBatch, Indicator, Office, Period
from tests import factories
from tests.objectives import sheets
from tests.objectives.sheets import as_csv, changed, ods, sound, xlsx, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "ground")]

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b"""<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""
DAMAGED = "The file is damaged or cut short. Open it in your spreadsheet, save it again, and upload that."
NO_SPREADSHEET = "This is no spreadsheet. Upload an .xlsx, .ods or .csv file, made from the template."
DECLARES = "The file declares entities, which no spreadsheet does. Open it, save it again, and upload that."
TOO_MUCH = "The file unpacks to more than is read at once."
WHERE = " O1/O1.1: "


@dataclass(frozen=True)
class Bad:
    """What is sent, how, and the words that say what to do."""

    name: str
    data: bytes | Callable[[], bytes]
    says: str
    how: dict[str, str] = field(default_factory=dict)
    settings: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def bytes(self) -> bytes:
        return self.data() if callable(self.data) else self.data


def bomb() -> bytes:
    """Ten megabytes of blanks in a sheet, packed small."""
    return changed(xlsx(sound()), SHEET, b"</worksheet>", b" " * 10_000_000 + b"</worksheet>")


def lying_bomb() -> bytes:
    """The same, with a directory that says it were ten bytes."""
    data = bytearray(bomb())
    with zipfile.ZipFile(BytesIO(bytes(data))) as package:
        size = package.getinfo(SHEET).file_size.to_bytes(4, "little")
    return bytes(data.replace(size, (10).to_bytes(4, "little")))


def locked_zip() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = xlsx(sound())
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x02\x00", b"PK\x01\x02\x14\x03\x14\x00\x03\x00"
    )


def book(fill: Callable[[Workbook, Any], None], *, rows: tuple[dict[str, Any], ...] = (sound(),)) -> bytes:
    """An XLSX to which something was done."""
    file = BytesIO()
    with Workbook(file, {"strings_to_formulas": False}) as workbook:
        page = workbook.add_worksheet("Evidence")
        names = sheets.names_of(rows)
        for at, name in enumerate(names):
            page.write_string(0, at, name)
            for line, row in enumerate(rows, start=1):
                page.write(line, at, row.get(name, ""))
        fill(workbook, page)
    return file.getvalue()


def twin(workbook: Workbook, page: Any) -> None:
    page.name = "One"
    other = workbook.add_worksheet("Two")
    other.write_row(0, 0, ["external_reference", "title"])


def figure(value: Any, **more: Any) -> bytes:
    return xlsx(sound(**{"O1/O1.1": value}, **more))


def typed(value: str) -> bytes:
    return as_csv(sound(**{"O1/O1.1": value}))


ODS_FAR = (
    '<table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="string" '
    'table:number-columns-repeated="9000"><text:p>x</text:p></table:table-cell></table:table-row>'
)
ODS_MERGED = '<table:table-row><table:table-cell table:number-columns-spanned="2"/></table:table-row>'
ODS_FORMULA = '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>'
SUBMIT = {"landing": "submitted"}

FILES = [
    Bad("empty", b"", "The file is empty. Choose another."),
    Bad("a byte order mark alone", b"\xef\xbb\xbf", "The file is empty. Choose another."),
    Bad("blank lines alone", b"\r\n \r\n", "The file is empty. Choose another."),
    Bad("a picture", b"\x89PNG\r\n\x1a\n" + b"x" * 99, NO_SPREADSHEET),
    Bad("a PDF", b"%PDF-1.7\n%%EOF\n", NO_SPREADSHEET),
    Bad("bytes at random", bytes(range(256)) * 40, "as “CSV UTF-8”, and upload that."),
    Bad(
        "a web page",
        b"<html><table><tr><td>external_reference</td></tr></table></html>",
        "This is a page or a document",
    ),
    Bad("SpreadsheetML", b'<?xml version="1.0"?><Workbook/>', "Save it as .xlsx, and upload that."),
    Bad("an archive", zipped({"rows.csv": b"x"}), NO_SPREADSHEET),
    Bad(
        "a text document",
        changed(xlsx(sound()), "[Content_Types].xml", b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"),
        NO_SPREADSHEET,
    ),
    Bad("the old kind", OLE + b"\0" * 600, "This is a spreadsheet of the old kind (.xls). Save it as .xlsx"),
    Bad(
        "locked by Office",
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "Save it without one, and upload that.",
    ),
    Bad("locked as a zip", locked_zip, "The file is locked with a password. Save it without one"),
    Bad(
        "ODS locked",
        changed(ods(sound()), "META-INF/manifest.xml", b"<manifest/>", b"<m><encryption-data/></m>"),
        "The file is locked",
    ),
    Bad(
        "with macros",
        changed(xlsx(sound()), "[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"),
        "The file holds macros, which are programs. Save it as .xlsx",
    ),
    Bad("cut short", xlsx(sound())[:3000], DAMAGED),
    Bad("cut short within", lambda: changed(xlsx(sound()), SHEET, b"</row></sheetData>", b"<row"), DAMAGED),
    Bad("a sheet that is missing", lambda: without(xlsx(sound()), SHEET), ""),
    Bad("a zip bomb", bomb, TOO_MUCH, settings={"IMPORT_MOST_UNPACKED": 1_000_000}),
    Bad("a zip bomb that lies", lying_bomb, "", settings={"IMPORT_MOST_UNPACKED": 1_000_000}),
    Bad("a billion laughs", changed(xlsx(sound()), STRINGS, b"<sst ", LAUGHS + b"<sst "), DECLARES),
    Bad("an entity from outside", changed(xlsx(sound()), SHEET, b"<worksheet ", OUTSIDE + b"<worksheet "), DECLARES),
    Bad(
        "a billion laughs in ODS",
        lambda: changed(
            ods(sound()), "content.xml", b"<office:document-content ", LAUGHS + b"<office:document-content "
        ),
        DECLARES,
    ),
    Bad(
        "a cell far out", lambda: changed(xlsx(sound()), SHEET, b'r="A2"', b'r="XFD1048576"'), "The file has more than"
    ),
    Bad(
        "a cell far to the right",
        lambda: changed(xlsx(sound()), SHEET, b'r="A2"', b'r="XFD2"'),
        TOO_MUCH,
        settings={"IMPORT_MOST_CELLS": 30_000},
    ),
    Bad("cells that repeat without end", lambda: ods(sound(), more=ODS_FAR), "The file has more than"),
    Bad(
        "cells without places",
        lambda: changed(xlsx(sound()), SHEET, b'<c r="A2"', b"<c"),
        "do not say where they stand",
    ),
    Bad(
        "too many rows",
        xlsx(*(sound(n) for n in range(9))),
        "The file has more than 5 rows. Split it",
        settings={"IMPORT_MOST_ROWS": 5},
    ),
    Bad(
        "too many rows of CSV",
        as_csv(*(sound(n) for n in range(9))),
        "The file has more than 5 rows. Split it",
        settings={"IMPORT_MOST_ROWS": 5},
    ),
    Bad("no names", as_csv({"a": "x", "b": "y"}), "No line names the columns"),
    Bad("names alone", xlsx(names=["external_reference", "title"]), "There are no entries below the names"),
    Bad("no title column", as_csv({"external_reference": "X"}), "There is no column “title”. Begin with the template"),
    Bad("an unknown column", as_csv(sound(colour="red")), "Column J, “colour”, is not one that MC/INF/274 has."),
    Bad(
        "an indicator of another framework",
        as_csv(sound(**{"O9/O9.1": "1"})),
        "“O9/O9.1”, is not one that MC/INF/274 has.",
    ),
    Bad(
        "a column twice",
        xlsx(sound(), names=[*sheets.SOUND, "title"]),
        "Columns B and J are both called “title”. Take one",
    ),
    Bad("how without what", as_csv(sound(how_7="Well.")), "There is a column “how_7” and no “serves_7” for it."),
    Bad(
        "the sheet hidden",
        book(lambda w, p: (w.add_worksheet("Other"), w.worksheets()[1].activate(), p.hide())),
        "The sheet “Evidence” is hidden. Show it",
    ),
    Bad("two sheets of entries", book(twin), "Several sheets hold entries: One, Two."),
    Bad(
        "ODS with merged cells",
        lambda: ods(sound(), more=ODS_MERGED),
        "Cells are merged in this file. Undo the merging",
    ),
    Bad(
        "ODS with a formula without value",
        lambda: ods(sound(), more=ODS_FORMULA),
        "There are formulas without a value.",
    ),
    Bad(
        "UTF-16 that it is not", as_csv(sound()), "in the writing that it was said to be in", how={"charset": "utf-16"}
    ),
    Bad(
        "UTF-8 that it is not",
        as_csv(sound(title="Société"), charset="latin-1"),
        "in the writing that it was said to be in",
        how={"charset": "utf-8"},
    ),
    Bad(
        "a quotation mark that is never closed",
        b'external_reference,title\nX,"' + b"x," * 600_000,
        "The file cannot be read as CSV",
    ),
]

ROWS = [
    Bad("merged cells", book(lambda _w, p: p.merge_range("B2:C3", "x")), "2 title: The cells B2:C3 are merged."),
    Bad(
        "a formula without value",
        lambda: changed(xlsx(sound(beneficiaries=7)), SHEET, b"<v>7</v>", b"<f>1+1</f>"),
        "2 beneficiaries: The formula here has no value.",
    ),
    Bad(
        "an error of the spreadsheet",
        lambda: changed(xlsx(sound(beneficiaries=7)), SHEET, b'"><v>7</v>', b'" t="e"><v>#REF!</v>'),
        "2 beneficiaries: The spreadsheet shows the error #REF! here.",
    ),
    Bad("an error as text", as_csv(sound(title="#REF!")), "2 title: The spreadsheet shows the error #REF! here."),
    Bad(
        "a formula as text",
        as_csv(sound(title='=HYPERLINK("http://x")')),
        "2 title: A formula stands here. Put what it comes to",
    ),
    Bad("a command", as_csv(sound(description="=cmd|' /C calc'!A0")), "2 description: A formula stands here."),
    Bad("a NUL", as_csv(sound(title="Trai\0ning")), "2 title: There is a sign in it that is no character (U+0000"),
    Bad(
        "a control character",
        as_csv(sound(title="Trai\x07ning")),
        "2 title: There is a sign in it that is no character (U+0007",
    ),
    Bad(
        "a mark that turns the writing",
        as_csv(sound(title="Trai\u202egnin")),
        "2 title: There is a hidden mark in it that turns",
    ),
    Bad(
        "a sign that is none",
        as_csv(sound(title="Trai\uffffning")),
        "2 title: There is a sign in it that is no character (U+FFFF",
    ),
    Bad(
        "100,000 characters in a title",
        as_csv(sound(title="x" * 100_000)),
        "2 title: “In one line” is 99,800 characters too long",
    ),
    Bad(
        "100,000 characters in words",
        as_csv(sound(description="x" * 100_000)),
        "2 description: “In a few sentences” is 90,000 characters too long",
    ),
    Bad(
        "100,000 characters in a reference",
        as_csv(sound(external_reference="x" * 100_000)),
        "2 external_reference: “Your reference” is 99,880 characters too long",
    ),
    Bad("100,000 characters in a code", as_csv(sound(office="x" * 100_000)), "2 office: “xxxxxx"),
    Bad("100,000 characters in a number", typed("9" * 100_000), f"2{WHERE}"),
    Bad("days reversed", as_csv(sound(starts_on="2026-09-16")), "2 ends_on: The last day is before the first day."),
    Bad(
        "a day of two readings",
        as_csv(sound(starts_on="3/4/2026")),
        "2 starts_on: “3/4/2026” can be read as 2026-04-03 and as 2026-03-04.",
    ),
    Bad("a year of two digits", as_csv(sound(starts_on="14.09.26")), "2 starts_on: “14.09.26” gives no whole year."),
    Bad(
        "the thirtieth of February",
        as_csv(sound(starts_on="2026-02-30")),
        "2 starts_on: “2026-02-30” is not a day of the calendar. Write it as 2026-09-14.",
    ),
    Bad("a day in words", as_csv(sound(ends_on="last week")), "2 ends_on: “last week” is not a day of the calendar."),
    Bad("a number for a day", xlsx(sound(ends_on=7)), "2 ends_on: “7” is not a day of the calendar."),
    Bad("an endless number for a day", xlsx(sound(ends_on=1e300)), "2 ends_on:"),
    Bad("a number of Berlin", typed("1.234,5"), f"2{WHERE}“1.234,5” can be read in more than one way."),
    Bad("a number of Paris", typed("1 234,5"), f"2{WHERE}“1 234,5” can be read in more than one way."),
    Bad("a number of Delhi", typed("1,00,000"), f"2{WHERE}“1,00,000” can be read in more than one way."),
    Bad("a decimal comma", typed("1,5"), f"2{WHERE}“1,5” can be read in more than one way."),
    Bad(
        "a point where a comma was said",
        typed("1,234.5"),
        f"2{WHERE}“1,234.5” is no number with a decimal comma",
        how={"decimal_mark": "comma"},
    ),
    Bad("a half where whole ones count", figure(1.5), f"2{WHERE}“1.5” has a point in it, and this is counted in whole"),
    Bad("less than nothing", figure(-4), f"2{WHERE}This cannot be less than 0."),
    Bad("a number beyond all measure", figure(1e20), f"2{WHERE}This number is too large"),
    Bad("no number", typed("n/a"), f"2{WHERE}“n/a” is not a number. Write 0 if there were none, else “not reported”"),
    Bad("a number in words", typed("forty"), f"2{WHERE}“forty” is not a number. Write it in digits"),
    Bad("a number with words", typed("40 persons"), f"2{WHERE}“40 persons” is more than a number. Write 40 alone"),
    Bad("yes for a number", figure(True), f"2{WHERE}“true” is not a number."),
    Bad("a day for a number", figure(date(2026, 9, 1)), f"2{WHERE}A date stands here. Write the number"),
    Bad(
        "a figure of what was not served",
        figure(4, serves_1="O2"),
        f"2{WHERE}This is a figure of O1, which the entry did not serve. Add O1",
    ),
    Bad(
        "parts without a total",
        xlsx(sound(**{"O1/O1.1/sex:female": 4})),
        "2 O1/O1.1/sex:female: Give the total too. The parts add up to 4.",
    ),
    Bad(
        "an answer with parts",
        figure("not reported", **{"O1/O1.1/sex:female": 4}),
        f"2{WHERE}You chose “not reported” and gave parts too.",
    ),
    Bad(
        "no reference",
        as_csv(sound(external_reference="")),
        "2 external_reference: Give the entry a reference of your own",
    ),
    Bad(
        "a reference twice",
        as_csv(sound(1), sound(2), sound(1)),
        "4 external_reference: Row 2 has the reference “NBO-1” too.",
    ),
    Bad(
        "an unknown office", as_csv(sound(office="XXX")), "2 office: “XXX” is not known here. Write a code of the list"
    ),
    Bad("a closed office", as_csv(sound(office="OLD")), "2 office: OLD is closed. Choose an office that is in use."),
    Bad(
        "an unknown programme",
        as_csv(sound(programme="XXX")),
        "2 programme: “XXX” is not known here, and there is nothing to choose.",
    ),
    Bad(
        "an unknown objective",
        as_csv(sound(serves_1="O99")),
        "2 serves_1: “O99” is not known here. Write a code of the list, such as O1",
    ),
    Bad("an objective of another framework", as_csv(sound(serves_1="Z1")), "2 serves_1: “Z1” is not known here."),
    Bad("an objective twice", as_csv(sound(serves_2="o1 ", how_2="Too.")), "2 serves_2: O1 stands here twice."),
    Bad(
        "a line on how, of nothing",
        as_csv(sound(serves_2="", how_2="Well.")),
        "2 serves_2: A line on how stands beside it",
    ),
    Bad("an unknown country", as_csv(sound(countries="KE; XX")), "2 countries: “XX” is not known here."),
    Bad("an unknown theme", as_csv(sound(themes="nothing")), "2 themes: “nothing” is not known here"),
    Bad(
        "an unknown sensitivity",
        as_csv(sound(sensitivity="secret")),
        "2 sensitivity: “secret” is none of the choices. Write one of: shareable, internal.",
    ),
    Bad(
        "an unknown precision", as_csv(sound(date_precision="week")), "2 date_precision: “week” is none of the choices."
    ),
    Bad(
        "a script for an address",
        as_csv(sound(url_1="javascript:alert(1)")),
        "2 url_1: This is not an address on the web.",
    ),
    Bad(
        "a paragraph of nothing",
        as_csv(sound(citation_1="", paragraph_1="3")),
        "2 paragraph_1: Say which document this paragraph is of.",
    ),
    Bad("text under no name", xlsx(sound(), {**sound(2), "": "lost"}), "3 : This column has no name in the first line"),
    Bad(
        "more cells than names",
        as_csv(sound()) + b"X,A,B,2026-09-15,2026-09-15,NBO,O1,h,c,more\n",
        "3 : This column has no name in the first line",
    ),
    Bad("a day to come", as_csv(sound(ends_on="2026-09-29")), "2 ends_on: The last day is in the future.", how=SUBMIT),
    Bad(
        "before the Organization",
        as_csv(sound(starts_on="1949-01-01")),
        "2 starts_on: Give a year from 1951 on.",
        how=SUBMIT,
    ),
    Bad(
        "in no period",
        as_csv(sound(starts_on="2025-09-15", ends_on="2025-09-15")),
        "2 ends_on: No reporting period of MC/INF/274 holds this day.",
        how=SUBMIT,
    ),
    Bad(
        "in a closed period",
        as_csv(sound(starts_on="2026-05-15", ends_on="2026-05-15")),
        "2 ends_on: Second quarter of 2026, which holds this day, is closed.",
        how=SUBMIT,
    ),
    Bad("no words", as_csv(sound(title=" ", description="")), "2 title: Say in one line what was done.", how=SUBMIT),
    Bad("no line on how", as_csv(sound(how_1="")), "2 how_1: Say in one line how it served O1.", how=SUBMIT),
    Bad("no source", as_csv(sound(citation_1="")), "2 citation_1: Give a source", how=SUBMIT),
    Bad(
        "nothing served",
        as_csv(sound(serves_1="", how_1="")),
        "2 serves_1: Choose at least one objective or role",
        how=SUBMIT,
    ),
    Bad(
        "parts that miss the total",
        figure(10, **{"O1/O1.1/sex:female": 4}),
        f"2{WHERE}By sex, the parts add up to 4: 6 less than the total of 10.",
        how=SUBMIT,
    ),
]


def without(data: bytes, name: str) -> bytes:
    """A zip without one of its parts."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return zipped({one: package.read(one) for one in package.namelist() if one != name})


@pytest.fixture
def ground(framework: Framework, nairobi: Office, indicator: Indicator, period: Period) -> None:
    """What rows name: an office in use and a closed one, a country, an indicator by sex, a closed period."""
    factories.OfficeFactory(code="OLD", retired=True)
    factories.StateFactory(iso="KE", name="Kenya")
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    factories.CategoryFactory(dimension=dimension, code="female", label="Female")
    indicator.dimensions.add(dimension)
    factories.ElementFactory(code="Z1")
    factories.PeriodFactory(
        framework=framework,
        code="2026-Q2",
        label="Second quarter of 2026",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
        status="closed",
        closed_at=timezone.now(),
        closed_by=factories.UserFactory(role="administrator"),
    )


def counts() -> dict[str, int]:
    """How many rows each table has, but for those of uploads themselves."""
    own = {"ImportBatch", "ImportRow", "AuditEvent", "Session"}
    return {one.__name__: one._base_manager.count() for one in apps.get_models() if one.__name__ not in own}


def send(client: Client, bad: Bad) -> Any:
    form = {"framework": "mc-inf-274", "landing": "draft", "decimal_mark": "point", "charset": "", **bad.how}
    return client.post("/imports/new/", {**form, "file": SimpleUploadedFile("rows.xlsx", bad.bytes)})


@pytest.mark.parametrize("bad", FILES, ids=str)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    bad: Bad, recorder: User, client_for: Callable[[User], Client], settings: Any
) -> None:
    client, before = client_for(recorder), counts()
    for name, value in bad.settings.items():
        setattr(settings, name, value)

    response = send(client, bad)
    if response.status_code == 302:
        batch = sheets.worked(ImportBatch.objects.get())
        assert (batch.state, batch.rows.filter(outcome="new").count() == 0 or bool(batch.problems)) == ("faulty", True)
        said = "\n".join(batch.problems)
        response = client.get(batch.get_absolute_url())
    else:
        assert response.status_code == 422
        said = response.content.decode()

    assert bad.says in said
    assert response.status_code in (200, 422)
    assert counts() == before


@pytest.mark.parametrize("bad", ROWS, ids=str)
def test_a_row_that_cannot_be_taken_is_refused_at_its_column(
    bad: Bad, recorder: User, client_for: Callable[[User], Client]
) -> None:
    client, before = client_for(recorder), counts()

    response = send(client, bad)
    assert response.status_code == 302
    batch = sheets.worked(ImportBatch.objects.get())

    said = sheets.said(batch)
    assert batch.state == "faulty"
    assert [one for one in said if one.startswith(bad.says)], said
    assert client.get(batch.get_absolute_url()).status_code == 200
    assert client.get(f"{batch.get_absolute_url()}to-put-right/").status_code == 200
    assert counts() == before
