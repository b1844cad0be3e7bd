"""`make run`: what it says before it starts anything, and what it prints when all is up."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from iomtrack.accounts.development import ACCOUNTS, PASSWORD
from iomtrack.run.place import CannotRun, free_port, hold
from iomtrack.run.prepare import STEPS, Step
from iomtrack.run.serve import welcome


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_said_in_one_line(busy_port: int) -> None:
    with pytest.raises(CannotRun) as refusal:
        free_port(str(busy_port))

    assert str(refusal.value) == f"Port {busy_port} is in use. Choose another one: PORT={busy_port + 1} make run"


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(CannotRun, match="Give a number from 1 to 65535"):
        free_port(text)


def test_a_port_that_was_just_left_is_free(busy_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        left = server.getsockname()[1]

    assert free_port(str(left)) == left


def test_a_state_folder_is_held_by_one_run_at_a_time(tmp_path: Path) -> None:
    with hold(tmp_path / "var"), pytest.raises(CannotRun, match=r"is running on .* already"), hold(tmp_path / "var"):
        pass

    with hold(tmp_path / "var"):
        assert (tmp_path / "var" / "running").exists()


def test_a_state_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotRun, match="cannot be written"), hold(tmp_path / "file" / "var"):
        pass


def test_the_welcome_names_the_address_and_every_sign_in() -> None:
    lines = welcome(8123).splitlines()

    assert "  iomtrack is up: http://localhost:8123" in lines
    for account in ACCOUNTS:
        row = [*account.label.split(), account.email, PASSWORD]
        assert [line.split() for line in lines if account.email in line] == [row]


@pytest.mark.parametrize("required", [True, False])
def test_the_welcome_says_where_no_second_factor_is_asked_for(settings: pytest.FixtureRequest, required: bool) -> None:
    settings.REQUIRE_SECOND_FACTOR = required

    assert ("No second factor is asked for here" in welcome(8123)) != required


def test_a_step_is_taken_again_when_its_files_change(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "one.yaml").write_text("a: 1")
    step = Step("Loading", "load_something", files="*.yaml")
    before = step.digest()

    (tmp_path / "one.yaml").write_text("a: 2")

    assert step.digest() != before
    assert step.arguments() == [str(tmp_path / "one.yaml")]


@pytest.mark.parametrize("step", [step for step in STEPS if step.files], ids=lambda step: step.command)
def test_a_step_that_loads_files_finds_some(step: Step) -> None:
    assert step.arguments()
