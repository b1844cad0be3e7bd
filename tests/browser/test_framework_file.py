"""A framework file is chosen, put right and loaded in a real browser, without JavaScript and on a phone."""

from pathlib import Path

import pytest

from objectives.models import Framework
from tests.browser.hands import go, press
from tests.browsing import PHONE, accessibility_faults

pytestmark = pytest.mark.browser

RIVERS = (Path(__file__).parents[1] / "data" / "rivers-2026.yaml").read_bytes()


def choose(page, content):
    page.get_by_label("Framework file").set_input_files(
        {"name": "rivers.yaml", "mimeType": "application/yaml", "buffer": content}
    )
    press(page, "Check the file")


def test_a_file_is_refused_put_right_and_loaded(page_for, administrator):
    page = page_for(administrator, width=PHONE, javascript=False)
    page.goto("/frameworks/")
    go(page, "Load a framework from a file")

    choose(page, RIVERS.replace(b"kind: outcome", b"kind: aim", 1))
    assert "rivers.yaml: one thing to put right" in page.locator("#errors").inner_text()
    choose(page, RIVERS)
    press(page, "Load the framework")

    assert page.locator("h1").inner_text() == "Rivers for Our Children: Strategy 2026–2030"
    assert Framework.objects.get().elements.count() == 159


def test_the_pages_of_a_refused_and_of_a_sound_file_are_in_everybodys_reach(page_for, administrator):
    page = page_for(administrator, width=PHONE)
    page.goto("/frameworks/load/")
    choose(page, RIVERS.replace(b"kind: outcome", b"kind: aim").replace(b"parent: '1.1'", b"parent: " + b"long" * 5))
    refused = (accessibility_faults(page), page.evaluate("document.documentElement.scrollWidth"))
    choose(page, RIVERS)
    sound = (accessibility_faults(page), page.evaluate("document.documentElement.scrollWidth"))

    assert (refused, sound) == (([], PHONE), ([], PHONE))


def test_a_downloaded_file_is_the_frameworks(page_for, recorder, framework):
    page = page_for(recorder)
    page.goto("/frameworks/mc-inf-274/")

    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a file").click()

    assert download.value.suggested_filename == "mc-inf-274.yaml"
    assert "symbol: MC/INF/274\n" in Path(download.value.path()).read_text(encoding="utf-8")
