"""The real web server, worker and beat, as the Procfile starts them, on a state folder of their own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from honcho.environ import parse_procfile

from tests.processes.visitor import Visitor

PROGRAMS: dict[str, str] = parse_procfile((settings.BASE_DIR / "Procfile").read_text()).processes
PATIENCE_SECONDS = 240.0
STOP_SECONDS = 20.0
Answer = TypeVar("Answer")


class NotInTime(AssertionError):
    """What was waited for did not come; the message holds the end of every log."""


class Stack:
    """Starts, stops and kills processes by their names in the Procfile, and waits for what they do.

    `environment` overrides settings by variable, DATABASE_URL and BROKER_URL among them. Ticks come each second.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "iomtrack.settings.development",
            "IOMTRACK_STATE": str(folder),
            "IOMTRACK_TICK_SECONDS": "1",
            "IOMTRACK_LEASE_SECONDS": "15",  # renewed every five, which a busy machine may do seconds late
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), inherited.get("PATH", os.defpath)]),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            "SAMPLE": "no",
            "SITE_URL": self.url,
            "TMPDIR": str(folder / "tmp"),
            **environment,
        }
        (folder / "tmp").mkdir(parents=True)
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def set_up(self) -> None:
        """What `make setup` does, once Python's packages are there."""
        self._python("-m", "iomtrack.run", "--only-set-up")

    def manage(self, *arguments: str) -> str:
        """Run a management command; what it printed. A failure shows its error output."""
        return self._python("manage.py", *arguments)

    def query(self, expression: str) -> str:
        """What a Python expression prints within the processes' own database; every model is at hand."""
        return self.manage("shell", "-v0", "-c", f"print({expression})").strip()

    def start(self, *names: str) -> None:
        """Start processes that are not running: all of the Procfile where none is named."""
        for name in names or PROGRAMS:
            if name not in self.running:
                log = self.log(name).open("ab")
                self.running[name] = subprocess.Popen(
                    PROGRAMS[name],
                    shell=True,
                    cwd=settings.BASE_DIR,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
                log.close()

    def kill(self, name: str) -> None:
        """SIGKILL a process and its children at once, as a power cut would."""
        process = self.running.pop(name)
        end_group(process.pid, signal.SIGKILL)
        process.wait(STOP_SECONDS)

    @contextlib.contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """A process and its children stand still for the time of the block: what is seen then stays so."""
        group = self.running[name].pid
        os.killpg(group, signal.SIGSTOP)
        try:
            yield
        finally:
            end_group(group, signal.SIGCONT)

    def stop(self, *names: str) -> None:
        """Ask processes to end (all where none is named), and kill what has not ended in time."""
        wanted = [(name, self.running.pop(name)) for name in names or list(self.running)]
        for _name, process in wanted:
            process.terminate()
        for _name, process in wanted:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            end_group(process.pid, signal.SIGKILL)
            process.wait(STOP_SECONDS)

    def visitor(self, email: str = "", password: str = "") -> Visitor:
        """Someone with a browser's habits, signed in where an address is given."""
        visitor = Visitor(self.url)
        if email:
            visitor.sign_in(email, password)
        return visitor

    def wait_for(self, what: str, probe: Callable[[], Answer], seconds: float = PATIENCE_SECONDS) -> Answer:
        """Call `probe` until its answer is true, and give that answer. Raises NotInTime with the logs."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := probe():
                return answer
            time.sleep(0.1)
        raise NotInTime(f"{what}: not within {seconds:.0f} seconds.\n{self.logs()}")

    def wait_until_healthy(self) -> None:
        """Until /healthz answers 200."""
        self.wait_for("/healthz answers 200", lambda: self.visitor().get("/healthz").status == 200)

    def log(self, name: str) -> Path:
        """Where a process writes."""
        return self.folder / f"{name}.log"

    def logs(self) -> str:
        """The end of every log."""
        ends = [(path.name, path.read_text(errors="replace")[-3000:]) for path in sorted(self.folder.glob("*.log"))]
        return "\n".join(f"----- {name}\n{end}" for name, end in ends)

    def _python(self, *arguments: str) -> str:
        outcome = subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=900,  # a busy machine takes minutes to set up; the test has a limit of its own
        )
        assert outcome.returncode == 0, f"{arguments}: {outcome.stdout}{outcome.stderr}"
        return outcome.stdout


def ends(group: int, seconds: float = STOP_SECONDS) -> bool:
    """Whether nothing of a process group is left, at the latest when what was killed has been cleared away."""
    deadline = time.monotonic() + seconds
    while is_alive(group):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def end_group(pid: int, number: int) -> None:
    """Signal a process group that may have ended already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
