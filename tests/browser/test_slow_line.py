"""Logging over a slow line: 400 ms for each round trip, 50 kB a second, and nothing in the browser's store yet.

The suite serves pages and static files as they stand, without the compression that a served site has. So the line is
given as many times more as compression would have saved: what is left is the time that a served site takes.
"""

import gzip
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from iomtrack.accounts.models import User
from objectives.models import Evidence
from tests.browser.hands import ENTRY, HOW, box, press
from tests.browser.test_weight import everything_to_choose_from

__all__ = ["everything_to_choose_from"]
pytestmark = pytest.mark.browser
LATENCY, RATE = 400, 50 * 1024  # milliseconds; bytes a second
MOST = 10  # seconds, on a machine that does other things too; alone it takes a third of it
NEW = "/evidence/new/"


def saved_by_compression(page: Page) -> float:
    """How many times smaller the first load of the form is when it is compressed."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 a built-in method is refused there
    page.goto(NEW, wait_until="networkidle")
    bodies = [answer.body() for answer in answers if answer.status == 200]
    return sum(len(body) for body in bodies) / sum(len(gzip.compress(body)) for body in bodies)


def slow_down(page: Page, times: float) -> None:
    """From now on every answer comes over the slow line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    rate = RATE * times
    conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": rate, "uploadThroughput": rate}
    session.send("Network.emulateNetworkConditions", conditions)


@pytest.mark.usefixtures("everything_to_choose_from")
def test_an_entry_is_typed_and_saved_over_a_slow_line(
    page_for: Callable[..., Page], recorder: User, record_property: Callable[[str, object], None]
) -> None:
    times = saved_by_compression(page_for(recorder))
    page = page_for(recorder)
    slow_down(page, times)

    began = time.monotonic()
    page.goto(NEW, wait_until="domcontentloaded")  # with styles and scripts
    box(page, "title").fill(ENTRY["title"])
    typing = time.monotonic() - began
    for name, text in ENTRY.items():
        box(page, name).fill(text)
    page.get_by_role("checkbox", name="O1").first.check()
    box(page, "how-O1").fill(HOW)
    expect(box(page, "figure-O1:O1.1")).to_be_visible(timeout=MOST * 1000)  # asked for once it is chosen
    began = time.monotonic()
    press(page, "Continue to check")
    saved = time.monotonic() - began

    assert Evidence.objects.get().title == ENTRY["title"]
    record_property("seconds until one can type", round(typing, 1))
    record_property("seconds until it is saved", round(saved, 1))
    print(f"can type after {typing:.1f} s, saved after {saved:.1f} s")
    assert (typing <= MOST, saved <= MOST) == (True, True), (typing, saved)
