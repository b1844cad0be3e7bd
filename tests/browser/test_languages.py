"""Choosing a language without a script, and a header that takes one line in each of them."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Indicator
from tests import factories
from tests.browser.hands import box, leading_on, type_entry
from tests.browsing import DESK, PHONE

pytestmark = pytest.mark.browser

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WHO = ["recorder", "focal_point", "reviewer", "administrator", "auditor", "delegate"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_takes_one_line_at_a_desk_whoever_reads_it(
    page_for: Callable[..., Page], cast: dict[str, User], language: str
) -> None:
    heights = {}
    for who in WHO:
        User.objects.filter(pk=cast[who].pk).update(language=language, name="Maria-Fernanda van den Heuvel")
        page = page_for(cast[who], width=DESK)
        page.goto("/portal/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        tops = page.locator("header nav > *").evaluate_all("all => all.map((one) => one.offsetTop)")
        header = page.locator("header").bounding_box()
        assert header is not None
        heights[who] = (max(tops) - min(tops) < 8, header["height"] < 70)

    assert heights == dict.fromkeys(WHO, (True, True))


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_stands_under_more_is_reached_by_keyboard_and_without_a_script(
    page_for: Callable[..., Page], administrator: User, width: int
) -> None:
    page = page_for(administrator, width=width, javascript=False)
    page.goto("/portal/")
    more = page.locator("header summary")
    assert not page.locator("header details a").first.is_visible()

    more.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("header details a").first).to_be_focused()
    inside = page.locator("header details a").last.bounding_box()
    assert inside is not None
    assert 0 <= inside["x"] <= inside["x"] + inside["width"] <= width


def test_a_language_is_chosen_without_a_script_and_kept(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(None, width=PHONE, javascript=False)
    page.goto("/accounts/sign-in/?next=/evidence/")
    with leading_on(page):
        page.locator("footer").get_by_role("button", name="Español").click()

    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url.endswith("/accounts/sign-in/?next=/evidence/")
    expect(page.locator("footer button[aria-current]")).to_have_text("Español")


@pytest.mark.usefixtures("quarter")
def test_parts_are_added_up_as_the_page_s_language_writes_numbers(
    page_for: Callable[..., Page], recorder: User, indicator: Indicator
) -> None:
    Indicator.objects.filter(pk=indicator.pk).update(decimals=1)
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for code in ("female", "male"):
        factories.CategoryFactory(dimension=dimension, code=code, label=code)
    indicator.dimensions.add(dimension)
    User.objects.filter(pk=recorder.pk).update(language="es")
    page = page_for(recorder)
    page.goto("/evidence/new/")
    type_entry(page)
    page.locator("details.parts summary").click()
    box(page, "figure-O1:O1.1").fill("12 000,5")
    box(page, "part-O1:O1.1:sex:female").fill("7.000,25")
    expect(page.locator(".parts-sum")).to_contain_text("7\u00a0000,25")
    expect(page.locator(".parts-sum")).to_contain_text("5\u00a0000,25")

    box(page, "part-O1:O1.1:sex:female").fill("7.000")
    expect(page.locator(".parts-sum")).to_have_text("")
