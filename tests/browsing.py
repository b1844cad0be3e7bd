"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from iomtrack.accounts.models import User
from tests.parts import need_program

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 360, 1280
PATIENCE_SECONDS = 60  # for what comes by itself, as a busy machine may need
SLOWNESS = float(os.environ.get("IOMTRACK_SLOWNESS", "0"))  # see CONTRIBUTING.md, "Write a test"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file.

    Playwright keeps an event loop in this thread, beside which Django refuses the database. Nothing here is
    asynchronous, so Django is told to allow it, for exactly as long as the browser is up.
    """
    path = need_program("chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=PATIENCE_SECONDS * 1000)
        expect.set_options(timeout=PATIENCE_SECONDS * 1000)
        if SLOWNESS:
            patch.setattr(BaseHandler, "get_response", slow(BaseHandler.get_response))
        yield browser
        browser.close()


@pytest.fixture
def page_for(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens a page as a person (None: not signed in), at a width, with or without JavaScript.

    A test fails where any of its pages goes against the site's Content-Security-Policy.
    """
    contexts, violations = [], []

    def open_page(user: User | None = None, *, width: int = DESK, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.on("console", lambda message: violations.append(message.text) if is_violation(message.text) else None)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        page = context.new_page()
        if SLOWNESS:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 1 + 10 * SLOWNESS})
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert violations == []


def slow(get_response: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The site as a busy machine has it: each answer to the browser takes SLOWNESS seconds longer."""

    def answer(self: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        if threading.current_thread() is not threading.main_thread():
            time.sleep(SLOWNESS)
        return get_response(self, request)

    return answer


def is_violation(text: str) -> bool:
    """Whether a line of the console tells that the page's Content-Security-Policy was gone against."""
    return "Content Security Policy" in text


def session_cookie(user: User, url: str) -> Any:
    """The cookie of a session that is signed in as a person."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands: a line for each rule and place."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {fault['help']} at {node['target']}"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]
