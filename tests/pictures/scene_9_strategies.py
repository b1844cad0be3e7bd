"""A wording is amended, and the next strategy is begun."""

from iomtrack.accounts.development import ADMINISTRATOR, DELEGATE
from tests.browser.hands import press
from tests.pictures.camera import HEAD, Camera

FRAMEWORK = "/frameworks/mc-inf-274/"


def test_a_wording_is_amended(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, f"{FRAMEWORK}elements/O3/amend/")
    wording = page.locator("[name=wording]")
    wording.fill(wording.input_value().replace("expert advice", "expert advice, training"))
    page.locator("[name=effective_on]").fill("2026-11-20")
    page.locator("[name=reason]").fill("The Council asked to name training.")
    camera.take(page, "how-to/amend", HEAD, "main form.sheet")
    press(page, "Amend")
    camera.take(
        page,
        "how-to/amended",
        page.get_by_role("heading", name="How the wording changed"),
        "main .two-columns",
        most=700,
    )


def test_the_next_strategy(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, f"{FRAMEWORK}next/")
    page.locator("[name=symbol]").fill("MC/INF/300")
    page.locator("[name=title]").fill("Strategy for the years to come")
    page.locator("[name=issued_on]").fill("2026-11-20")
    camera.take(page, "how-to/next-strategy", HEAD, "main form.sheet")
    press(page, "Start the draft")
    page.goto("/frameworks/mc-inf-300/edit/")
    page.locator("[data-code=O2] details.more summary").first.click()
    camera.take(page, "how-to/editor", HEAD, "[data-code=O3]", most=1000)
    page.goto("/frameworks/mc-inf-300/edit/elements/O2/remove/")
    press(page, "Remove O2")
    page.goto("/frameworks/mc-inf-300/adopt/")
    camera.take(page, "how-to/adopt", HEAD, "main > *:last-child")


def test_the_same_in_another_language(camera: Camera) -> None:
    page = camera.page(DELEGATE, "/portal/")
    with page.expect_navigation():
        page.get_by_role("button", name="Français").click()
    camera.take(page, "how-to/languages", "header.site-header", "footer.site-footer", margin=0)
