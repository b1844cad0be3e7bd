"""A spreadsheet is imported in a real browser: with errors, put right, and again; with and without JavaScript."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from objectives.models import Evidence, ImportBatch
from tests.browser.hands import go, press
from tests.browsing import PHONE, accessibility_faults
from tests.objectives import sheets

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter", "nairobi", "o1")]
DAYS = {"starts_on": "2024-09-10", "ends_on": "2024-09-12"}


def choose(page, data, button):
    page.get_by_label("Spreadsheet", exact=True).set_input_files(
        {"name": "rows.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    press(page, button)


def worked(page):
    """A worker comes by, and the page is looked at again."""
    sheets.worked(ImportBatch.objects.latest("pk"))
    go(page, "Look again")


def test_a_file_with_errors_is_put_right_imported_and_undone(page_for, recorder):
    page = page_for(recorder, width=PHONE, javascript=False)
    page.goto("/evidence/")
    go(page, "Import from a spreadsheet")
    go(page, "Upload a spreadsheet")
    page.get_by_label("Entries that go to review at once").check()
    choose(page, sheets.xlsx(sheets.sound(1, **DAYS), sheets.sound(2, **DAYS, office="XXX")), "Upload and check")
    worked(page)
    assert "1 row has to be put right" in page.locator("main").inner_text()
    assert "“XXX” is not known here" in page.locator("table").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rows to put right").click()
    names, _labels, row = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0).to_python()

    choose(page, sheets.xlsx(dict(zip(names, row, strict=True)) | {"office": "NBO"}), "Upload the corrected rows")
    worked(page)
    press(page, "Import and submit for review")
    worked(page)

    assert sorted(Evidence.objects.values_list("external_reference", "status")) == [
        ("NBO-1", "submitted"),
        ("NBO-2", "submitted"),
    ]
    go(page, "Undo the whole import")
    assert "2 entries are taken out of review and discarded" in page.locator("main").inner_text()
    press(page, "Undo the whole import")
    worked(page)
    assert "Undone on" in page.locator("main").inner_text()
    assert {one.status for one in Evidence.objects.all()} == {"discarded"}


def test_the_page_follows_the_worker_by_itself(page_for, recorder):
    page = page_for(recorder)
    page.goto("/imports/new/")
    choose(page, sheets.xlsx(sheets.sound(1, **DAYS)), "Upload and check")
    assert page.get_by_role("progressbar", name="How far it is").is_visible()

    sheets.worked(ImportBatch.objects.latest("pk"))

    page.get_by_role("button", name="Import as drafts").wait_for()
    assert accessibility_faults(page) == []


def test_the_template_can_be_taken_home(page_for, recorder):
    page = page_for(recorder)
    page.goto("/imports/new/")

    with page.expect_download() as download:
        page.get_by_role("link", name="Template for MC/INF/274").click()

    assert download.value.suggested_filename == "evidence-mc-inf-274.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
