"""A reviewer returns an entry, its author puts it right, and an accepted one is corrected."""

import re

from playwright.sync_api import Page

from iomtrack.accounts.development import FOCAL_POINT, REVIEWER, STAFF
from tests.browser.hands import box, press
from tests.pictures.camera import HEAD, Camera
from tests.pictures.scene_3_logging import TITLE, TWIN

QUEUE = "/review/?whose=all"


def entry(page: Page, title: str) -> str:
    """The address of an entry, found by its words."""
    page.goto(f"/evidence/?text={title}")
    with page.expect_navigation():
        page.locator("main table a.row-title, main table a").filter(has_text=title).first.click()
    return page.url


def test_an_entry_is_returned(camera: Camera) -> None:
    page = camera.page(REVIEWER, QUEUE)
    camera.take(page, "how-to/review-queue", HEAD, "main table.queue", most=760)

    with page.expect_navigation():
        page.get_by_role("link", name=TITLE).click()
    box(page, "reason").fill("The number of persons and the number of families do not fit each other.")
    tick(page, "Persons assisted to return", "Does 152 count the families that came on their own?")
    tick(page, "In a few sentences", "How many were there in each convoy?")
    camera.take(page, "how-to/review-return", "#decide")
    press(page, "Return and next")


def tick(page: Page, part: str, note: str) -> None:
    line = page.locator("#decide .tick").filter(has_text=re.compile(part)).first
    line.get_by_role("checkbox").check()
    line.get_by_role("textbox").fill(note)


def test_what_came_back_is_put_right(camera: Camera) -> None:
    page = camera.page(STAFF, "/")
    address = entry(page, TITLE)
    camera.take(page, "how-to/log-returned", HEAD, "#returned")

    page.get_by_text("Write a remark").click()
    box(page, "text").fill("The convoy of 6 November brought 68 persons, that of 4 November 84.")
    press(page, "Add the remark")
    page.goto(f"{address}edit/")
    box(page, "description").fill(
        "Thirty-four families were told what awaits them, had their papers renewed and were taken home in two convoys: "
        "84 persons on 4 November and 66 on 6 November. The county met them, and found school places for the children."
    )
    box(page, "figure-O7:O7.1").fill("150")
    press(page, "Continue to check")
    press(page, "Submit for review")


def test_what_changed_since_it_was_returned(camera: Camera) -> None:
    page = camera.page(REVIEWER, "/")
    entry(page, TITLE)
    camera.take(page, "how-to/review-changed", HEAD, "section.changed")
    camera.take(page, "how-to/review-conversation", "#conversation", page.get_by_text("Compare its versions"))
    press(page, "Accept")


def test_an_accepted_entry_is_corrected(camera: Camera) -> None:
    page = camera.page(STAFF, "/")
    entry(page, TWIN)
    page.get_by_text("Correct this entry").click()
    box(page, "reason").fill("There are five water points, not four; the county confirmed it.")
    press(page, "Begin a correction")
    box(page, "description").fill("Five water points near Eldoret are shared by residents and returnees.")
    press(page, "Continue to check")
    press(page, "Submit for review")
    address = page.url

    page = camera.page(REVIEWER, address)
    camera.take(page, "how-to/review-correction", HEAD, "section.changed")


def test_an_objective_is_assessed(camera: Camera) -> None:
    page = camera.page(FOCAL_POINT, "/frameworks/mc-inf-274/elements/O7/assess/2026-Q4/")
    if not page.locator("[name=finding]").count():
        page = camera.page(REVIEWER, "/frameworks/mc-inf-274/elements/O7/assess/2026-Q4/")
    camera.take(page, "how-to/assess", HEAD, "main .two-columns", most=1000)


def test_the_keys_of_a_reviewer(camera: Camera) -> None:
    page = camera.page(REVIEWER, QUEUE)
    page.keyboard.press("?")
    camera.take(page, "how-to/review-keys", "dialog#keys")
