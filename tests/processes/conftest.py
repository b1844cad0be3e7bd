"""A stack of real processes, on each of the two ways to keep records and pass messages."""

from collections.abc import Iterator

import pytest

from tests.processes.stack import Stack
from tests.servers import postgresql_url, valkey

KINDS = ("sqlite-filesystem", "postgresql-valkey")


@pytest.fixture(scope="module", params=KINDS)
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Set up and not started yet; everything ends with the tests of the file."""
    folder = tmp_path_factory.mktemp("stack")
    if request.param == "sqlite-filesystem":
        yield from running(Stack(folder / "state"))
        return
    broker = valkey(folder / "valkey")
    try:
        address = f"{broker.connection_url}/0"
        yield from running(Stack(folder / "state", DATABASE_URL=postgresql_url(), BROKER_URL=address))
    finally:
        broker.stop()


def running(stack: Stack) -> Iterator[Stack]:
    """The stack after its set-up; whatever happens, no process is left."""
    try:
        stack.set_up()
        yield stack
    finally:
        stack.stop()


@pytest.fixture
def served(stack: Stack) -> Stack:
    """The stack with everything up and healthy."""
    stack.start()
    stack.wait_until_healthy()
    return stack
