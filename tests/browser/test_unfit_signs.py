"""Signs that no text may hold, which come with what is pasted, stop nothing from being kept or saved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from iomtrack.accounts.models import User
from objectives.models import Evidence
from tests.browser.hands import box, press
from tests.browser.writing import NEW, STORED, said, titles

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]

PUT_BY = """() => { const key = Object.keys(localStorage).find((one) => one.startsWith("iomtrack.typed."));
const entry = JSON.parse(localStorage.getItem(key));
localStorage.setItem(key, JSON.stringify({ ...entry, body: entry.body.replace("A+visit", "A%00+visit") })); }"""


def kept_requests(page: Page) -> list[Request]:
    """What is sent to be kept from now on."""
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.url.endswith("/evidence/typed/") else None)
    return sent


def test_a_nul_in_what_is_pasted_is_taken_out(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    box(page, "description").focus()

    page.keyboard.insert_text("A visit\0 to\x1b the camp")

    expect(said(page)).to_contain_text("Kept at")
    expect(box(page, "description")).to_have_value("A visit to the camp")
    box(page, "title").fill("A visit")
    press(page, "Save as a draft")
    assert Evidence.objects.get().description == "A visit to the camp"


def test_what_a_browser_kept_with_a_nul_reaches_the_site(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    page.context.set_offline(True)
    box(page, "title").press_sequentially("A visit")
    expect(said(page)).to_contain_text("The line is down")
    page.close(run_before_unload=False)

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/healthz")  # which sends nothing
    again.evaluate(PUT_BY)
    again.goto("/")

    again.wait_for_function(f"() => {STORED} === 0")
    assert titles() == ["A visit"]


def test_what_the_site_refuses_is_told_as_that_and_not_tried_for_ever(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.context.route("**/evidence/typed/", lambda route: route.fulfill(status=400, body="<p>Not understood</p>"))
    page.goto(NEW)
    box(page, "title").press_sequentially("A visit")
    expect(said(page)).to_contain_text("The site cannot take this as it is")
    page.close(run_before_unload=False)

    again = page.context.new_page()
    again.goto("/")
    again.wait_for_function("() => Object.values(localStorage).some((one) => one.includes('refused'))")
    sent = kept_requests(again)
    again.goto("/")
    again.wait_for_load_state("networkidle")

    assert (sent, again.evaluate(STORED)) == ([], 1)
