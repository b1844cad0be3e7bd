"""What must stand before the first page: translations, tables, static files, frameworks, record, people, a sample."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connections

from iomtrack.catalogues import compile_stale
from iomtrack.run.place import CannotRun

STATE_FOLDERS = ("broker/queue", "broker/control", "mail", "media", "prepared", "tmp")


@dataclass(frozen=True)
class Step:
    """A management command to run; with `inputs`, only when the content of those files has changed since."""

    saying: str
    command: str
    options: tuple[str, ...] = ()
    files: str = ""  # a pattern under the checkout: its files are the command's arguments
    inputs: tuple[str, ...] = ()  # more patterns that the outcome depends on

    def arguments(self) -> list[str]:
        """What follows the command's name."""
        found = sorted(settings.BASE_DIR.glob(self.files)) if self.files else []
        return [*self.options, *(str(path) for path in found)]

    def digest(self) -> str:
        """A SHA-256 of the content of every input, or "" for a command that is quick enough to run each time."""
        patterns = [pattern for pattern in (self.files, *self.inputs) if pattern]
        total = hashlib.sha256()
        for path in sorted(path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)):
            if path.is_file():
                total.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
        return total.hexdigest() if patterns else ""


STEPS = (
    Step(
        "Gathering static files",
        "collectstatic",
        options=("--no-input", "--clear"),
        inputs=("static/**/*", "requirements/base.txt"),
    ),
    Step("Making the table of attempts", "createcachetable"),
    Step("Loading the list of States", "load_states"),
    Step("Loading the ways to break figures down", "load_dimensions"),
    Step("Making the accounts", "load_accounts"),
    Step(
        "Loading the frameworks", "load_framework", options=("--only-new",), files="objectives/data/frameworks/*.yaml"
    ),
    Step("Loading the record", "load_record", files="objectives/data/records/*.yaml"),
    Step("Loading the kinds of report", "load_definitions"),
)
SAMPLE = Step("Making the sample year", "load_sample")
SAMPLE_EDITIONS = Step("Signing off the sample's older quarters", "sign_off_sample")
PEOPLE = (
    Step("Posting people to offices and delegations", "load_people"),
    Step("Listing who receives reports", "load_recipients"),
)


def prepare(*, with_sample: bool) -> None:
    """Bring everything up to date; what stands already is left as it is. Raises CannotRun where a step fails."""
    shutil.rmtree(settings.STATE_DIR / "tmp", ignore_errors=True)  # what killed processes left
    for name in STATE_FOLDERS:
        (settings.STATE_DIR / name).mkdir(parents=True, exist_ok=True)
    compile_stale()
    _call("migrate", ["--no-input"])
    is_new = not get_user_model().objects.exists()
    for step in (*STEPS, *((SAMPLE,) if with_sample else ()), *PEOPLE):
        take(step, is_new=is_new)
    if with_sample and is_new:
        take(SAMPLE_EDITIONS, is_new=is_new)
    connections.close_all()


def take(step: Step, *, is_new: bool) -> None:
    """Run a step, unless its files are those of the last time. Raises CannotRun where it fails."""
    stamp: Path = settings.STATE_DIR / "prepared" / step.command
    digest = step.digest()
    if digest and not is_new and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    if is_new or digest:
        print(f"{step.saying}…", flush=True)
    _call(step.command, step.arguments())
    stamp.write_text(digest, encoding="ascii")


def _call(command: str, arguments: list[str]) -> None:
    """Run a management command quietly: of what it says, remarks are shown, and the rest only with its failure."""
    output, remarks = StringIO(), StringIO()
    try:
        call_command(command, *arguments, verbosity=0, stdout=output, stderr=remarks)
    except CommandError as problem:
        said = f"{output.getvalue()}{remarks.getvalue()}"
        raise CannotRun(f"{said}`manage.py {command}` failed: {problem}") from problem
    print(remarks.getvalue(), end="", flush=True)
