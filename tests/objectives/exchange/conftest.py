"""Files to load: the examples of the reference pages, and what a test makes of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAGES = Path(__file__).parents[3] / "docs" / "reference"


def example(page: str) -> str:
    """The complete example of a reference page."""
    return (PAGES / page).read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]


@pytest.fixture
def plan() -> str:
    """A framework of another organization, with three levels."""
    return example("framework-file.md")


@pytest.fixture
def record() -> str:
    """A record of that framework."""
    return example("record-file.md")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Writes a file, and gives its path."""

    def write_file(text: str | bytes, name: str = "file.yaml") -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write_file


@pytest.fixture
def refusal() -> Callable[..., list[str]]:
    """Runs a command that must refuse; gives its lines."""

    def refuse(command: str, *files: str) -> list[str]:
        with pytest.raises(CommandError) as error:
            call_command(command, *files)
        return str(error.value).splitlines()

    return refuse


def line_of(marker: str, text: str) -> int:
    """The line (from 1) that holds the first of these words."""
    return text[: text.index(marker)].count("\n") + 1
