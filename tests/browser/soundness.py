"""What is wrong with a page as a browser shows it: a line for each fault, none for a sound page."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browsing import accessibility_faults

# Whatever a person aims at. A box with its label is one target; a link amid words is as high as its line.
SMALL_TARGETS = """() => {
  const rect = (node) => node.getBoundingClientRect();
  const amid = (link) => link.tagName === "A" && getComputedStyle(link).display === "inline"
    && link.parentElement.textContent.trim() !== link.textContent.trim();
  const aims = "form a, .buttons a, button, input:not([type=hidden]), select, textarea, summary";
  const size = (node) => {
    const label = node.matches("[type=checkbox], [type=radio]") ? node.labels[0] : null;
    const boxes = [rect(node), ...(label ? [rect(label)] : [])];
    return boxes.map((box) => [box.width, box.height]);
  };
  return [...document.querySelectorAll(aims)]
    .filter((node) => node.checkVisibility() && !amid(node))
    .filter((node) => !size(node).some(([width, height]) => width >= 24 && height >= 24))
    .map((node) => `small target: ${node.outerHTML.slice(0, 100)} ${JSON.stringify(size(node))}`);
}"""
# Parts whose words or tables are wider than they are: past the window's edge, or over what stands beside them. Of a
# drawing, which has a size of its own, only the whole is looked at.
TOO_WIDE = """() => [...document.querySelectorAll("body, body *")]
  .filter((node) => !node.closest("svg") || node.matches("svg"))
  .filter((node) => node.clientWidth && getComputedStyle(node).overflowX === "visible")
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .map((node) => `too wide: ${node.outerHTML.slice(0, 100)} ${node.scrollWidth} in ${node.clientWidth}`)"""


class Watch:
    """Notes what a page says on its console, and whom else it asks, from now on."""

    def __init__(self, page: Page, own: str) -> None:
        self._own = own
        self._faults: list[str] = []
        self._pages: set[str] = set()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._faults.append(f"script: {error}"))
        page.on("request", self._note)

    def take(self) -> list[str]:
        """What was noted since the last time."""
        noted, self._faults = self._faults, []
        return noted

    def _hear(self, message: ConsoleMessage) -> None:
        """A page that says itself that it is a 404 or a 422 is no fault, and Chromium notes it as an error."""
        is_its_own_status = "status of 4" in message.text and message.location["url"] in self._pages
        if message.type in ("error", "warning") and not is_its_own_status:
            self._faults.append(f"console: {message.text}")

    def _note(self, request: Request) -> None:
        if request.is_navigation_request():
            self._pages.add(request.url)
        if not request.url.startswith((self._own, "data:")):
            self._faults.append(f"asks elsewhere: {request.url}")


def layout_faults(page: Page) -> list[str]:
    """What scrolls sideways, what does not hold what is in it, and targets too small to hit (WCAG 2.2, 2.5.8)."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*(["scrolls sideways"] if wide else []), *page.evaluate(TOO_WIDE), *page.evaluate(SMALL_TARGETS)]


def faults(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands: accessibility, overflow, targets."""
    return [*accessibility_faults(page), *layout_faults(page)]
