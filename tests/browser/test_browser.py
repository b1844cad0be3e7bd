"""The browser itself, the live server and the accessibility check work together."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from iomtrack.accounts.models import User
from tests.browser.hands import leading_on
from tests.browsing import PHONE, accessibility_faults

pytestmark = pytest.mark.browser


def test_a_person_signs_in_by_e_mail(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for()
    page.goto("/accounts/sign-in/")

    page.locator("input[name=login]").fill(recorder.email)
    page.locator("input[name=password]").fill("a-long-password-2004")
    with leading_on(page):
        page.keyboard.press("Enter")

    assert "/accounts/" not in page.url
    assert page.locator("main").is_visible()


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_sign_in_page_is_accessible(page_for: Callable[..., Page], width: int) -> None:
    page = page_for(width=width)
    page.goto("/accounts/sign-in/")

    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_fault_is_found_where_there_is_one(page_for: Callable[..., Page]) -> None:
    page = page_for()
    page.goto("/accounts/sign-in/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text>')")

    assert [fault for fault in accessibility_faults(page) if fault.startswith("label:")]
