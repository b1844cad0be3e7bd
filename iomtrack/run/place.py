"""Where to run: a free port, and a state folder that nobody else is running on."""

from __future__ import annotations

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

HIGHEST_PORT = 65535


class CannotRun(Exception):
    """Why nothing was started, in one line that says what to do."""


def free_port(text: str) -> int:
    """The port that a person asked for. Raises CannotRun if it is no port, or another program listens there."""
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise CannotRun(f"PORT is {text!r}. Give a number from 1 to {HIGHEST_PORT}: PORT=8123 make run")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotRun(
                f"Port {port} is reserved for the system. Choose a higher one: PORT=8123 make run"
            ) from None
        except OSError:
            raise CannotRun(f"Port {port} is in use. Choose another one: PORT={port + 1} make run") from None
    return port


@contextmanager
def hold(folder: Path) -> Iterator[IO[str]]:
    """Keep the state folder for this run alone; the lock ends with the last process that inherits it.

    Raises CannotRun while another run holds it, or where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "running").open("w", encoding="ascii")
    except OSError as problem:
        raise CannotRun(f"The state folder {folder} cannot be written: {problem.strerror}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(
                f"iomtrack is running on {folder} already. Stop it first, or give this run a folder of its own: "
                "IOMTRACK_STATE=another-folder make run"
            ) from None
        yield lock
