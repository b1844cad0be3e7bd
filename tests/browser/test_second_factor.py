"""Security keys and authenticator apps in a real browser: set up, used, renamed, taken away; each page is looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from tests.accounts.phone import code
from tests.browser.hands import go, press
from tests.browser.soundness import Watch, faults
from tests.browsing import DESK, PHONE
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
HOME = "No framework is in force"


class Look:
    """Looks at each page that one comes to, and keeps what is wrong with it."""

    def __init__(self, page: Page, own: str) -> None:
        self.page, self.watch, self.found = page, Watch(page, own), []

    def at(self, heading: str) -> None:
        """The page that is shown now has this heading; note its faults."""
        expect(self.page.locator("h1")).to_have_text(heading)
        self.found += [f"{heading}: {fault}" for fault in [*faults(self.page), *self.watch.take()]]


@pytest.fixture
def required(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def sign_in(page: Page, user: User) -> None:
    page.goto("/accounts/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Go on")


def sign_out(page: Page) -> None:
    press(page, "Sign out", within=".who")


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_security_key_is_set_up_shown_renamed_and_taken_away(
    width: int, page_for: Callable[..., Page], administrator: User, live_server: Any
) -> None:
    page = page_for(width=width)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    look = Look(page, live_server.url)

    sign_in(page, administrator)
    look.at("Your account")  # led there, since the role needs a second factor
    go(page, "Add a key")
    look.at("Confirm that it is you")
    confirm(page)
    look.at("Add a security key")
    page.get_by_label("Name of the key").fill("The blue one")
    press(page, "Add the key")
    look.at("Recovery codes")
    go(page, "I have kept them")
    look.at(HOME)

    sign_out(page)
    sign_in(page, administrator)
    look.at("Second factor")
    press(page, "Use a security key")
    look.at(HOME)

    page.goto("/accounts/confirm/key/?next=/accounts/security/keys/")
    look.at("Confirm that it is you")
    press(page, "Use a security key")
    look.at("Security keys")
    go(page, "Rename The blue one")
    look.at("Rename a security key")
    page.get_by_label("Name of the key").fill("The red one")
    press(page, "Keep this name")
    go(page, "Take away The red one")
    look.at("Take The red one away")
    press(page, "Take it away")
    expect(page.locator(".message-error")).to_contain_text("Your role needs a second factor.")
    look.at("Security keys")

    assert "\n".join(look.found) == ""


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_app_is_set_up_shown_and_replaced_even_without_javascript(
    width: int, javascript: bool, page_for: Callable[..., Page], reviewer: User, live_server: Any
) -> None:
    page = page_for(width=width, javascript=javascript)
    look = Look(page, live_server.url)
    if not javascript:
        look.at = lambda heading: expect(page.locator("h1")).to_have_text(heading)  # axe is a script itself

    sign_in(page, reviewer)
    go(page, "Set up an app")
    confirm(page)
    look.at("Set up an authenticator app")
    picture = page.locator("img.qr")
    page.get_by_label("Code").fill("12")
    press(page, "Set it up")
    expect(page.locator("#errors")).to_contain_text("This was not accepted")
    look.at("Set up an authenticator app")
    secret = page.locator(".secret").inner_text()
    assert picture.evaluate("image => image.naturalWidth") > 0 if javascript else True
    page.get_by_label("Code").fill(code(secret))
    press(page, "Set it up")
    look.at("Recovery codes")
    codes = page.locator(".codes li").all_inner_texts()
    go(page, "Make new codes")
    look.at("Make new recovery codes")
    press(page, "Make new codes")
    look.at("Recovery codes")
    assert not set(codes) & set(page.locator(".codes li").all_inner_texts())

    sign_out(page)
    sign_in(page, reviewer)
    look.at("Second factor")
    expect(page.get_by_role("button", name="Use a security key")).to_have_count(0)
    page.get_by_label("Code").fill(code(secret, steps=1))
    press(page, "Sign in")
    look.at(HOME)

    page.goto("/accounts/confirm/code/?next=/accounts/security/app/remove/")
    look.at("Confirm that it is you")
    page.goto("/accounts/confirm/?next=/accounts/security/app/remove/")
    confirm(page)
    look.at("Take the authenticator app away")
    assert page.locator("#errors").inner_text().endswith("Set up another one first, then take this one away.")

    assert "\n".join(look.found) == ""


def test_a_key_that_does_not_answer_is_told(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for()
    page.add_init_script(
        "navigator.credentials.create = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    sign_in(page, recorder)
    page.goto("/accounts/security/keys/add/")
    confirm(page)
    before = page.locator("#key-trouble").is_visible()

    page.get_by_role("button", name="Add the key").click()

    expect(page.locator("#key-trouble")).to_be_visible()
    assert not before
