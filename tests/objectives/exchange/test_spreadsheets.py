"""What is read from spreadsheets as people have them: kinds, writings, separators, days and numbers."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook

from iomtrack.accounts.models import User
from objectives.actions.import_content import as_input, with_content
from objectives.exchange.spreadsheets.cells import Unread, day, words
from objectives.exchange.spreadsheets.numbers import figure, number
from objectives.forms.evidence import EvidenceForm
from objectives.models import Evidence, Framework, Indicator
from objectives.validators import LONGEST_DESCRIPTION
from tests import factories
from tests.objectives import sheets
from tests.objectives.bad_files.making import ODS_BLANK
from tests.objectives.sheets import ODS_HEAD, as_csv, changed, ods, sound, text, xlsx

pytestmark = pytest.mark.django_db


def from_1904(row: dict[str, Any]) -> bytes:
    """An XLSX that counts its days from 1904."""
    file = BytesIO()
    with Workbook(file, {"date_1904": True}) as book:
        page, day = book.add_worksheet("Evidence"), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, (name, value) in enumerate(row.items()):
            page.write_string(0, at, name)
            page.write(1, at, value, day if isinstance(value, date) else None)
    return file.getvalue()


def merged_above(row: dict[str, Any]) -> bytes:
    """An ODS with a title over several columns, above the names."""
    title = '<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="4">'
    return ods(row, head=f"{ODS_HEAD}{title}<text:p>Nairobi</text:p></table:table-cell></table:table-row>")


FRENCH = "Société d’aide – cœur"


@pytest.fixture
def ground(today: None, period: object, nairobi: object, elements: object) -> None:
    """What a row names."""


FILES = {
    "XLSX": xlsx(sound(title=FRENCH)),
    "ODS": ods(sound(title=FRENCH)),
    "UTF-8": as_csv(sound(title=FRENCH)),
    "UTF-8 with a mark": as_csv(sound(title=FRENCH), charset="utf-8-sig"),
    "UTF-16": as_csv(sound(title=FRENCH), charset="utf-16"),
    "UTF-16 without a mark": as_csv(sound(title=FRENCH), charset="utf-16-le"),
    "Windows-1252": as_csv(sound(title=FRENCH), charset="windows-1252"),
    "semicolons": as_csv(sound(title=FRENCH), delimiter=";"),
    "tabs": as_csv(sound(title=FRENCH), delimiter="\t"),
    "a line that names the separator": f"sep=;\r\n{text(sound(title=FRENCH), delimiter=';')}".encode(),
    "lines above the names": b"Entries of Nairobi,,\r\n,,\r\n" + as_csv(sound(title=FRENCH)),
    "a label and an example": xlsx(
        {"external_reference": "# Your reference", "title": "In one line"},
        {"external_reference": "# example", "title": "An example"},
        sound(title=FRENCH),
    ),
    "blank rows between": xlsx({"title": " "}, sound(title=FRENCH), {}),
    "remarks beside": xlsx(sound(title=FRENCH, **{"# mine": "ask Amina"})),
    "a date of the spreadsheet": xlsx(sound(title=FRENCH, starts_on=date(2026, 9, 15), ends_on=date(2026, 9, 15))),
    "a date of ODS": ods(sound(title=FRENCH, starts_on=date(2026, 9, 15))),
    "codes with their names": as_csv(sound(title=FRENCH, office="NBO – Nairobi", serves_1="o1 – Objective O1")),
    "names for codes": as_csv(sound(title=FRENCH, office="nairobi")),
    "names in another case, with spaces": as_csv(
        {name.replace("_", " ").title(): value for name, value in sound(title=FRENCH).items()}
    ),
    "names with marks that nobody sees": as_csv(
        {f"\u200b{name}\u00a0": value for name, value in sound(title=FRENCH).items()}
    ),
    "a million formatted rows below": changed(
        xlsx(sound(title=FRENCH)),
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'<row r="1048576"><c r="A1048576" s="1"/><c r="B1048576" s="1" t="n"></c><c r="XFD1048576"><v></v></c></row>'
        b"</sheetData>",
    ),
    "a million blank rows below in ODS": ods(sound(title=FRENCH), more=ODS_BLANK),
    "days counted from 1904": from_1904(sound(title=FRENCH, starts_on=date(2026, 9, 15), ends_on=date(2026, 9, 15))),
    "bare numbers of days counted from 1904": from_1904(sound(title=FRENCH, starts_on=44818, ends_on=44818)),
    "merged cells above the names": merged_above(sound(title=FRENCH)),
    "ends of lines of an old Mac": as_csv(sound(title=FRENCH)).replace(b"\r\n", b"\r"),
    "no end of the last line": as_csv(sound(title=FRENCH)).rstrip(),
    "another name for the sheet": xlsx(sound(title=FRENCH), sheet="Feuille1"),
}


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_gives_the_same_entry(kind: str, framework: Framework, recorder: User) -> None:
    sheets.imported(framework, FILES[kind], by=recorder, landing="submitted")

    entry = with_content(Evidence.objects.all()).get()
    assert (entry.title, entry.starts_on, entry.ends_on) == (FRENCH, date(2026, 9, 15), date(2026, 9, 15))
    assert [(one.element.code, one.how) for one in entry.contributions.all()] == [("O1", "Officials know the law.")]


@pytest.mark.usefixtures("ground")
def test_a_latin_1_file_can_be_told(framework: Framework, recorder: User) -> None:
    data = as_csv(sound(title="Société"), charset="latin-1")

    sheets.imported(framework, data, by=recorder, charset="windows-1252")

    assert sheets.titles() == ["Société"]


@pytest.mark.usefixtures("ground")
def test_numbers_with_a_decimal_comma_are_read_where_that_is_said(
    framework: Framework, indicator: Indicator, recorder: User
) -> None:
    indicator.decimals = 2
    indicator.save()
    rows = [sound(at, **{"O1/O1.1": text}) for at, text in enumerate(("1.234,5", "1 234,5", "1234,5", "12"))]

    sheets.imported(framework, as_csv(*rows, delimiter=";"), by=recorder, decimal_mark="comma")

    entries = with_content(Evidence.objects.order_by("pk"))
    values = [as_input(one).figures[0].value for one in entries]
    assert values == [Decimal("1234.5"), Decimal("1234.5"), Decimal("1234.5"), Decimal(12)]


@pytest.mark.usefixtures("ground")
def test_markup_and_many_languages_are_words(framework: Framework, recorder: User) -> None:
    said = "<script>alert(1)</script> תוכנית التدريب 培训 Ωμέγα 👩‍🏫 100 % – “ok”"

    sheets.imported(framework, as_csv(sound(title=said)), by=recorder)

    assert sheets.titles() == [said]


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(
    ("cell", "served"), [(1.1, []), ("1.1", ["1.1"]), ("1.10", ["1.10"]), (2.1, ["2.1"]), (3, ["3"])]
)
def test_a_number_that_can_be_two_codes_is_refused(
    cell: Any, served: list[str], framework: Framework, recorder: User
) -> None:
    for code in ("1.1", "1.10", "2.1", "3", "30"):
        factories.ElementFactory(framework=framework, code=code)

    batch = sheets.checked(framework, xlsx(sound(serves_1=cell)), by=recorder)

    assert (batch.state == "ready") == bool(served)
    if not served:
        assert "A number stands here, which can be 1.1 or 1.10. Format the cell as text" in sheets.said(batch)[0]


@pytest.mark.usefixtures("ground")
def test_what_an_export_has_guarded_comes_back_as_it_was(framework: Framework, recorder: User) -> None:
    sheets.imported(framework, as_csv(sound(title="'=1+1 is two", description="- forty\n- fifty")), by=recorder)

    entry = Evidence.objects.get()
    assert (entry.title, entry.description) == ("=1+1 is two", "- forty\n- fifty")


@pytest.mark.usefixtures("ground")
def test_a_merged_office_is_taken_as_the_one_that_it_is_now(framework: Framework, recorder: User) -> None:
    office = recorder.posting.office
    factories.OfficeFactory(code="MSA", retired=True, merged_into=office)

    sheets.imported(framework, as_csv(sound(office="MSA")), by=recorder)

    assert Evidence.objects.get().office == office


@pytest.mark.usefixtures("ground")
def test_what_comes_late_comes_in_by_an_unlock(framework: Framework, recorder: User) -> None:
    period = factories.PeriodFactory(
        framework=framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30), closed=True
    )
    unlock = factories.PeriodUnlockFactory(period=period, office=recorder.posting.office)
    row = sound(starts_on="2026-05-15", ends_on="2026-05-15")

    sheets.imported(framework, as_csv(row), by=recorder, landing="submitted")

    assert Evidence.objects.get().unlock == unlock


def test_a_description_is_as_long_as_the_form_takes(framework: Framework, recorder: User) -> None:
    assert EvidenceForm(framework=framework, by=recorder).fields["description"].most == LONGEST_DESCRIPTION


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 9, 4),
        datetime(2026, 9, 4, 10, 30),
        "2026-09-04",
        "2026/9/4",
        "20260904",
        20260904,
        46269,
        46269.5,
        "2026-09-04T00:00:00",
        "2026-09-04 9:30",
        "2026-09-04T09:30:00+02:00",
        "4.9.2026",
        "4.9.2026 00:00",
        "04.09.2026",
        "4 September 2026",
        "4 Sept. 2026",
        "September 4, 2026",
        "4 septembre 2026",
        "4 de septiembre de 2026",
        " 4-Sep-2026 ",
    ],
)
def test_a_day_is_read_however_it_is_written(cell: Any) -> None:
    assert day(cell) == date(2026, 9, 4)


@pytest.mark.parametrize(
    ("cell", "is_read_as"),
    [
        ("14/9/2026", (9, 14)),
        ("9/14/2026", (9, 14)),
        ("9/14/2026 12:00:00 AM", (9, 14)),
        ("14/09/2026 0:00", (9, 14)),
        ("5/5/2026", (5, 5)),
    ],
)
def test_a_day_with_strokes_is_read_where_it_can_be_one_day_alone(cell: str, is_read_as: tuple[int, int]) -> None:
    assert day(cell) == date(2026, *is_read_as)


@pytest.mark.parametrize(
    "cell", ["3/4/2026", "03-04-2026", "3/4/2026 0:00", "1/2/03", "31.4.2026", "0000-01-01", "2026-13-01", 7, True]
)
def test_any_other_day_is_refused(cell: Any) -> None:
    with pytest.raises(Unread):
        day(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [(40, 40), (40.0, 40), ("40", 40), ("1,250", 1250), ("1 250", 1250), ("1'250", 1250), ("١٢", 12), ("", None)],
)
def test_a_number_is_read_as_on_the_form(cell: Any, value: int | None) -> None:
    assert number(cell, decimals=0, mark="point") == value


def test_a_number_of_the_spreadsheet_is_what_it_shows() -> None:
    assert number(0.1 + 0.2, decimals=1, mark="point") == Decimal("0.3")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("over 4,100", (Decimal(4100), "over", "value")),
        ("About 40", (Decimal(40), "about", "value")),
        ("not reported", (None, "exact", "not_reported")),
        ("Not applicable", (None, "exact", "not_applicable")),
        ("not_applicable", (None, "exact", "not_applicable")),
        (0, (Decimal(0), "exact", "value")),
        ("", (None, "exact", "value")),
    ],
)
def test_a_figure_says_how_exact_it_is_or_why_there_is_none(cell: Any, said: tuple[object, ...]) -> None:
    assert figure(cell, decimals=0, mark="point") == said


def test_words_keep_their_lines_and_numbers_become_words() -> None:
    assert [words(one) for one in (" a\r\nb ", 12, 12.0, 1.5, True, None)] == ["a\nb", "12", "12", "1.5", "true", ""]
