"""Attaching files as staff do it: with progress, with the line cut in the middle, with a large photo, by keyboard."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, Route, expect

from iomtrack.accounts.models import User
from objectives.actions import scanning
from objectives.models import Attachment, Evidence
from tests import factories
from tests.browser.hands import back_to_form, box, message, problems, submit, type_entry
from tests.browser.soundness import faults, layout_faults
from tests.browsing import DESK, PHONE
from tests.objectives.sent_files import pdf, photo
from tests.servers import EICAR, clamd

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]
NEW = "/evidence/new/"
WIDTHS = pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])


def file(name: str, data: bytes, kind: str = "") -> dict[str, object]:
    return {"name": name, "mimeType": kind or "application/octet-stream", "buffer": data}


def choose(page: Page, *files: dict[str, object]) -> None:
    page.get_by_label("Add files").set_input_files(list(files))


def attached(page: Page) -> list[str]:
    """The names in the list, as it stands."""
    return [one.strip() for one in page.locator("[data-list] .attachment-name").all_inner_texts()]


@WIDTHS
def test_files_of_a_new_entry_stay_through_errors_and_go_with_what_is_submitted(
    page_for: Callable[..., Page], recorder: User, width: int
) -> None:
    page = page_for(recorder, width=width)
    page.goto(NEW)
    type_entry(page, ends_on="")
    choose(page, file("Report.pdf", pdf()), file("List.csv", b"a,b\n"), file("Drawing.svg", b"<svg/>"))
    expect(page.locator("[data-list] .attachment")).to_have_count(2)
    expect(page.get_by_text("Drawing.svg: Web pages and drawings in code")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Leave it out Drawing.svg").click()

    submit(page)

    assert len(problems(page)) == 1
    back_to_form(page)
    assert sorted(attached(page)) == ["List.csv", "Report.pdf"]
    box(page, "ends_on").fill("2024-09-12")
    submit(page)
    entry = Evidence.objects.get()
    assert message(page) == f"{entry.reference} is submitted for review."
    assert (entry.status, entry.attachments.count()) == ("submitted", 2)
    assert page.locator("summary", has_text="Remove").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Report.pdf").click()
    assert Path(download.value.path()).read_bytes() == Attachment.objects.get(name="Report.pdf").file.open().read()
    assert faults(page) == []


def test_a_file_that_breaks_off_half_way_is_sent_again_by_itself(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    box(page, "title").fill("A visit")
    broken: list[str] = []

    def cut_once(route: Route) -> None:
        if broken:
            route.continue_()
            return
        broken.append(route.request.url)
        route.abort("connectionreset")

    page.route("**/attachments/", cut_once)
    choose(page, file("Report.pdf", pdf()))
    expect(page.get_by_text("The line is down. Trying again in 1 seconds.")).to_be_visible()

    expect(page.locator("[data-list] .attachment")).to_have_count(1)
    assert len(broken) == 1
    assert Attachment.objects.get().evidence.title == "A visit"


def test_an_answer_that_is_lost_makes_no_second_file(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)  # it arrived, and nobody heard of it
        route.abort("connectionreset")

    page.route("**/attachments/", lose_the_first_answer)
    choose(page, file("Report.pdf", pdf()))

    expect(page.locator("[data-list] .attachment")).to_have_count(1)
    assert (lost, Attachment.objects.count()) == ([201], 1)


def test_without_a_line_the_file_waits_and_goes_when_it_is_back(page_for: Callable[..., Page], recorder: User) -> None:
    entry = factories.EvidenceFactory(author=recorder)
    page = page_for(recorder)
    page.goto(f"/evidence/{entry.reference}/edit/")
    box(page, "title").fill("Typed before the line went")
    page.context.set_offline(True)
    choose(page, file("Report.pdf", pdf()))
    expect(page.get_by_text("The line is down.")).to_be_visible()

    page.context.set_offline(False)

    expect(page.locator("[data-list] .attachment")).to_have_count(1)
    assert box(page, "title").input_value() == "Typed before the line went"


def test_sending_shows_how_far_it_is(page_for: Callable[..., Page], recorder: User) -> None:
    entry = factories.EvidenceFactory(author=recorder)
    page = page_for(recorder)
    page.goto(f"/evidence/{entry.reference}/edit/")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 100, "downloadThroughput": -1, "uploadThroughput": 400_000}
    line.send("Network.emulateNetworkConditions", slow)
    choose(page, file("Long.txt", b"It was done.\n" * 100_000))

    expect(page.get_by_role("progressbar", name="Long.txt")).to_be_visible()
    expect(page.get_by_text("% sent")).to_be_visible()
    expect(page.locator("[data-list] .attachment")).to_have_count(1, timeout=30_000)
    assert page.get_by_role("progressbar").count() == 0


def test_a_photo_of_12_megapixels_is_made_smaller_before_it_leaves_and_loses_its_place(
    page_for: Callable[..., Page], recorder: User
) -> None:
    taken = noisy_photo()
    entry = factories.EvidenceFactory(author=recorder)
    page = page_for(recorder)
    page.goto(f"/evidence/{entry.reference}/edit/")
    requests: list[Request] = []
    page.on("request", lambda one: requests.append(one))  # noqa: PLW0108 a built-in method is refused there

    choose(page, file("IMG_0001.jpg", taken, "image/jpeg"))

    expect(page.locator("[data-list] .attachment")).to_have_count(1, timeout=60_000)
    kept = Image.open(BytesIO(Attachment.objects.get().file.open().read()))
    assert (kept.size, dict(kept.getexif())) == ((1920, 2560), {})
    (sent,) = [int(one.all_headers()["content-length"]) for one in requests if one.method == "POST"]
    assert 0 < sent < len(taken) / 2
    expect(page.get_by_text("1920 × 2560")).to_be_visible()


def noisy_photo() -> bytes:
    """4000 × 3000, held upright, as heavy as a camera's."""
    picture = Image.effect_noise((4000, 3000), 40).convert("RGB")
    exif = Image.open(BytesIO(photo(turned=6))).getexif()
    out = BytesIO()
    picture.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


@WIDTHS
def test_a_file_is_removed_by_keyboard_and_the_text_stays(
    page_for: Callable[..., Page], recorder: User, width: int
) -> None:
    kept = factories.AttachmentFactory(evidence__author=recorder, name="Wrong one " + "x" * 120 + ".txt")
    page = page_for(recorder, width=width)
    page.goto(f"/evidence/{kept.evidence.reference}/edit/")
    box(page, "title").fill("Typed before")
    assert faults(page) == []

    page.locator("summary", has_text="Remove Wrong one").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The file is removed for good.")).to_be_visible()
    expect(page.locator("[data-list] .attachment")).to_have_count(1)
    assert faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("[data-list] .attachment")).to_have_count(0)
    expect(page.locator("[data-said]")).to_have_text("Removed.")
    assert box(page, "title").input_value() == "Typed before"
    assert page.evaluate("document.activeElement.id") == "id_files"


@WIDTHS
def test_without_javascript_files_go_with_the_form_and_are_added_on_the_record(
    page_for: Callable[..., Page], recorder: User, width: int
) -> None:
    page = page_for(recorder, width=width, javascript=False)
    page.goto(NEW)
    box(page, "title").fill("A visit")
    choose(page, file("Report.pdf", pdf()))
    page.get_by_role("button", name="Save as a draft").click()
    assert attached(page) == ["Report.pdf"]
    choose(page, file("List.csv", b"a,b\n"))
    page.get_by_role("button", name="Attach").click()
    assert attached(page) == ["Report.pdf", "List.csv"]
    assert layout_faults(page) == []

    page.locator("summary", has_text="Remove List.csv").click()
    assert layout_faults(page) == []
    page.get_by_role("button", name="Remove List.csv").click()

    assert attached(page) == ["Report.pdf"]


@pytest.fixture
def scanner(tmp_path: Path, settings: SimpleNamespace) -> Iterator[None]:
    with clamd(tmp_path / "clamd") as settings.CLAMAV_URL:
        yield


@pytest.mark.usefixtures("scanner")
def test_the_page_tells_by_itself_what_the_scanner_found(page_for: Callable[..., Page], recorder: User) -> None:
    entry = factories.EvidenceFactory(author=recorder)
    page = page_for(recorder)
    page.goto(f"/evidence/{entry.reference}/edit/")
    choose(page, file("Bad.txt", EICAR))
    expect(page.get_by_text("Waiting to be scanned")).to_be_visible()
    assert page.get_by_role("link", name="Bad.txt").count() == 0

    scanning.scan(pk=Attachment.objects.get().pk)

    expect(page.get_by_text("Infected, and removed: Eicar-Signature.UNOFFICIAL")).to_be_visible(timeout=15_000)
    assert faults(page) == []
