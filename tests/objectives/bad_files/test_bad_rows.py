"""Rows that cannot be taken: each is refused at its column with what to do, and nothing is written."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import ImportBatch
from tests.objectives import sheets
from tests.objectives.bad_files.making import (
    ODS_ERROR,
    ODS_FORMULA,
    ODS_MERGED,
    ODS_OLD_ERROR,
    SHEET,
    book,
    ods_with,
    prefixed,
)
from tests.objectives.bad_files.sending import Bad, counts, send
from tests.objectives.sheets import as_csv, changed, ods, sound, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "ground")]

WHERE = " O1/O1.1: "


def figure(value: Any, **more: Any) -> bytes:
    return xlsx(sound(**{"O1/O1.1": value}, **more))


def typed(value: str) -> bytes:
    return as_csv(sound(**{"O1/O1.1": value}))


SUBMIT = {"landing": "submitted"}
ROWS = [
    Bad("merged cells", book(lambda _w, p: p.merge_range("B2:C3", "x")), "2 title: The cells B2:C3 are merged."),
    Bad(
        "a row that cells merged with the one above leave empty",
        lambda: book(lambda _w, p: p.merge_range("B2:B3", "x"), rows=(sound(1), sound(2))),
        "3 title: The cells B2:B3 are merged.",
    ),
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
    Bad(
        "an error that is new to spreadsheets",
        lambda: changed(xlsx(sound(beneficiaries=7)), SHEET, b'"><v>7</v>', b'" t="e"><v>#BUSY!</v>'),
        "2 beneficiaries: The spreadsheet shows the error #BUSY! here.",
    ),
    Bad(
        "an error for a reference",
        as_csv(sound(external_reference="#N/A")),
        "2 external_reference: The spreadsheet shows the error #N/A here.",
    ),
    Bad(
        "an error of a French spreadsheet",
        as_csv(sound(external_reference="#VALEUR!")),
        "2 external_reference: The spreadsheet shows the error #VALEUR! here.",
    ),
    Bad("an error in ODS", lambda: ods_with(ODS_ERROR), "2 title: The spreadsheet shows the error #N/A here."),
    Bad("an error in old ODS", lambda: ods_with(ODS_OLD_ERROR), "2 title: The spreadsheet shows the error #N/A here."),
    Bad(
        "a formula without value in ODS",
        lambda: ods(sound(), more=ODS_FORMULA),
        "3 external_reference: The formula here has no value.",
    ),
    Bad("merged cells in ODS", lambda: ods_with(ODS_MERGED), "2 title: The cells B2:C2 are merged. Undo the merging"),
    Bad(
        "a formula without value, of another program",
        lambda: changed(prefixed(xlsx(sound(beneficiaries=7))), SHEET, b"<x:v>7</x:v>", b"<x:f>1+1</x:f>"),
        "2 beneficiaries: The formula here has no value.",
    ),
    Bad(
        "formulas without value and nothing else",
        lambda: changed(xlsx(sound(), {"external_reference": 7}), SHEET, b"<v>7</v>", b'<f>"A"&amp;"B"</f>'),
        "3 external_reference: The formula here has no value.",
    ),
    Bad(
        "behind a cell of several lines",
        as_csv(sound(1, description="One.\nTwo.\nThree."), sound(2, office="XXX")),
        "3 office: “XXX” is not known here.",
    ),
    Bad(
        "behind a line that names the separator",
        b"sep=,\r\n" + as_csv(sound(office="XXX")),
        "2 office: “XXX” is not known here.",
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
    Bad("a number of Berlin", typed("1.234,5"), f"2{WHERE}“1.234,5” can be read in more than one way"),
    Bad("a number of Paris", typed("1 234,5"), f"2{WHERE}“1 234,5” can be read in more than one way"),
    Bad("a number of Delhi", typed("1,00,000"), f"2{WHERE}“1,00,000” can be read in more than one way"),
    Bad("a decimal comma", typed("1,5"), f"2{WHERE}“1,5” can be read in more than one way"),
    Bad(
        "a point where a comma was said",
        typed("1,234.5"),
        f"2{WHERE}“1,234.5” is no number with a decimal comma",
        how={"decimal_mark": "comma"},
    ),
    Bad("a half where whole ones count", figure(1.5), f"2{WHERE}“1.5” has decimals, and this is counted in whole"),
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
        "2 ends_on: The period “Second quarter of 2026”, which holds this day, is closed.",
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
