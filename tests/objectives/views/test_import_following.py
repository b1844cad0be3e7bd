"""Imports that follow one another: each page leads to the next, and back."""

from collections.abc import Callable

import pytest
from django.test import Client

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
