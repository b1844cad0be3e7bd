"""`make run` as a person meets it: it says where to sign in, serves, and leaves nothing behind."""

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.processes.stack import PROGRAMS, Stack, end_group, ends

pytestmark = [pytest.mark.process, pytest.mark.timeout(1200)]


@pytest.fixture
def place(tmp_path: Path) -> Stack:
    """A state folder and a port; the processes are started by the command under test."""
    return Stack(tmp_path / "state")


@pytest.fixture
def run(place: Stack) -> Iterator[subprocess.Popen[bytes]]:
    with place.log("run").open("wb") as log:
        command = subprocess.Popen(
            [sys.executable, "-m", "iomtrack.run"],
            cwd=settings.BASE_DIR,
            env=place.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    yield command
    end_group(command.pid, signal.SIGKILL)
    command.wait()


def said(place: Stack) -> str:
    return place.log("run").read_text()


def second_run(place: Stack, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iomtrack.run"],
        cwd=settings.BASE_DIR,
        env=place.environment | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def seconds_of_children() -> float:
    """What the processor has given to processes that were started here and have ended: the same on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_welcomes_serves_and_ends_with_nothing_left(
    place: Stack, run: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    place.wait_for("the welcome", lambda: "Ctrl-C stops everything." in said(place))
    assert f"http://localhost:{place.port}" in said(place)
    assert place.visitor().get("/healthz").status == 200
    other_port = {"PORT": "8999"}
    assert "is running on" in second_run(place, **other_port).stderr
    assert f"Port {place.port} is in use." in second_run(place, IOMTRACK_STATE=str(place.folder / "other")).stderr

    os.kill(run.pid, number)

    assert run.wait(60) == 0
    groups = [int(pid) for pid in re.findall(r"started \(pid=(\d+)\)", said(place))]
    assert len(groups) == len(PROGRAMS)
    assert [group for group in groups if not ends(group)] == []


def test_a_second_start_takes_seconds_and_keeps_everything(place: Stack, run: subprocess.Popen[bytes]) -> None:
    place.wait_for("the welcome", lambda: "Ctrl-C stops everything." in said(place))
    before = place.query("Framework.objects.count(), Evidence.objects.count(), User.objects.count()")
    run.terminate()
    run.wait(60)

    before_it = seconds_of_children()
    outcome = subprocess.run(
        [sys.executable, "-m", "iomtrack.run", "--only-set-up"],
        cwd=settings.BASE_DIR,
        env=place.environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )

    assert outcome.stdout == ""
    assert seconds_of_children() - before_it < 20
    assert place.query("Framework.objects.count(), Evidence.objects.count(), User.objects.count()") == before
