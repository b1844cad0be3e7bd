"""What one sees first: the two pictures of the README, and home on a phone."""

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image

from iomtrack.accounts.development import STAFF
from tests.browsing import PHONE
from tests.parts import need_program
from tests.pictures.camera import FOLDER, Camera, save
from tests.processes.stack import Stack

WIDE = 680


def test_home(camera: Camera) -> None:
    camera.take(camera.page(STAFF), "home", "header.site-header", "main table.elements tbody tr >> nth=2", margin=0)
    camera.take(camera.page(STAFF, width=PHONE), "how-to/home-phone", "header.site-header", "ul.todo", margin=0)


def test_the_first_page_of_a_report(site: Stack, tmp_path: Path) -> None:
    save(first_page(site, tmp_path, "1995-2004", "assessment"), FOLDER / "report.png")


def first_page(site: Stack, folder: Path, period: str, kind: str) -> Image.Image:
    """The first page of a report as one would preview it."""
    file = folder / "report.pdf"
    site.manage("preview_report", kind, period, "--language", "en", "--output", str(file))
    return page_of(file)


def page_of(file: Path, number: int = 1) -> Image.Image:
    """A page of a PDF, as wide as the papers show it."""
    pages = ["-f", str(number), "-l", str(number), "-scale-to-x", str(WIDE), "-scale-to-y", "-1"]
    drawn = subprocess.run(
        [need_program("pdftoppm"), "-png", *pages, str(file)], capture_output=True, check=True
    ).stdout
    return Image.open(BytesIO(drawn))
