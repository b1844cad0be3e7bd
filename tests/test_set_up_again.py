"""Set-up again, with official files that say something else than what stands: the start goes on, and says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client

from iomtrack.accounts.models import User
from iomtrack.run.place import CannotRun
from iomtrack.run.prepare import STEPS, take
from objectives.models import AuditEvent, Framework, Term

pytestmark = pytest.mark.django_db

STEP = next(step for step in STEPS if step.command == "load_framework")
FILES = "objectives/data/frameworks"
TERM = "/frameworks/mc-inf-274/vocabularies/key-areas/"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A checkout with the official files alone, and a state folder beside it. Gives the folder of the files."""
    ours = project.BASE_DIR / FILES
    settings.BASE_DIR, settings.STATE_DIR = tmp_path / "checkout", tmp_path / "var"
    copies = settings.BASE_DIR / FILES
    copies.mkdir(parents=True)
    (settings.STATE_DIR / "prepared").mkdir(parents=True)
    for file in ours.glob("*.yaml"):
        (copies / file.name).write_bytes(file.read_bytes())
    return copies


@pytest.fixture
def changed(folder: Path, client_for: Callable[[User], Client], administrator: User) -> Term:
    """A term of the first set-up, which an administrator has named anew on its page."""
    take(STEP, is_new=True)
    term = Term.objects.filter(vocabulary__code="key-areas").order_by("position")[0]
    page = client_for(administrator).post(f"{TERM}{term.code}/", {"label": "Migration for development"})
    assert page.status_code == 302
    return term


def write(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_term_that_was_changed_on_the_web_stays_and_one_line_says_so(
    changed: Term, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "mc-inf-274.yaml", "format:", "# the second edition of this file\nformat:")
    events = AuditEvent.objects.count()
    capsys.readouterr()

    take(STEP, is_new=False)

    assert capsys.readouterr().out.splitlines() == [
        "Loading the frameworks…",
        f"MC/INF/274 is left as it stands; {folder / 'mc-inf-274.yaml'} says something else.",
    ]
    changed.refresh_from_db()
    assert changed.label == "Migration for development"
    assert AuditEvent.objects.count() == events


def test_a_term_that_was_removed_on_the_web_does_not_come_back(
    changed: Term, folder: Path, client_for: Callable[[User], Client], administrator: User
) -> None:
    client_for(administrator).post(f"{TERM}{changed.code}/remove/")
    write(folder / "mc-inf-274.yaml", "format:", "# the second edition of this file\nformat:")

    take(STEP, is_new=False)

    assert not Term.objects.filter(pk=changed.pk).exists()


def test_what_stands_as_its_file_says_is_not_spoken_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take(STEP, is_new=True)
    write(folder / "mc-inf-274.yaml", "format:", "# the second edition of this file\nformat:")
    capsys.readouterr()

    take(STEP, is_new=False)

    assert capsys.readouterr().out == "Loading the frameworks…\n"


@pytest.mark.parametrize(("old", "new"), [("kind: role", "kind: rule"), ("wording: ", "wording: more of ")])
def test_a_file_of_what_stands_does_not_stop_the_start_whatever_is_in_it(
    changed: Term, folder: Path, old: str, new: str
) -> None:
    write(folder / "mc-inf-274.yaml", old, new)

    take(STEP, is_new=False)

    assert Framework.objects.count() == 2


def test_a_framework_that_is_not_there_yet_is_loaded_beside_those_that_stand(changed: Term, folder: Path) -> None:
    text = (folder / "mc-1842.yaml").read_text(encoding="utf-8")
    text = text.replace("symbol: MC/1842\n", "symbol: MC/9999\n", 1).replace("slug: mc-1842\n", "slug: mc-9999\n", 1)
    (folder / "new.yaml").write_text(text, encoding="utf-8")

    take(STEP, is_new=False)

    assert Framework.objects.filter(symbol="MC/9999").exists()


def test_a_new_framework_with_a_fault_stops_the_start(changed: Term, folder: Path) -> None:
    (folder / "new.yaml").write_text("format: framework/1\nsymbol: MC/9999\n", encoding="utf-8")

    with pytest.raises(CannotRun, match=r"load_framework` failed: .*new.yaml:1: title: is required"):
        take(STEP, is_new=False)
