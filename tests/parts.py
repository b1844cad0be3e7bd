"""What tests need beside Python: a missing part skips, or fails where all must be there."""

import os
import shutil
from typing import NoReturn

import pytest


def missing(part: str) -> NoReturn:
    """Skip the test for a part that this machine lacks, or fail it where nothing may be skipped."""
    if os.environ.get("IOMTRACK_REQUIRE_ALL") == "1":
        pytest.fail(f"{part} is missing, and IOMTRACK_REQUIRE_ALL=1 says that it must be there.")
    pytest.skip(f"{part} is missing")


def need_program(name: str) -> str:
    """The path of a program such as chromium or pdftoppm."""
    return shutil.which(name) or missing(name)
