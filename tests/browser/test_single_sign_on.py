"""Single sign-on by its button, in a real browser, against a real provider in a process of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from tests.browser.hands import leading_on
from tests.browser.soundness import faults
from tests.browsing import DESK, PHONE
from tests.identity.provider import PASSWORD
from tests.identity.serving import NAME, SIGN_IN, START, serving

pytestmark = [pytest.mark.browser, pytest.mark.process]


@pytest.fixture(params=["127.0.0.1", "localhost"], ids=lambda host: f"people sign in at {host}")
def provider(request: pytest.FixtureRequest, live_server: Any, settings: Any, tmp_path: Path) -> Iterator[str]:
    """Where people sign in there: on the host that the site reads its configuration from, or on another one."""
    with serving(live_server.url, settings, tmp_path, sign_in_host=request.param) as address:
        yield address


def press_the_button(page: Page) -> None:
    page.goto(SIGN_IN)
    page.get_by_role("button", name=f"Sign in with {NAME}").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_button_leads_to_the_provider_and_from_there_to_the_home_page(
    page_for: Callable[..., Page], recorder: User, provider: str, live_server: Any, javascript: bool
) -> None:
    page = page_for(javascript=javascript)

    press_the_button(page)
    page.wait_for_url(f"{provider}/sign-in/**")
    page.get_by_label("Username").fill("recorder")
    page.get_by_label("Password").fill(PASSWORD)
    with leading_on(page):
        page.get_by_role("button", name="Sign in").click()

    assert page.url == f"{live_server.url}/"
    expect(page.locator(".who")).to_contain_text(recorder.name)


def test_going_back_from_the_provider_leads_to_the_sign_in_page(
    page_for: Callable[..., Page], provider: str, live_server: Any
) -> None:
    page = page_for()
    press_the_button(page)
    page.wait_for_url(f"{provider}/sign-in/**")

    page.go_back()

    assert page.url == f"{live_server.url}{SIGN_IN}"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_on_the_way_is_sound_where_a_browser_stays_on_it(
    page_for: Callable[..., Page], provider: str, live_server: Any, width: int
) -> None:
    page = page_for(width=width)
    page.route(f"{provider}/**", lambda route: route.fulfill(status=204))  # so nothing comes in place of the page

    press_the_button(page)
    expect(page.locator("h1")).to_have_text(f"On to {NAME}")

    assert page.url == f"{live_server.url}{START}"
    assert page.get_by_role("link", name="Go on, if this page stays").get_attribute("href").startswith(provider)
    assert faults(page) == []
