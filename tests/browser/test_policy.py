"""What the site's Content-Security-Policy does in a browser: what is put into a page does not run, and a PDF shows."""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from playwright.sync_api import Browser, Page
from weasyprint import HTML

from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests.browsing import PATIENCE_SECONDS, is_violation
from tests.site import Site, make_site

pytestmark = pytest.mark.browser

PUT_IN = """markup => document.querySelector("main").insertAdjacentHTML("beforeend", markup)"""
RUN_IN = """source => document.body.appendChild(Object.assign(document.createElement("script"), {text: source}))"""
BLUE = (10, 100, 200)


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    return make_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page whose violations are expected, and what its console says of them."""
    context = chromium.new_context(base_url=live_server.url)
    page, said = context.new_page(), []
    context.on("console", lambda message: said.append(message.text))
    page.goto("/accounts/sign-in/")
    yield page, said
    context.close()


@pytest.mark.parametrize(
    ("put_in", "markup"),
    [
        (PUT_IN, "<img src=x onerror='document.title = \"taken\"'>"),
        (PUT_IN, "<p style='color: red'>Red</p>"),
        (PUT_IN, "<style>main { display: none; }</style>"),
        (PUT_IN, "<iframe src='https://elsewhere.example/'></iframe>"),
        (RUN_IN, "document.title = 'taken'"),
    ],
)
def test_what_is_put_into_a_page_does_not_run_and_is_told(
    open_page: tuple[Page, list[str]], put_in: str, markup: str
) -> None:
    page, said = open_page

    with page.expect_console_message(lambda message: is_violation(message.text)):
        page.evaluate(put_in, markup)
    with page.expect_console_message(lambda message: message.text == "all is said"):
        page.evaluate("console.log('all is said')")

    assert page.title() == "Sign in · iomtrack"
    assert page.locator("main").is_visible()
    assert len([line for line in said if is_violation(line)]) == 1


def test_a_pdf_shows_in_the_browser(page_for: Callable[..., Page], delegate: User, site: Site) -> None:
    painted = HTML(string=f"<style>@page {{ background: rgb{BLUE} }}</style>A report").write_pdf()
    site.issued.file.save("report.pdf", ContentFile(painted), save=True)
    page = page_for(delegate)

    page.goto(f"/portal/{site.issued.pk}/")

    deadline = time.monotonic() + PATIENCE_SECONDS  # the browser's viewer tells nobody when it is ready
    while BLUE not in colours(page) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert BLUE in colours(page)


def colours(page: Page) -> list[tuple[int, int, int]]:
    """The colours in a picture of the page."""
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB").getcolors(maxcolors=1_000_000)
    return [colour for _number, colour in shown]
