"""Start every process of the Procfile, say where to sign in once they are up, and stop them all together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from kombu.exceptions import OperationalError

from iomtrack.accounts.development import ACCOUNTS, PASSWORD
from iomtrack.celery import app
from iomtrack.run.place import CannotRun

PATIENCE_SECONDS = 90.0
PAUSE_SECONDS = 0.5
ENDED = """
  One of the three processes (web, worker, beat) ended by itself, so `make run` stopped the other two.
  The lines above say which one ("... stopped (rc=...)"), and why.
  Nothing is lost: type `make run` again, and work goes on where it was.
  An installation for others restarts each process on its own: see docs/how-to/deploy.md, section 4.
"""


def serve(*, port: int, lock: IO[str]) -> int:
    """Run until stopped. The exit status is 0 after Ctrl-C or SIGTERM, and that of the process that failed otherwise.

    Raises CannotRun where the broker does not answer.
    """
    stopped: list[int] = []
    wake_up()
    with subprocess.Popen(  # noqa: S603 our own program
        [sys.executable, "-m", "honcho", "start", "--env", os.devnull],
        cwd=settings.BASE_DIR,
        env=os.environ | process_environment(port),
        start_new_session=True,
        pass_fds=[lock.fileno()],
    ) as manager:

        def stop(number: int, _frame: FrameType | None) -> None:
            stopped.append(number)
            manager.terminate()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)
        if is_healthy_before(time.monotonic() + PATIENCE_SECONDS, port, manager):
            print(welcome(port), flush=True)
        elif not stopped and manager.poll() is None:
            print(f"Not everything is up yet: http://localhost:{port}/healthz says what is missing.", flush=True)
        status = manager.wait()
    if not stopped:
        print(ENDED, flush=True)
    return 0 if stopped else status or 1


def wake_up() -> None:
    """Leave a first tick for the worker, so that it need not wait a minute for beat's. Raises CannotRun."""
    try:
        app.send_task("tick", retry=False)
    except OperationalError as problem:
        raise CannotRun(f"The broker at {settings.BROKER_URL} does not answer: {problem}") from problem


def process_environment(port: int) -> dict[str, str]:
    """What the processes need to know: their port, their address, and where temporary files go."""
    return {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        "SITE_URL": os.environ.get("SITE_URL", f"http://localhost:{port}"),
        "TMPDIR": str(settings.STATE_DIR / "tmp"),
    }


def is_healthy_before(deadline: float, port: int, manager: subprocess.Popen[bytes]) -> bool:
    """Whether /healthz answers 200 before a monotonic time, and before the processes end."""
    while time.monotonic() < deadline and manager.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return True
        except (URLError, OSError):
            time.sleep(PAUSE_SECONDS)
    return False


def welcome(port: int) -> str:
    """The address, and a line for each role."""
    wide = max(len(account.email) for account in ACCOUNTS)
    rows = [f"    {account.label:<14} {account.email:<{wide}}   {PASSWORD}" for account in ACCOUNTS]
    return "\n".join(
        [
            "",
            f"  iomtrack is up: http://localhost:{port}",
            "",
            f"    {'Role':<14} {'E-mail address':<{wide}}   Password",
            *rows,
            "",
            *second_factor(),
            "  Ctrl-C stops everything.",
            "",
        ]
    )


def second_factor() -> list[str]:
    """That none is asked for, where this installation asks for none."""
    if settings.REQUIRE_SECOND_FACTOR:
        return []
    return ["  No second factor is asked for here; with REQUIRE_SECOND_FACTOR=yes it is.", ""]
