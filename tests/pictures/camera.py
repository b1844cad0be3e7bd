"""Takes pictures of a site: opens pages as a person, crops to what matters, and keeps few colours for small files."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from iomtrack.accounts.development import PASSWORD, DevelopmentAccount
from tests.browsing import DESK

FOLDER = settings.BASE_DIR / "docs" / "images"
COLOURS = 48
MARGIN = 16
# How long the scenes took until here must not show: every minute of the hour that they begin in becomes its first.
SAME_MINUTE = r"""hour => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, same = text.data.replace(new RegExp(`\\b${hour}:[0-5]\\d\\b`, "g"), `${hour}:00`);
    if (same !== text.data) text.data = same;
  }
}"""
STICKY = """visibility => {
  for (const node of document.querySelectorAll(".kept")) node.style.visibility = visibility;
}"""
HEAD = "main > :first-child"  # where a page begins: its trail of links, or its heading
HEIGHTS = {DESK: 900}
PHONE_HEIGHT = 740
PATIENCE_SECONDS = 30


class Camera:
    """Opens pages of the site at `url`, and files pictures under docs/images. `now` is what its clock shows."""

    def __init__(self, browser: Browser, url: str, now: datetime.datetime, signed_in: dict[str, Any]) -> None:
        self.browser, self.url, self.now, self.signed_in = browser, url, now, signed_in
        self.contexts: list[Any] = []

    def page(self, account: DevelopmentAccount | None, path: str = "/", *, width: int = DESK) -> Page:
        """A page of the site, opened as a person (None: not signed in) at a width."""
        page = self._context(self._session(account), width).new_page()
        page.goto(path)
        return page

    def take(
        self,
        page: Page,
        name: str,
        *places: Locator | str,
        margin: int = MARGIN,
        most: int = 0,
        in_window: bool = False,
    ) -> None:
        """File a picture of what holds all the places (all of the window where none is named), `most` pixels high.

        What sticks to the window's edge stands there where all of the picture is `in_window`, scrolled there before;
        elsewhere it would lie across the picture.
        """
        page.mouse.move(0, 0)
        page.evaluate("document.fonts.ready")
        page.evaluate(SAME_MINUTE, self.now.hour)
        page.evaluate(STICKY, "" if in_window else "hidden")
        clip = self._clip(page, places, margin, most)
        whole: dict[str, Any] = {"full_page": not in_window, "clip": clip} if clip else {}
        if clip and in_window:
            clip["y"] -= page.evaluate("scrollY")
        save(page.screenshot(animations="disabled", caret="hide", **whole), FOLDER / f"{name}.png")
        page.evaluate(STICKY, "")

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _context(self, state: Any, width: int) -> Any:
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": HEIGHTS.get(width, PHONE_HEIGHT)},
            locale="en-GB",
            timezone_id="UTC",
            reduced_motion="reduce",
            storage_state=state,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.clock.install(time=self.now)
        self.contexts.append(context)
        return context

    def _session(self, account: DevelopmentAccount | None) -> Any:
        """The cookies of a person: signed in through the page for it, once for all pictures."""
        if account is None:
            return None
        if account.email not in self.signed_in:
            context = self._context(None, DESK)
            page = context.new_page()
            page.goto("/accounts/sign-in/")
            page.locator("[name=login]").fill(account.email)
            page.locator("[name=password]").fill(PASSWORD)
            with page.expect_navigation():
                page.locator("main").get_by_role("button", name="Sign in").first.click()
            assert "/sign-in/" not in page.url, page.locator("main").inner_text()
            self.signed_in[account.email] = context.storage_state()
        return self.signed_in[account.email]

    def _clip(self, page: Page, places: Iterable[Locator | str], margin: int, most: int) -> dict[str, float] | None:
        boxes = [box_of(page, place) for place in places]
        if not boxes:
            return None
        width, height = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
        left = max(0, min(box["x"] for box in boxes) - margin)
        top = max(0, min(box["y"] for box in boxes) - margin)
        right = min(width, max(box["x"] + box["width"] for box in boxes) + margin)
        bottom = min(height, max(box["y"] + box["height"] for box in boxes) + margin)
        tall = min(bottom - top, most) if most else bottom - top
        return {"x": round(left), "y": round(top), "width": round(right - left), "height": round(tall)}


def box_of(page: Page, place: Locator | str) -> dict[str, float]:
    """Where a thing stands, in pixels from the corner of the whole page, wherever the window is scrolled to."""
    found = page.locator(place).first if isinstance(place, str) else place
    box: dict[str, float] = found.evaluate(
        "node => { const box = node.getBoundingClientRect();"
        " return {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height}; }"
    )
    return box


def save(picture: bytes | Image.Image, path: Path) -> None:
    """Write a picture with few colours and nothing beside its pixels, so that the same pixels are the same file."""
    image = Image.open(io.BytesIO(picture)) if isinstance(picture, bytes) else picture
    path.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
