"""The day on which the suite's people work: in the open third quarter of 2026, after what they log; files to load."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.models import User
from objectives.actions.evidence import EvidenceInput
from objectives.models import Element, Evidence, Office, Period
from tests.objectives import entries


@pytest.fixture
def today(time_machine: Any) -> None:
    """21 September 2026."""
    time_machine.move_to("2026-09-21T10:00:00+00:00", tick=False)


@pytest.fixture
def content(elements: dict[str, Element], nairobi: Office, period: Period, today: None) -> EvidenceInput:
    """A complete entry of Nairobi for O1, in the open period."""
    return entries.complete(elements["O1"], nairobi)


@pytest.fixture
def entry(content: EvidenceInput, recorder: User, reviewer: User) -> Callable[..., Evidence]:
    """Makes the recorder's complete entry in a status."""

    def make(status: str = "draft", by: User = recorder) -> Evidence:
        return entries.in_status(status, content, by=by, reviewer=reviewer)

    return make


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., str]:
    """Loads a text as a framework file; gives what the command says."""

    def load_text(text: str, *options: str) -> str:
        path, out = tmp_path / "plan.yaml", StringIO()
        path.write_text(text, encoding="utf-8")
        call_command("load_framework", str(path), *options, stdout=out)
        return out.getvalue().strip()

    return load_text


@pytest.fixture
def all_told(load: Callable[..., str], tmp_path: Path) -> Callable[[str], str]:
    """Loads a text that must be refused; gives all that is said, without the file's folder."""

    def load_text(text: str) -> str:
        with pytest.raises(CommandError) as error:
            load(text)
        return str(error.value).replace(f"{tmp_path}/", "")

    return load_text


@pytest.fixture
def refused(all_told: Callable[[str], str]) -> Callable[[str], list[str]]:
    """Loads a text that must be refused; gives the problems, without the advice after them."""
    return lambda text: all_told(text).partition("\n\n")[0].splitlines()
