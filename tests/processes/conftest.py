"""A stack of real processes, on each of the two ways to keep records and pass messages.

What `make setup` does is done once for each way, and copied: tests/processes/test_make_run.py has it done anew.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.processes.stack import Stack
from tests.servers import postgresql_url, valkey

KINDS = ("sqlite-filesystem", "postgresql-valkey")


@dataclass(frozen=True)
class SetUp:
    """A site after its set-up: its state folder, and where PostgreSQL keeps its records, if it does."""

    folder: Path
    database: str = ""

    def stack(self, folder: Path, **environment: str) -> Stack:
        """Processes of a copy of it."""
        if self.database:
            environment["DATABASE_URL"] = copied(self.database)
        stack = Stack(folder, **environment)
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return stack


def copied(database: str) -> str:
    """The DATABASE_URL of a copy that is made on the same server."""
    name = f"copy-{uuid4().hex}"
    with psycopg.connect(database.replace("/iomtrack?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE iomtrack')
    return database.replace("/iomtrack?", f"/{name}?")


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    """Made by the first of the suite's processes that needs it."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "set-up"
    place.mkdir(exist_ok=True)
    with (place / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "state").exists():
            shutil.rmtree(place / "begun", ignore_errors=True)
            Stack(place / "begun").set_up()
            (place / "begun").rename(place / "state")
    return SetUp(place / "state")


@pytest.fixture(scope="session")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    """Each of the suite's processes makes its own: the server ends with it."""
    folder, database = tmp_path_factory.mktemp("set-up") / "state", postgresql_url()
    Stack(folder, DATABASE_URL=database).set_up()
    return SetUp(folder, database)


@pytest.fixture(scope="module", params=KINDS)
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Set up and not started yet; everything ends with the tests of the file."""
    folder = tmp_path_factory.mktemp("stack")
    if request.param == "sqlite-filesystem":
        set_up: SetUp = request.getfixturevalue("on_sqlite")
        yield from ending(set_up.stack(folder / "state"))
        return
    set_up = request.getfixturevalue("on_postgresql")
    broker = valkey(folder / "valkey")
    try:
        yield from ending(set_up.stack(folder / "state", BROKER_URL=f"{broker.connection_url}/0"))
    finally:
        broker.stop()


def ending(stack: Stack) -> Iterator[Stack]:
    """The stack; whatever happens, no process is left."""
    try:
        yield stack
    finally:
        stack.stop()


@pytest.fixture
def served(stack: Stack) -> Stack:
    """The stack with everything up and healthy."""
    stack.start()
    stack.wait_until_healthy()
    return stack
