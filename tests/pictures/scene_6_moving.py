"""Into the site and out of it: spreadsheets, exports, IATI files, and tokens for programs."""

from pathlib import Path

from playwright.sync_api import Page

from iomtrack.accounts.development import ADMINISTRATOR, STAFF
from tests.browser.hands import press
from tests.objectives import sheets
from tests.pictures.camera import HEAD, Camera

ROWS = [
    ("NBO-2026-101", "Training of border officials, Malaba", "O3", {"O3/O3.1": 42}),
    ("NBO-2026-102", "Help desk at the Malaba crossing", "O5", {}),
    ("NBO-2026-103", "Return of 12 families to Kisumu", "O7", {"O7/O7.1": 51}),
    ("NBO-2026-104", "Radio series on safe migration", "O8", {"O8/O8.1": 900}),
]
IATI = Path(__file__).parent / "activities.xml"


def row(reference: str, title: str, element: str, figures: dict[str, object]) -> dict[str, object]:
    return {
        "external_reference": reference,
        "title": title,
        "description": f"{title}: what was done stands in the report.",
        "starts_on": "2026-11-09",
        "ends_on": "2026-11-13",
        "office": "NBO",
        "serves_1": element,
        "how_1": "It served the objective directly.",
        "citation_1": "Monthly report of the office, November 2026",
        **figures,
    }


def upload(page: Page, rows: list[dict[str, object]], button: str, name: str = "nairobi-november.xlsx") -> None:
    page.get_by_label("Spreadsheet", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": sheets.xlsx(*rows)}
    )
    press(page, button)


def test_a_spreadsheet_is_imported(camera: Camera) -> None:
    page = camera.page(STAFF, "/imports/new/")
    camera.take(page, "how-to/import-upload", HEAD, "main form.sheet")

    sound = [row(*one) for one in ROWS]
    faulty = [dict(one) for one in sound]
    faulty[1]["office"] = "NRB"
    faulty[2] |= {"ends_on": "2026-11-31", "O7/O7.1": "about fifty"}
    page.get_by_label("Entries that go to review at once").check()
    upload(page, faulty, "Upload and check")
    page.get_by_text("have to be put right").wait_for()
    camera.take(page, "how-to/import-errors", HEAD, "main table.import-problems")

    upload(page, sound[1:3], "Upload the corrected rows", "to-put-right.xlsx")
    page.get_by_role("button", name="Import and submit for review").wait_for()
    camera.take(page, "how-to/import-dry-run", HEAD, "main table.import-rows")

    press(page, "Import and submit for review")
    page.get_by_role("link", name="Undo the whole import").wait_for()
    camera.take(page, "how-to/import-written", HEAD, "main table.import-rows")


def test_a_list_is_exported(camera: Camera) -> None:
    page = camera.page(STAFF, "/exports/new/?status=accepted&element=O7")
    camera.take(page, "how-to/export", HEAD, "main form.sheet")

    page.goto("/exports/new/")
    press(page, "Export")
    page.goto("/exports/")
    for _look in range(120):
        if page.locator("main table a[download]").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    camera.take(page, "how-to/exports", HEAD, "main table")


def test_programmes_come_from_an_iati_file(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, "/iati/programmes/")
    page.locator("input[type=file]").set_input_files(str(IATI))
    press(page, "Check the file")
    camera.take(page, "how-to/iati-checked", HEAD, "main table.list")

    page.goto("/frameworks/mc-inf-274/")
    camera.take(page, "how-to/framework-buttons", HEAD, ".framework-buttons")


def test_a_token_for_a_program(camera: Camera) -> None:
    page = camera.page(STAFF, "/accounts/tokens/")
    page.get_by_label("What it is for").fill("Monthly figures of the Nairobi database")
    page.get_by_label("What it may do").select_option(index=1)
    press(page, "Make the token")
    page.locator("#secret").evaluate("node => { node.value = 'iomt_' + '•'.repeat(40); }")
    camera.take(page, "how-to/token", HEAD, "main table.list")
