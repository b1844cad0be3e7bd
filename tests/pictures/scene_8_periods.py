"""From an open period to an issued report."""

from pathlib import Path

from iomtrack.accounts.development import ADMINISTRATOR, DELEGATE
from tests.pictures.camera import FOLDER, HEAD, Camera, save
from tests.pictures.scene_1_home import first_page
from tests.processes.stack import Stack

FRAMEWORK = "/frameworks/mc-inf-274/"
OPEN = f"{FRAMEWORK}periods/2026-Q4/"


def test_the_page_of_a_period(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, OPEN)
    camera.take(page, "how-to/period", HEAD, "main table", most=1000)
    camera.take(page, "how-to/period-waiting", "#waiting", most=800)

    page.goto(f"{FRAMEWORK}focal-points/")
    camera.take(page, "how-to/focal-points", HEAD, "main form", most=700)
    page.goto(f"{FRAMEWORK}periods/2026-Q3/unlock/")
    camera.take(page, "how-to/period-unlock", HEAD, "main form.sheet")
    page.goto(f"{OPEN}close/")
    camera.take(page, "how-to/period-close", HEAD, "main > *:last-child")


def test_an_edition_awaits_sign_off(camera: Camera, site: Stack, tmp_path: Path) -> None:
    page = camera.page(ADMINISTRATOR, "/editions/")
    camera.take(page, "how-to/editions", HEAD, "main table")
    with page.expect_navigation():
        page.locator("main tbody a").first.click()
    page.locator(".hash").first.evaluate("node => { node.textContent = '•'.repeat(64); }")  # another one each time
    camera.take(page, "how-to/edition", HEAD, "main section.part >> nth=1", most=1100)
    save(first_page(site, tmp_path, "2026-Q3", "progress"), FOLDER / "how-to" / "report-progress.png")


def test_what_a_delegate_sees(camera: Camera) -> None:
    page = camera.page(DELEGATE, "/portal/")
    camera.take(page, "how-to/portal", HEAD, "main table")
