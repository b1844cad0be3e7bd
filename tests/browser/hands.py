"""What a person's hands do on a page: fill in the evidence form, follow an error, move by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

ENTRY = {
    "title": "Forty officials trained in Nairobi",
    "description": "Officials learned to examine travel documents.",
    "starts_on": "2024-09-10",
    "ends_on": "2024-09-12",
    "citation": "Training report of 12 September 2024",
}
HOW = "It strengthened the State’s own means."

EDGES = """node => [node.closest(".field").getBoundingClientRect().top,
  Math.min(node.getBoundingClientRect().bottom, node.getBoundingClientRect().top + 100)]"""

CORNER = {"x": 0, "y": 0, "width": 1, "height": 1}


def box(page: Page, name: str) -> Locator:
    """The input of a field by its name."""
    return page.locator(f"[name='{name}']")


def type_entry(page: Page, **changes: str) -> None:
    """Fill in a complete entry that served O1; a changed field takes what is given instead."""
    for name, text in {**ENTRY, **changes}.items():
        box(page, name).fill(text)
    page.get_by_role("checkbox", name="O1").check()
    box(page, "how-O1").fill(HOW)


@contextmanager
def leading_on(page: Page) -> Iterator[None]:
    """Around what leads to another page, or to the same one anew: goes on once that page has loaded.

    A click or a key waits for no page: what comes after it may act on the page before, or ask the database too early.
    So whatever leads on stands in here, or is done by one of the hands below; a plain click is for what stays.
    """
    with page.expect_navigation():
        yield


def press(page: Page, name: str, *, within: str = "main") -> None:
    """Press a button that leads on."""
    with leading_on(page):
        page.locator(within).get_by_role("button", name=name, exact=True).click()


def go(page: Page, link: str) -> None:
    """Follow a link that leads on, by some of its words."""
    with leading_on(page):
        page.locator("main").get_by_role("link", name=link).click()


def submit(page: Page) -> None:
    """Go on to the page to check one's answers, and submit there where nothing is missing."""
    press(page, "Continue to check")
    if page.url.endswith("/check/") and not problems(page):
        press(page, "Submit for review")


def back_to_form(page: Page) -> None:
    """From the page to check one's answers back to the form, where that is where one is."""
    if page.url.endswith("/check/"):
        go(page, "Go back to the form")


def show_figures(page: Page) -> None:
    """Have the figures of what is ticked asked for: by a button where no script does it at once."""
    button = page.get_by_role("button", name="Show their figures")
    if button.count():
        press(page, "Show their figures")


def problems(page: Page) -> list[str]:
    """The lines of the summary of errors at the top, in order."""
    return page.locator("#errors li").all_inner_texts()


def message(page: Page) -> str:
    return page.locator(".message").inner_text()


def follow(page: Page, problem: str) -> str:
    """Follow an error's link, and give the id that has the focus then: the field's, or its first box by one Tab."""
    link, here = page.locator("#errors").get_by_role("link", name=problem), page.url
    address, _parted, place = (link.get_attribute("href") or "").partition("#")
    target = page.locator(f"[id='{place}']")
    page.evaluate("scrollTo(0, 0)")
    link.click()
    page.wait_for_url(lambda url: url.endswith(f"{address}#{place}"))
    page.screenshot(clip=CORNER)  # the scroll follows the address by a frame, and this waits for one
    top, bottom = target.evaluate(EDGES)
    assert top >= 0, f"{problem}: its label is above the window"
    assert bottom <= page.viewport_size["height"], f"{problem}: it is below the window"
    if target.evaluate("node => node.tabIndex < 0"):
        page.keyboard.press("Tab")
    reached = page.evaluate("document.activeElement.id")
    if address:
        page.goto(here)
    return reached


def description(page: Page, name: str) -> str:
    """What a screen reader adds to a field: the words of all that its aria-describedby names."""
    return box(page, name).evaluate(
        "node => (node.getAttribute('aria-describedby') || '').split(' ').filter(Boolean)"
        ".map((id) => document.getElementById(id).textContent.trim()).join(' ')"
    )


def enter(page: Page, selector: str) -> None:
    """Tab to a link or button that leads on, and press Enter there."""
    tab_to(page, selector)
    with leading_on(page):
        page.keyboard.press("Enter")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what is meant; a person gives up after three hundred."""
    for _press in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")
