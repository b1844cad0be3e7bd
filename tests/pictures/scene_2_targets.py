"""An administrator sets targets, and says by what figures are broken down."""

from iomtrack.accounts.development import ADMINISTRATOR
from tests.browser.hands import press
from tests.pictures.camera import HEAD, Camera

RETURNED = "/frameworks/mc-inf-274/indicators/O7/O7.1/"


def test_how_figures_are_broken_down(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, f"{RETURNED}change/")
    page.get_by_label("Sex", exact=True).check()
    press(page, "Save the indicator")

    page.goto("/dimensions/")
    camera.take(page, "how-to/dimensions", HEAD, "main > section >> nth=1")


def test_a_target_is_revised_with_a_reason(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, f"{RETURNED}targets/")
    page.get_by_label("Fourth quarter of 2026").fill("500")
    page.get_by_label("Reason").fill("The lake programme opened a second centre in October.")
    camera.take(page, "how-to/set-targets", HEAD, "main form.sheet")

    press(page, "Set the targets")
    camera.take(page, "how-to/indicator", HEAD, "main .two-columns", most=1000)
