"""Leaving a page on which something was typed and not sent: the browser asks, and what was typed stays."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Framework, Office, Period
from tests import factories
from tests.browser.hands import box, go, leading_on, press, problems
from tests.objectives.drafts import make_draft, make_tree

pytestmark = pytest.mark.browser
TYPED = "It took longer than a morning to find these words."


@pytest.fixture
def places(framework: Framework, quarter: Period, o1: Element, nairobi: Office) -> dict[str, tuple[str, str]]:
    """Forms for words: where each stands, and a box of it."""
    entry = factories.EvidenceFactory(framework=framework, period=quarter, office=nairobi, submitted=True)
    make_tree(make_draft(supersedes=framework), "O1 O2")
    return {
        "an assessment": (reverse("assess", args=[framework.slug, "O1", quarter.code]), "narrative"),
        "a programme": ("/programmes/new/", "title_en"),
        "an office": ("/offices/new/", "name_en"),
        "an element of a draft": ("/frameworks/mc-inf-300/edit/elements/O1/", "wording"),
        "an indicator": (reverse("indicator_new", args=[framework.slug, "O1"]), "title"),
        "a decision": (entry.get_absolute_url(), "reason"),
        "a kind of report": (reverse("definition_new"), "title"),
    }


def asked_on(page: Page) -> list[str]:
    """What the page asks from now on; the person stays each time."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def test_following_a_link_from_a_form_with_words_asks_and_the_words_stay(
    page_for: Callable[..., Page], administrator: User, places: dict[str, tuple[str, str]]
) -> None:
    page = page_for(administrator)
    asked_on(page)
    for what, (address, name) in places.items():
        page.goto(address)
        box(page, name).fill(TYPED)

        with page.expect_event("dialog"):
            page.get_by_role("link", name="iomtrack").click()

        assert page.url.endswith(address), what
        expect(box(page, name)).to_have_value(TYPED)
        box(page, name).evaluate("node => { node.value = node.defaultValue; }")


@pytest.mark.parametrize("way", ["back", "closing the window"])
def test_going_back_and_closing_the_window_ask_too(
    page_for: Callable[..., Page], administrator: User, way: str
) -> None:
    page = page_for(administrator)
    asked_on(page)
    page.goto("/offices/")
    page.goto("/offices/new/")
    box(page, "name_en").press_sequentially("Kampala")

    with page.expect_event("dialog"):
        page.evaluate("history.back()") if way == "back" else page.close(run_before_unload=True)

    expect(box(page, "name_en")).to_have_value("Kampala")
    assert page.url.endswith("/offices/new/")


def test_what_is_sent_what_is_taken_back_and_what_was_never_typed_asks_nothing(
    page_for: Callable[..., Page], administrator: User
) -> None:
    page = page_for(administrator)
    asked = asked_on(page)
    page.goto("/offices/new/")
    go(page, "Offices")
    page.goto("/offices/new/")
    box(page, "name_en").fill("Kampala")
    box(page, "name_en").fill("")
    go(page, "Offices")
    page.goto("/offices/new/")
    for name, text in (("code", "KLA"), ("name_en", "Kampala")):
        box(page, name).fill(text)
    box(page, "kind").select_option("country")

    press(page, "Make it")

    assert (Office.objects.filter(code="KLA").exists(), asked) == (True, [])


def test_what_was_refused_is_asked_about_though_it_stands_as_it_came(
    page_for: Callable[..., Page], administrator: User
) -> None:
    page = page_for(administrator)
    asked = asked_on(page)
    page.goto("/offices/new/")
    box(page, "name_en").fill("Kampala")
    press(page, "Make it")
    assert problems(page) != []
    assert asked == []

    with page.expect_event("dialog"):
        page.get_by_role("link", name="iomtrack").click()

    expect(box(page, "name_en")).to_have_value("Kampala")


def test_deciding_while_a_remark_is_not_sent_asks_about_the_remark(
    page_for: Callable[..., Page], reviewer: User, quarter: Period, nairobi: Office
) -> None:
    entry = factories.EvidenceFactory(framework=quarter.framework, period=quarter, office=nairobi, submitted=True)
    page = page_for(reviewer)
    asked_on(page)
    page.goto(entry.get_absolute_url())
    page.get_by_text("Write a remark").click()
    box(page, "text").fill(TYPED)

    with page.expect_event("dialog"):
        page.get_by_role("button", name="Accept", exact=True).click()

    expect(box(page, "text")).to_have_value(TYPED)
    assert Evidence.objects.get().status == "submitted"
    with leading_on(page):
        page.get_by_role("button", name="Add the remark").click()
    assert entry.remarks.get().text == TYPED
