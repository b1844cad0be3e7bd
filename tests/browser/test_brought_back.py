"""What a browser kept is there again where it was typed, without the page being loaded a second time."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from iomtrack.accounts.models import User
from objectives.models import Evidence, FormDraft
from tests import factories
from tests.browser.hands import box, press
from tests.browser.test_drafts import STORED, said, titles, type_title

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]
GRID = "/evidence/quick/?programme=RET-1"
AUGUST, SEPTEMBER = "cell-O1:O1.1:2024-08", "cell-O1:O1.1:2024-09"


@pytest.fixture
def programme(quarter: Any, indicator: Any) -> Any:
    """RET-1, which reported O1.1 before."""
    programme = factories.ProgrammeFactory(code="RET-1", title="Safe return")
    before = factories.EvidenceFactory(
        framework=quarter.framework, programme=programme, accepted=True, ends_on="2024-07-31"
    )
    factories.FigureFactory(evidence=before, indicator=indicator)
    return programme


def loadings(page: Page) -> list[str]:
    """The pages that are loaded from now on, as they are."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            found.append(request.url)

    page.on("request", note)
    return found


def test_monthly_figures_are_there_after_a_reload_without_a_second_one(
    page_for: Callable[..., Page], recorder: User, programme: Any
) -> None:
    page = page_for(recorder)
    page.goto(GRID)
    box(page, AUGUST).fill("40")
    expect(said(page)).to_contain_text("Kept at")
    box(page, SEPTEMBER).fill("50")
    loaded = loadings(page)

    page.reload()

    expect(box(page, SEPTEMBER)).to_have_value("50")
    page.wait_for_function(f"() => {STORED} === 0")
    assert (box(page, AUGUST).input_value(), len(loaded)) == ("40", 1)
    press(page, "Save as drafts")
    assert (Evidence.objects.filter(author=recorder).count(), FormDraft.objects.unfinished().count()) == (2, 0)


def test_what_was_typed_with_the_line_cut_is_there_at_once_and_goes_on_as_the_same_text(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto("/evidence/new/")
    page.context.set_offline(True)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("The line is down")
    address = page.url
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()
    loaded = loadings(again)

    again.goto(address)
    expect(again.locator("#unsaved")).to_be_visible()
    box(again, "description").fill("Long words")
    expect(said(again)).to_contain_text("Kept at")

    assert (box(again, "title").input_value(), len(loaded)) == ("A visit", 1)
    assert [row.fields["description"] for row in FormDraft.objects.unfinished()] == [["Long words"]]
    press(again, "Save as a draft")
    again.wait_for_function(f"() => {STORED} === 0")
    assert (Evidence.objects.get().title, titles()) == ("A visit", [])


def test_what_has_no_box_on_the_page_as_it_begins_is_shown_all_the_same(
    page_for: Callable[..., Page], recorder: User, indicator: Any
) -> None:
    page = page_for(recorder)
    page.goto("/evidence/new/")
    page.get_by_role("checkbox", name="O1").check()
    box(page, "figure-O1:O1.1").fill("40")
    page.context.set_offline(True)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("The line is down")
    address = page.url
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()

    again.goto(address)

    expect(box(again, "figure-O1:O1.1")).to_have_value("40")
    expect(box(again, "title")).to_have_value("A visit")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_hour_is_told_as_the_site_tells_it(page_for: Callable[..., Page], recorder: User, language: str) -> None:
    recorder.language = language
    recorder.save()
    page = page_for(recorder)
    page.goto("/evidence/new/")

    type_title(page, "A visit")

    expect(said(page)).to_have_text(re.compile(r"(^|\s)([01]\d|2[0-3]):[0-5]\d[.,]"))
