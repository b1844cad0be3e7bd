"""The site that the pictures are of: the sample year, real processes, and a day that never changes."""

import datetime
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.pictures.camera import Camera
from tests.processes.stack import Stack

CLOCK = Path(__file__).parent / "clock"
SET_UP_AT = datetime.datetime(2026, 11, 20, 7, 0, tzinfo=datetime.UTC)
SETTINGS = {
    "IOMTRACK_TICK_SECONDS": "60",  # a tick waits behind the PDFs of the sample's reports, and must not run out
    "EXPORT_AT_ONCE": "200",  # so that the sample year is a long list
}
UNDER_WAY = (
    "Rendition.objects.exclude(state='rendered').count()"
    " + Edition.objects.filter(state__in=['due', 'composing']).count()"
)
SERVED_AT = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything up and healthy, with the sample year, at 10 o'clock of 20 November 2026."""
    stack = Stack(tmp_path_factory.mktemp("pictures") / "state", SAMPLE="yes", PYTHONPATH=str(CLOCK), **SETTINGS)
    set_clock(stack, SET_UP_AT)
    stack.set_up()
    set_clock(stack, SERVED_AT)
    try:
        stack.start()
        stack.manage("shell", "-v0", "-c", "from iomtrack.run.serve import wake_up; wake_up()")
        stack.wait_for("the sample's reports are made", lambda: stack.query(UNDER_WAY) == "0", seconds=900)
        yield stack
    finally:
        stack.stop()


def set_clock(stack: Stack, now: datetime.datetime) -> None:
    """What is started from here on lives at that moment, and goes on from there."""
    stack.environment["IOMTRACK_PICTURES_CLOCK"] = str(now.timestamp() - time.time())


@pytest.fixture(scope="session")
def signed_in() -> dict[str, Any]:
    """Who has signed in so far, with their cookies."""
    return {}


@pytest.fixture
def camera(chromium: Browser, site: Stack, signed_in: dict[str, Any]) -> Iterator[Camera]:
    camera = Camera(chromium, site.url, SERVED_AT, signed_in)
    yield camera
    camera.close()
