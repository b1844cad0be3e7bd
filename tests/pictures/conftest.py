"""The site that the pictures are of: the sample year, real processes, and a day that never changes."""

import datetime
import os
import shutil
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
    "IOMTRACK_TICK_SECONDS": "5",  # a tick waits behind the PDFs of the sample's reports, and must not run out
    "EXPORT_AT_ONCE": "200",  # so that the sample year is a long list
}
SERVED_AT = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything up and healthy, with the sample year, at 10 o'clock of 20 November 2026."""
    stack = Stack(tmp_path_factory.mktemp("pictures") / "state", SAMPLE="yes", PYTHONPATH=str(CLOCK), **SETTINGS)
    set_clock(stack, SET_UP_AT)
    if prepared := os.environ.get("IOMTRACK_PICTURES_FROM"):
        shutil.copytree(prepared, stack.folder, dirs_exist_ok=True)
    else:
        stack.set_up()
    set_clock(stack, SERVED_AT)
    try:
        stack.start()
        stack.wait_until_healthy()
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
