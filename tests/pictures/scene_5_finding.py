"""Finding: words and filters, columns, and filters that are kept."""

from iomtrack.accounts.development import STAFF
from tests.browser.hands import go, press
from tests.browsing import PHONE
from tests.pictures.camera import HEAD, Camera

WANTED = "/evidence/?text=border+officers&status=accepted&element=O3"


def test_words_and_filters(camera: Camera) -> None:
    page = camera.page(STAFF, WANTED)
    camera.take(page, "how-to/find-words", HEAD, "main table", most=900)
    page.locator("details.further summary").click()
    camera.take(page, "how-to/find-filters", "main form.filters")

    go(page, "Keep this filter")
    page.get_by_label("Name").fill("Border officers trained, accepted")
    page.get_by_role("checkbox").first.check()
    camera.take(page, "how-to/find-keep", HEAD, "main form.sheet")
    press(page, "Keep it")

    page = camera.page(STAFF, WANTED, width=PHONE)
    camera.take(page, "how-to/find-phone", HEAD, "main table", most=1500)


def test_columns(camera: Camera) -> None:
    page = camera.page(STAFF, "/evidence/columns/")
    camera.take(page, "how-to/find-columns", HEAD, "main form.sheet")
