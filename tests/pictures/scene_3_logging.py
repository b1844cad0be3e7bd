"""Staff log evidence: the form, its figures, what is kept, the check, files, and a grid of months."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from iomtrack.accounts.development import STAFF
from tests.browser.hands import box, go, press
from tests.browsing import PHONE
from tests.pictures.camera import HEAD, Camera

NEW = "/evidence/new/"
TITLE = "Return of 34 families to Kisumu prepared"
DONE = (
    "Thirty-four families were told what awaits them, had their papers renewed and were taken home in two convoys. "
    "The county met them, and found places at school for the children."
)
TWIN = "Water points shared by residents and returnees near Eldoret"


def begin(page: Page, title: str = TITLE) -> None:
    """The activity, when and where."""
    box(page, "title").fill(title)
    box(page, "description").fill(DONE)
    box(page, "starts_on").fill("2026-11-02")
    box(page, "ends_on").fill("2026-11-06")


def choose_programme(page: Page, words: str = "lake", title: str = "Safe return in the lake region") -> None:
    box(page, "programme").first.press_sequentially(words)
    page.get_by_role("option", name=title).click()


def serve_o7(page: Page, figure: str) -> None:
    page.get_by_role("checkbox", name="O7").check()
    box(page, "how-O7").fill("The families chose to return, and were helped to do so safely.")
    box(page, "figure-O7:O7.1").fill(figure)


def test_the_form(camera: Camera) -> None:
    page = camera.page(STAFF, NEW)
    begin(page)
    camera.take(page, "how-to/log-activity", HEAD, "#part-1")

    box(page, "programme").first.press_sequentially("lake")
    expect(page.get_by_role("option")).to_have_count(1)
    camera.take(page, "how-to/log-choosing", "#part-2")
    page.get_by_role("option").first.click()

    serve_o7(page, "152")
    page.locator("[data-pick=O7] details.parts summary").first.click()
    box(page, "part-O7:O7.1:sex:female").fill("83")
    box(page, "part-O7:O7.1:sex:male").fill("60")
    expect(page.locator("[data-pick=O7] .parts-sum").first).to_be_visible()
    camera.take(page, "how-to/log-served", "[data-pick=O6]", "[data-pick=O8]")
    box(page, "part-O7:O7.1:sex:male").fill("69")
    with page.expect_response("**/evidence/typed/"):
        box(page, "beneficiaries").fill("152 persons of 34 families")
    page.get_by_text("Kept at").wait_for()
    page.locator(".sheet > .buttons").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 400)")
    camera.take(page, "how-to/log-kept", "#part-4 h3", ".sheet > .buttons", in_window=True)


def test_what_was_typed_is_filled_in_again(camera: Camera) -> None:
    page = camera.page(STAFF, width=PHONE)
    go(page, "unfinished form")
    go(page, TITLE)
    camera.take(page, "how-to/log-unsaved-phone", HEAD, "#part-1", most=900)
    page.locator("#unsaved summary", has_text="Discard it").click()
    with page.expect_navigation():
        page.locator("#unsaved button", has_text="Discard it").click()


def test_files_are_attached_while_one_types(camera: Camera) -> None:
    page = camera.page(STAFF, NEW)
    begin(page, "Convoy of 6 November to Kisumu")
    page.locator("#id_files").set_input_files(
        [
            {"name": "distribution-list.csv", "mimeType": "text/csv", "buffer": b"family,members\n1,5\n2,4\n"},
            {"name": "convoy.jpg", "mimeType": "image/jpeg", "buffer": photo()},
            {"name": "old-report.doc", "mimeType": "application/msword", "buffer": bytes.fromhex("D0CF11E0A1B11AE1")},
        ]
    )
    page.get_by_role("link", name="convoy").wait_for()
    page.locator("[data-queue] li").first.wait_for()
    camera.take(page, "how-to/log-files", "#part-4 h3", "#attachments")


def test_colleagues_write_one_entry(camera: Camera) -> None:
    page = camera.page(STAFF, NEW)
    begin(page, "Joint visit to Garissa with the county")
    press(page, "Save as a draft")
    go(page, "Write it together")
    page.locator("#evidence-form").get_by_role("combobox").first.press_sequentially("in nairobi")
    page.get_by_role("option", name="Sample colleague in Nairobi").click()
    press(page, "Let this colleague write it too")
    camera.take(page, "how-to/log-together", HEAD, "main form.sheet")


def test_answers_are_checked_before_they_are_submitted(camera: Camera) -> None:
    page = camera.page(STAFF, NEW)
    begin(page, TWIN)
    box(page, "starts_on").fill("2026-10-20")
    box(page, "ends_on").fill("2026-10-20")
    choose_programme(page)
    serve_o7(page, "152")
    press(page, "Continue to check")
    camera.take(page, "how-to/log-check", HEAD, "form section.answers >> nth=0")

    go(page, "Give a source")
    box(page, "title").fill(TITLE)
    begin(page)
    box(page, "citation").fill("Convoy report NBO/2026/11")
    box(page, "paragraph").fill("page 2")
    press(page, "Continue to check")
    press(page, "Submit for review")
    expect(page.locator(".message")).to_contain_text("is submitted for review.")


def test_months_are_filled_in_as_a_grid(camera: Camera) -> None:
    page = camera.page(STAFF, "/evidence/quick/?programme=LAKE-RET")
    empty = page.locator(".quick-grid input[type=text]")
    empty.nth(0).fill("41")
    empty.nth(1).fill("38")
    camera.take(page, "how-to/log-months", HEAD, "main .buttons >> nth=-1")


def test_a_link_that_fills_in_the_form(camera: Camera) -> None:
    page = camera.page(
        STAFF, f"{NEW}?programme=LAKE-RET&element=O3&element=R7&office=NBO&country=KE&element=O99", width=PHONE
    )
    camera.take(page, "how-to/log-link-phone", HEAD, "#part-1", most=900)


def photo() -> bytes:
    """A picture as a telephone makes it."""
    file = BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(file, "JPEG")
    return file.getvalue()
