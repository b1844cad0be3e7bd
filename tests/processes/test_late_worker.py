"""A worker that comes late, or stood still: one tick at once, whatever had piled up, and none is lost for being old."""

import shelve
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.processes.conftest import ending
from tests.processes.stack import Stack

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]
PILE = 7  # ticks, one each second
FOR_THE_WORKER = "30"  # seconds between ticks, as it believes: it rests for a sixth of them, 5, and a pile is older


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Tables, and no process yet. Each whole tick leaves a row of its own."""
    stack = Stack(tmp_path_factory.mktemp("late") / "state")
    set_up(stack)
    yield from ending(stack)


def set_up(stack: Stack) -> None:
    """What a worker and beat need, and nothing that makes a tick long."""
    stack.manage("migrate", "-v0")
    execute(stack, "CREATE TABLE ticks_done (at)")
    for moment in ("INSERT", "UPDATE"):
        execute(
            stack,
            f"CREATE TRIGGER done_by_{moment} AFTER {moment} ON reports_heartbeat WHEN new.name = 'tick' "
            "BEGIN INSERT INTO ticks_done VALUES (new.at); END",
        )


@pytest.fixture
def stack(migrated: Stack) -> Iterator[Stack]:
    """Nothing runs, nothing waits, and no tick was ever done."""
    for message in waiting(migrated):
        message.unlink()
    for table in ("reports_heartbeat", "ticks_done"):
        execute(migrated, f"DELETE FROM {table}")
    yield migrated
    migrated.stop()


def start_worker(stack: Stack) -> None:
    seconds = stack.environment["IOMTRACK_TICK_SECONDS"]
    stack.environment["IOMTRACK_TICK_SECONDS"] = FOR_THE_WORKER
    stack.start("worker")
    stack.environment["IOMTRACK_TICK_SECONDS"] = seconds


def execute(stack: Stack, statement: str) -> list[tuple[str, ...]]:
    """Asked of the database itself: a management command takes seconds."""
    with closing(sqlite3.connect(stack.folder / "iomtrack.sqlite3", timeout=20)) as connection, connection:
        return connection.execute(statement).fetchall()


def ticks_done(stack: Stack) -> int:
    """How many ticks did their work, and came to an end."""
    return len(execute(stack, "SELECT at FROM ticks_done"))


def waiting(stack: Stack) -> list[Path]:
    """The messages of ticks that wait for a worker."""
    return sorted((stack.folder / "broker" / "queue").glob("*.ticks.msg"))


def pile_up(stack: Stack) -> None:
    """Beat runs without a worker, and ends: what it left grows older than a tick."""
    stack.start("beat")
    stack.wait_for("ticks pile up", lambda: len(waiting(stack)) >= PILE)
    stack.stop("beat")
    time.sleep(2)
    assert len(waiting(stack)) >= PILE


def test_a_worker_that_comes_late_does_one_tick_at_once(stack: Stack) -> None:
    pile_up(stack)

    start_worker(stack)
    stack.wait_for("a tick", lambda: ticks_done(stack), seconds=60)
    stack.wait_for("the pile is gone", lambda: not waiting(stack), seconds=30)
    time.sleep(1)

    assert ticks_done(stack) <= 2  # a slow machine may take longer than the rest for the pile


def test_a_worker_that_stood_still_does_one_when_it_wakes(stack: Stack) -> None:
    start_worker(stack)
    stack.start("beat")
    stack.wait_for("a tick", lambda: ticks_done(stack), seconds=60)
    with stack.frozen("worker"):
        stack.wait_for("ticks pile up", lambda: len(waiting(stack)) >= PILE)
        stack.stop("beat")
        before = ticks_done(stack)

    stack.wait_for("a tick after it woke", lambda: ticks_done(stack) > before, seconds=30)
    stack.wait_for("the pile is gone", lambda: not waiting(stack), seconds=30)
    time.sleep(1)

    assert ticks_done(stack) <= before + 3  # the one that it stood still in may be among them


def test_ticks_go_on_though_the_clock_was_set_back(stack: Stack) -> None:
    stack.start("beat")
    stack.wait_for("a tick is sent", lambda: waiting(stack))
    stack.stop("beat")
    with shelve.open(str(stack.folder / "beat-schedule"), writeback=True) as kept:
        kept["entries"]["tick"].last_run_at += timedelta(hours=5)
    for message in waiting(stack):
        message.unlink()
    execute(stack, "INSERT INTO reports_heartbeat (name, at) VALUES ('turn', '2999-01-01 00:00:00')")

    start_worker(stack)
    stack.start("beat")

    assert stack.wait_for("a tick", lambda: ticks_done(stack), seconds=60)
