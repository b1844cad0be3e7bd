"""What an entry served, on the list: by code and name where there is room, by code alone where there is none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from iomtrack.accounts.models import User
from objectives.models import ChosenColumns, Element, Period
from tests import factories
from tests.browsing import DESK, PHONE

pytestmark = pytest.mark.browser

MANY = ["elements", "office", "ends_on", "status", "programme"]


@pytest.mark.parametrize(
    ("width", "columns", "is_shown"),
    [(DESK, None, True), (DESK, MANY, False), (PHONE, None, True), (PHONE, MANY, True)],
)
def test_names_stand_beside_codes_where_there_is_room(
    width: int,
    columns: list[str] | None,
    is_shown: bool,
    recorder: User,
    quarter: Period,
    o1: Element,
    page_for: Callable[..., Page],
) -> None:
    evidence = factories.EvidenceFactory(framework=quarter.framework, author=recorder, period=quarter)
    factories.ContributionFactory(evidence=evidence, element=o1)
    if columns:
        ChosenColumns.objects.create(user=recorder, columns=columns)
    page = page_for(recorder, width=width)

    page.goto("/evidence/")

    name = page.locator("td .named-badge", has_text=o1.label)
    box = name.locator(".element-name").bounding_box()
    assert box is not None
    assert (box["width"] > 20) is is_shown
    assert (name.get_attribute("title"), name.locator(".badge-code").is_visible()) == (o1.label, True)
