"""Reviewing: the queue, accepting, and returning with a reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Office, Period
from tests import factories
from tests.browser.hands import box, description, enter, follow, go, leading_on, message, press, problems, tab_to
from tests.browser.soundness import faults
from tests.browsing import DESK, PHONE

pytestmark = pytest.mark.browser
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
READ = 1600  # milliseconds after which a key is meant for the entry that is shown
KEYS_AT_ONCE = """() => { for (const repeat of [false, true, true])
document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "a", repeat, bubbles: true })); }"""
NO_REASON = "Say why, so that the author knows what to put right."


@pytest.fixture
def submitted(recorder: User, nairobi: Office, quarter: Period, o1: Element) -> Evidence:
    """The recorder's entry that awaits review."""
    entry = factories.EvidenceFactory(
        framework=quarter.framework, period=quarter, author=recorder, office=nairobi, submitted=True
    )
    factories.ContributionFactory(evidence=entry, element=o1)
    factories.SourceFactory(evidence=entry)
    return entry


@WIDTHS
def test_a_reviewer_goes_from_home_to_an_entry_and_accepts_it(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence, width: int
) -> None:
    page = page_for(reviewer, width=width)
    page.goto("/")
    go(page, "entry awaits your review")
    go(page, submitted.title)

    press(page, "Accept and next")

    assert message(page) == f"{submitted.reference} is accepted."
    expect(page.locator("main")).to_contain_text("Nothing awaits review.")
    submitted.refresh_from_db()
    assert (submitted.status, submitted.reviewer) == ("accepted", reviewer)


@WIDTHS
def test_returning_without_a_reason_is_refused_at_its_place(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence, width: int
) -> None:
    page = page_for(reviewer, width=width)
    page.goto(f"/evidence/{submitted.reference}/")

    press(page, "Return to its author")

    assert problems(page) == [NO_REASON]
    assert page.title().startswith("Error: ")
    assert follow(page, NO_REASON) == "id_reason"
    assert f"Error: {NO_REASON}" in description(page, "reason")
    assert faults(page) == []


def test_an_entry_is_returned_with_its_reason_and_the_queue_comes_next(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence
) -> None:
    page = page_for(reviewer)
    page.goto(f"/evidence/{submitted.reference}/")
    box(page, "reason").fill("Name the document that says so.")

    press(page, "Return to its author")

    assert page.url.endswith("/review/")
    assert message(page) == f"{submitted.reference} is returned to its author."
    assert submitted.decisions.get().reason == "Name the document that says so."


def test_the_keyboard_alone_returns_an_entry(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence
) -> None:
    page = page_for(reviewer)
    page.goto(f"/evidence/{submitted.reference}/")
    tab_to(page, "[name=reason]")
    page.keyboard.type("The days are missing.")
    enter(page, "button")

    assert page.url.endswith("/review/")
    submitted.refresh_from_db()
    assert submitted.status == "returned"


def test_nobody_is_offered_to_review_their_own(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence
) -> None:
    Evidence.objects.update(author=reviewer)
    page = page_for(reviewer)

    page.goto(f"/evidence/{submitted.reference}/")

    expect(page.get_by_role("heading", name=submitted.title)).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    expect(page.get_by_role("button", name="Return to its author")).to_have_count(0)


def test_an_entry_comes_back_with_its_parts_and_is_put_right_and_accepted(
    page_for: Callable[..., Page], reviewer: User, recorder: User, submitted: Evidence
) -> None:
    page = page_for(reviewer)
    page.goto(f"/evidence/{submitted.reference}/")
    box(page, "reason").fill("Two things.")
    page.get_by_role("checkbox", name="In one line").check()
    box(page, "note-title").fill("Say how many.")
    press(page, "Return to its author")
    author = page_for(recorder)
    author.goto(f"/evidence/{submitted.reference}/")
    expect(author.locator("#returned")).to_contain_text("In one line: Say how many.")

    go(author, "In one line")
    box(author, "title").fill("Forty officials trained")
    press(author, "Continue to check")
    press(author, "Submit for review")
    page.goto(f"/evidence/{submitted.reference}/")

    press(page, "Accept")

    submitted.refresh_from_db()
    assert (submitted.status, submitted.title) == ("accepted", "Forty officials trained")


@pytest.fixture
def queue(submitted: Evidence) -> list[Evidence]:
    """Three entries that await review, the longest waiting first."""
    fields = {"framework": submitted.framework, "period": submitted.period, "author": submitted.author}
    more = [factories.EvidenceFactory(office=submitted.office, submitted=True, **fields) for _number in range(2)]
    return [submitted, *more]


def test_a_reviewer_goes_through_the_queue_by_keys(
    page_for: Callable[..., Page], reviewer: User, queue: list[Evidence]
) -> None:
    page = page_for(reviewer)
    page.goto("/review/")
    page.keyboard.press("j")
    with leading_on(page):
        page.keyboard.press("Enter")
    expect(page.locator(".queue-place")).to_contain_text("1 of 3")

    page.wait_for_timeout(READ)
    with leading_on(page):
        page.keyboard.press("a")
    expect(page.locator(".queue-place")).to_contain_text("1 of 2")
    page.keyboard.press("r")
    page.keyboard.type("jak?")
    expect(box(page, "reason")).to_have_value("jak?")
    press(page, "Return and next")
    expect(page.locator(".queue-place")).to_contain_text("1 of 1")

    assert [Evidence.objects.get(pk=one.pk).status for one in queue] == ["accepted", "returned", "submitted"]
    assert faults(page) == []


def test_a_second_press_accepts_no_entry_that_nobody_has_read(
    page_for: Callable[..., Page], reviewer: User, queue: list[Evidence]
) -> None:
    page = page_for(reviewer)
    page.goto(f"/evidence/{queue[0].reference}/?queue=yes&whose=mine")
    page.wait_for_timeout(READ)
    with leading_on(page):
        page.keyboard.press("a")

    page.evaluate(KEYS_AT_ONCE)
    page.keyboard.press("a")
    page.wait_for_timeout(READ)

    expect(page.locator(".queue-place")).to_contain_text("1 of 2")
    assert [Evidence.objects.get(pk=one.pk).status for one in queue] == ["accepted", "submitted", "submitted"]


def test_the_key_accepts_no_entry_whose_end_was_never_in_sight_and_leads_there(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence
) -> None:
    Evidence.objects.update(description="\n\n".join(["What was done, and why."] * 60))
    page = page_for(reviewer)
    page.goto(f"/evidence/{submitted.reference}/?queue=yes&whose=mine")
    page.wait_for_timeout(READ)

    page.keyboard.press("a")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Accept and next")).to_be_in_viewport()
    page.wait_for_timeout(READ)
    submitted.refresh_from_db()
    assert submitted.status == "submitted"

    with leading_on(page):
        page.keyboard.press("a")
    submitted.refresh_from_db()
    assert submitted.status == "accepted"


def test_keys_are_told_of_and_turned_off(page_for: Callable[..., Page], reviewer: User, queue: list[Evidence]) -> None:
    page = page_for(reviewer)
    page.goto(f"/evidence/{queue[0].reference}/?queue=yes&whose=mine")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("checkbox", name="Use these keys on this device").uncheck()
    page.keyboard.press("Escape")

    page.wait_for_timeout(READ)
    page.keyboard.press("a")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.reload()
    page.wait_for_timeout(READ)
    page.keyboard.press("a")
    expect(page.locator(".queue-place")).to_contain_text("1 of 3")
    queue[0].refresh_from_db()
    assert queue[0].status == "submitted"


@WIDTHS
def test_a_ticked_page_is_accepted_with_one_confirmation(
    page_for: Callable[..., Page], reviewer: User, queue: list[Evidence], width: int
) -> None:
    page = page_for(reviewer, width=width)
    page.goto("/review/")
    assert faults(page) == []
    page.get_by_role("button", name="Tick all 3 on this page").click()
    press(page, "Accept the ticked entries")
    assert faults(page) == []

    press(page, "Accept 3 entries")

    assert message(page).startswith("3 entries are accepted")
    assert {one.status for one in Evidence.objects.all()} == {"accepted"}


@WIDTHS
def test_the_decision_stands_after_the_record_in_sight_and_by_the_keyboard(
    page_for: Callable[..., Page], reviewer: User, submitted: Evidence, width: int
) -> None:
    page = page_for(reviewer, width=width)
    page.goto(f"/evidence/{submitted.reference}/")
    tops = [
        page.locator(one).bounding_box()["y"] for one in ("h2:has-text('What it served')", "h2:has-text('The record')")
    ]
    decision = page.locator("#decide").bounding_box()["y"]

    assert decision > max(tops)
    tab_to(page, ".served a")
    tab_to(page, "main dl.facts a")
    tab_to(page, "#decide button")
    tab_to(page, "[name=reason]")
    page.keyboard.press("Control+Home")
    page.get_by_role("link", name="To your decision").click()
    expect(page.locator("#decide-heading")).to_be_in_viewport()
    assert faults(page) == []
