"""Imports that follow one another: each page leads to the next, and back."""

from collections.abc import Callable

import pytest
from django.test import Client
from lxml.html import HtmlElement

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.models import Framework, ImportBatch
from tests import pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.fixture
def client(recorder: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(recorder)


@pytest.fixture
def faulty(framework: Framework, recorder: User) -> ImportBatch:
    """A file with one sound row, and one to put right."""
    return sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2, office="XXX")), by=recorder)


def test_the_first_page_leads_to_the_file_that_followed_and_asks_for_no_corrections(
    client: Client, framework: Framework, recorder: User, faulty: ImportBatch
) -> None:
    again = sheets.checked(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=faulty)

    page = pages.read(client.get(f"/imports/{faulty.pk}/"))

    assert page.xpath(f"//main//a[@href='/imports/{again.pk}/']/text()") == ["rows.csv"]
    assert "Its rows to put right were uploaded again, and the import goes on there" in page.text_content()
    assert page.xpath("//input[@type='file']") == []
    assert page.xpath("//main//form") == []


def test_the_second_page_leads_back_to_the_file_that_it_corrects(
    client: Client, framework: Framework, recorder: User, faulty: ImportBatch
) -> None:
    again = sheets.checked(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=faulty)

    page = pages.read(client.get(f"/imports/{again.pk}/"))

    (said,) = page.xpath("//main//p[contains(., 'had to be put right in an earlier file')]")
    assert said.xpath("a/@href") == [f"/imports/{faulty.pk}/"]


def test_a_correction_that_was_thrown_away_is_followed_by_another(
    client: Client, framework: Framework, recorder: User, faulty: ImportBatch
) -> None:
    again = sheets.checked(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=faulty)
    actions.throw_away(batch=again, by=recorder)

    page = pages.read(client.get(f"/imports/{faulty.pk}/"))

    assert page.xpath("//input[@type='file']")
    assert page.xpath(f"//main//a[@href='/imports/{again.pk}/']") == []


def test_what_is_followed_is_not_checked_again(framework: Framework, recorder: User, faulty: ImportBatch) -> None:
    """The other takes its rows by what was found here, which another check would make anew."""
    sheets.checked(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=faulty)

    with pytest.raises(ActionError, match="Go on with that one"):
        actions.check_again(batch=faulty, by=recorder)


def test_the_form_for_corrected_rows_says_how_their_numbers_are_read(
    client: Client, framework: Framework, recorder: User
) -> None:
    bad = sheets.xlsx(sheets.sound(office="XXX"))
    faulty = sheets.checked(framework, bad, by=recorder, decimal_mark="comma")

    page = pages.read(client.get(f"/imports/{faulty.pk}/"))

    (hint,) = page.xpath("//form[.//input[@type='file']]//p[@class='hint'][contains(., 'first file')]")
    assert "as those of the first file (“With a comma: 1.234,5 or 1 234,5”)" in hint.text_content()
    assert hint.xpath("a/@href") == ["/imports/new/"]


def test_rows_of_several_files_stand_below_the_name_of_theirs(
    client: Client, framework: Framework, recorder: User, faulty: ImportBatch
) -> None:
    again = sheets.checked(
        framework, sheets.xlsx(sheets.sound(3), sheets.sound(2), sheets.sound(4, office="XXX")), by=recorder,
        corrects=faulty,
    )  # fmt: skip

    new, refused = (pages.read(client.get(f"/imports/{again.pk}/?rows={rows}")) for rows in ("new", "refused"))

    def said(page: HtmlElement) -> list[tuple[str, list[str]]]:
        parts = page.xpath("//table/tbody")
        return [
            (part.xpath("string(.//th[@scope='rowgroup']/a/@href)"), part.xpath(".//td[1]/text()")) for part in parts
        ]

    assert said(new) == [(f"/imports/{faulty.pk}/", ["2"]), (f"/imports/{again.pk}/", ["2", "3"])]
    assert said(refused) == [(f"/imports/{again.pk}/", ["4"])]


def test_rows_of_one_file_need_no_name(client: Client, faulty: ImportBatch) -> None:
    page = pages.read(client.get(f"/imports/{faulty.pk}/"))

    assert page.xpath("//th[@scope='rowgroup']") == []
    assert page.xpath("//table/tbody/tr/td[1]/text()") == ["3"]


def test_a_reference_of_an_earlier_file_is_told_with_its_file(framework: Framework, recorder: User) -> None:
    """The row that repeated a reference is uploaded as it was: it is not the first one anew."""
    twice = sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(1)), by=recorder)
    ImportBatch.objects.filter(pk=twice.pk).update(name="first.xlsx")

    again = sheets.checked(framework, sheets.xlsx(sheets.sound(1)), by=recorder, corrects=twice)

    assert sheets.said(again) == [
        "2 external_reference: Row 2 of the file “first.xlsx” has the reference “NBO-1” too. Give each entry its own,"
        " or take one out."
    ]


def test_the_list_says_which_file_followed(
    client: Client, framework: Framework, recorder: User, faulty: ImportBatch
) -> None:
    dropped = sheets.checked(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=faulty)
    actions.throw_away(batch=dropped, by=recorder)
    again = sheets.checked(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=faulty)

    page = pages.read(client.get("/imports/"))

    cells = page.xpath("//table//td[contains(., 'Followed by')]")
    assert [cell.xpath(".//a/@href") for cell in cells] == [[f"/imports/{again.pk}/"]]
    assert "Has rows to put right" in cells[0].text_content()
