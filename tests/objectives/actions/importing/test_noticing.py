"""What a row may say as a draft, and may not once it is submitted, is told before it is imported."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Framework, Indicator
from tests import pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]

WRONG = {"O1/O1.1": 50, "O1/O1.1/sex:female": 18, "O1/O1.1/sex:male": 22}
MISS = "By sex, the parts add up to 40: 10 less than the total of 50."


def test_wrong_sums_are_told_of_drafts_which_can_be_imported(
    framework: Framework, recorder: User, rich: dict[str, object], client_for: Callable[[User], Client]
) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(2), {**rich, **WRONG}), by=recorder)

    assert (batch.state, batch.new) == ("ready", 2)
    page = pages.read(client_for(recorder).get(f"/imports/{batch.pk}/"))
    (told,) = page.xpath("//main//div[contains(., 'have to be put right before they are submitted')]")
    assert "Rows: 3" in " ".join(told.text_content().split())
    (row,) = page.xpath("//table//ul[@class='problems']/li")
    assert MISS in row.text_content()
    assert "A draft may say so. Put it right before it is submitted." in row.text_content()
    assert row.xpath("code/text()") == ["O1/O1.1"]


def test_nothing_is_asked_of_what_changes_nothing(
    framework: Framework, recorder: User, rich: dict[str, object], client_for: Callable[[User], Client]
) -> None:
    data = sheets.xlsx({**rich, **WRONG})
    sheets.imported(framework, data, by=recorder)

    batch = sheets.checked(framework, data, by=recorder)

    assert (batch.unchanged, sheets.said(batch)) == (1, [])
    assert "before they are submitted" not in client_for(recorder).get(f"/imports/{batch.pk}/").content.decode()


@pytest.mark.parametrize("landing", ["draft", "submitted"])
@pytest.mark.parametrize("stands", [False, True])
def test_wrong_sums_are_told_together_with_what_cannot_be_read(
    framework: Framework, recorder: User, rich: dict[str, object], landing: str, stands: bool
) -> None:
    if stands:
        sheets.imported(framework, sheets.xlsx(rich), by=recorder)

    batch = sheets.checked(
        framework, sheets.xlsx({**rich, **WRONG, "starts_on": "soon", "office": "XXX"}), by=recorder, landing=landing
    )

    assert batch.refused == 1
    said = " ".join(sheets.said(batch))
    assert all(one in said for one in ("“soon” is not a day", "“XXX” is not known here", MISS))


def test_a_decimal_comma_is_told_with_what_to_choose(
    framework: Framework, recorder: User, indicator: Indicator
) -> None:
    indicator.decimals = 1
    indicator.save()
    row = sheets.sound(**{"O1/O1.1": "12,5"})

    (said,) = sheets.said(sheets.checked(framework, sheets.as_csv(row), by=recorder))

    assert "“12,5” can be read in more than one way." in said
    assert "choose “With a comma” there" in said
