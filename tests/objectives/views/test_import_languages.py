"""What is wrong with an import is kept in its uploader's language, and told to each reader in theirs."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from iomtrack.accounts.models import User
from objectives.models import Framework
from tests import factories, pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.mark.parametrize(("uploader", "reader"), [("fr", "en"), ("en", "es"), ("es", "fr")])
def test_whoever_reads_in_another_language_is_told_in_it(
    framework: Framework,
    recorder: User,
    auditor: User,
    client_for: Callable[[User], Client],
    uploader: str,
    reader: str,
) -> None:
    for person, language in ((recorder, uploader), (auditor, reader)):
        person.language = language
        person.save()
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(title="", office="XXX")), by=recorder)
    unknown = "“%(text)s” is not known here. Write a code of the list, such as %(some)s."

    def worded(language: str) -> str:
        with override(language):
            return gettext(unknown) % {"text": "XXX", "some": "NBO"}

    recorder.language = reader  # what is kept says itself in which language it is
    recorder.save()
    page = pages.read(client_for(auditor).get(f"/imports/{batch.pk}/")).text_content()

    assert worded(reader) in page
    assert worded(uploader) not in page
    assert batch.worded_in == uploader


def test_so_is_whoever_downloads_the_rows_to_put_right(
    framework: Framework, recorder: User, auditor: User, client_for: Callable[[User], Client]
) -> None:
    for person, language in ((recorder, "fr"), (auditor, "es")):
        person.language = language
        person.save()
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(title="", office="XXX")), by=recorder)
    unknown = "“%(text)s” is not known here. Write a code of the list, such as %(some)s."

    with override("en"):  # what is streamed leaves its language behind
        response = client_for(auditor).get(f"/imports/{batch.pk}/to-put-right/")
        file = BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]  # of a streamed answer

    names, labels, row = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    with override("es"):
        assert gettext(unknown) % {"text": "XXX", "some": "NBO"} in str(row[0])
        assert (names[0], labels[0]) == ("# qué corregir", gettext("What to put right"))
        assert response["Content-Disposition"].endswith(f'filename="filas-por-corregir-{batch.pk}.xlsx"')
        assert f"# {gettext('Your reference')}" in str(labels[names.index("external_reference")])


@pytest.mark.parametrize(
    ("made_in", "sheet", "guide"),
    [("en", "Evidence", "Read me"), ("fr", "Données probantes", "Lisez-moi"), ("es", "Evidencia", "Léame")],
)
@pytest.mark.parametrize("read_in", ["en", "fr", "es"])
def test_a_template_of_one_language_is_read_in_another(
    framework: Framework,
    recorder: User,
    client_for: Callable[[User], Client],
    made_in: str,
    sheet: str,
    guide: str,
    read_in: str,
) -> None:
    recorder.language = made_in
    recorder.save()
    answer = client_for(recorder).get("/imports/template/mc-inf-274/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # of a streamed answer
    names = [cell.value for cell in book[sheet][1]]
    twin = book.create_sheet("Copy", 0)  # the name of the other sheet alone says which one is meant
    for row, values in enumerate((sheets.sound(1), sheets.sound(2, office="XXX")), start=4):
        for name, value in values.items():
            book[sheet].cell(row, names.index(name) + 1, value)
    for at, name in enumerate(names, start=1):
        twin.cell(1, at, name)
    filled = BytesIO()
    book.save(filled)
    recorder.language = read_in
    recorder.save()

    with override(read_in):
        batch = sheets.checked(framework, filled.getvalue(), by=recorder)

    assert (book.sheetnames, guide in book) == (["Copy", sheet, guide, "Lists"], True)
    assert (batch.state, batch.new, batch.refused) == ("faulty", 1, 1)


@pytest.mark.parametrize("made_in", ["en", "fr", "es"])
def test_rows_to_put_right_are_taken_back_in_every_language(
    framework: Framework, recorder: User, client_for: Callable[[User], Client], made_in: str
) -> None:
    recorder.language = made_in
    recorder.save()
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2, office="XXX")), by=recorder)
    answer = client_for(recorder).get(f"/imports/{batch.pk}/to-put-right/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # of a streamed answer
    page = book.worksheets[0]
    page.cell(3, [cell.value for cell in page[1]].index("office") + 1, "NBO")
    corrected = BytesIO()
    book.save(corrected)

    with override("es" if made_in == "fr" else "fr"):
        again = sheets.checked(framework, corrected.getvalue(), by=recorder)

    assert (again.state, again.new, sheets.said(again)) == ("ready", 1, [])


def test_what_is_wrong_with_a_whole_file_is_told_anew_too(
    framework: Framework, recorder: User, auditor: User, client_for: Callable[[User], Client]
) -> None:
    recorder.language = "fr"
    recorder.save()
    batch = sheets.checked(framework, sheets.xlsx({"external_reference": "NBO-1", "where": "x"}), by=recorder)

    page = client_for(auditor).get(f"/imports/{batch.pk}/").content.decode()

    assert "There is no column “title”. Begin with the template, and keep its first line." in page
    assert "Column B, “where”, is not one that MC/INF/274 has." in page


def test_what_a_row_quotes_stays_as_it_is(
    framework: Framework, recorder: User, auditor: User, client_for: Callable[[User], Client]
) -> None:
    auditor.language = "fr"
    auditor.save()
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(office="Returned")), by=recorder)

    assert "«\u202fReturned\u202f»" in client_for(auditor).get(f"/imports/{batch.pk}/").content.decode()


def test_days_in_what_is_wrong_are_in_the_words_of_the_reader(
    framework: Framework, recorder: User, auditor: User, client_for: Callable[[User], Client]
) -> None:
    auditor.language = "fr"
    auditor.save()
    row = sheets.sound(starts_on="2026-09-15", ends_on="2026-09-14")
    batch = sheets.checked(framework, sheets.xlsx(row), by=recorder)

    page = pages.read(client_for(auditor).get(f"/imports/{batch.pk}/")).text_content()

    assert "15 September 2026" in " ".join(sheets.said(batch))
    assert "15 septembre 2026" in page
    assert "15 September 2026" not in page


def test_what_changes_is_called_as_on_the_form_of_the_reader(
    framework: Framework, recorder: User, client_for: Callable[[User], Client]
) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)
    recorder.language = "fr"
    recorder.save()
    batch = sheets.checked(
        framework, sheets.xlsx(sheets.sound(title="Another", ends_on="2026-09-16")), by=recorder, landing="submitted"
    )

    page = pages.read(client_for(recorder).get(f"/imports/{batch.pk}/"))

    with override("fr"):
        names = ", ".join(gettext(one) for one in ("In one line", "Last day", "Status"))
    assert page.xpath("//table//td[4]/text()") == [names]


def test_a_reference_that_is_short_stands_in_one_piece(
    framework: Framework, recorder: User, client_for: Callable[[User], Client]
) -> None:
    rows = [sheets.sound(external_reference=one, office="XXX") for one in ("NBO-NC-060", "N" * 60)]
    batch = sheets.checked(framework, sheets.xlsx(*rows), by=recorder)

    page = pages.read(client_for(recorder).get(f"/imports/{batch.pk}/"))

    assert page.xpath("//td[@class='whole']/text()") == ["NBO-NC-060"]


def test_the_drop_downs_of_a_template_are_in_the_readers_language_and_understood(
    framework: Framework, recorder: User, client_for: Callable[[User], Client]
) -> None:
    for iso, name in (("DE", "Germany"), ("DZ", "Algeria")):
        factories.StateFactory(iso=iso, name=name)
    factories.ProgrammeFactory(code="HELP-1", title="Help desk", translations={"es": {"title": "Ventanilla de ayuda"}})
    recorder.language = "es"
    recorder.save()

    response = client_for(recorder).get(f"/imports/template/{framework.slug}/")
    file = BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]  # of a streamed answer
    names, *lines = CalamineWorkbook.from_filelike(file).get_sheet_by_name("Lists").to_python()
    countries = [line[names.index("countries")] for line in lines]

    assert countries.index("DE – Alemania") < countries.index("DZ – Argelia")
    assert "HELP-1 – Ventanilla de ayuda" in [line[names.index("programme")] for line in lines]
    rows = [
        sheets.sound(1, countries="DZ – Argelia; Alemania; Germany", programme="HELP-1 – Ventanilla de ayuda"),
        sheets.sound(2, countries="Argelia", programme="Ventanilla de ayuda"),
        sheets.sound(3, countries="Algeria", programme="Help desk"),
    ]
    assert sheets.checked(framework, sheets.xlsx(*rows), by=recorder).new == len(rows)
