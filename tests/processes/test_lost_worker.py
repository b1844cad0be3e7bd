"""A worker is killed in the middle of its work: nothing is issued twice, nothing is mailed twice, nothing is lost."""

import json
import re
import sqlite3
from contextlib import closing

import psycopg
import pytest

from iomtrack.accounts.development import ADMINISTRATOR, DELEGATE, PASSWORD
from tests.processes.stack import Stack
from tests.processes.test_whole_job import confirm_sign_off, letters_to

pytestmark = [pytest.mark.process, pytest.mark.timeout(1200)]

STATES = (
    "json.dumps([list(Edition.objects.values_list('state', flat=True)), "
    "list(Rendition.objects.values_list('state', 'attempts')), "
    "list(Delivery.objects.values_list('state', 'attempts'))])"
)


def states(stack: Stack) -> list:
    return json.loads(stack.query(f"__import__('json').{STATES.removeprefix('json.')}"))


def sign_the_record_off(stack: Stack) -> None:
    administrator = stack.visitor(ADMINISTRATOR.email, PASSWORD)

    def awaiting() -> str | None:
        page = administrator.get("/editions/").text
        found = re.search(r'href="(/editions/\d+/)"', page)
        return found.group(1) if found and "Awaiting sign-off" in page else None

    edition = stack.wait_for("the record's edition awaits sign-off", awaiting)
    confirm_sign_off(administrator, administrator.get(edition), edition)


def killed_in_mid_render(stack: Stack) -> bool:
    """Look while the worker stands still, and kill it where it is rendering: it cannot come to an end in between.

    Where it stands still with a lock on the whole file, nobody can look: it goes on, and is looked at again.
    """
    with stack.frozen("worker"):
        try:
            rendering = is_rendering(stack)
        except sqlite3.OperationalError as refusal:
            if refusal.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        if rendering:
            stack.kill("worker")
    return rendering


def is_rendering(stack: Stack) -> bool:
    """Asked of the database itself: a management command would take longer to start than a PDF takes to render."""
    address = stack.environment.get("DATABASE_URL")
    connection = psycopg.connect(address) if address else sqlite3.connect(stack.folder / "iomtrack.sqlite3", timeout=1)
    with closing(connection):
        rows = connection.execute("SELECT state, attempts FROM reports_rendition").fetchall()
    return rows[:1] == [("rendering", 1)]


def test_a_worker_killed_in_mid_render_leaves_one_issue_and_one_letter(stack: Stack) -> None:
    stack.start()
    stack.wait_until_healthy()
    stack.wait_for("the edition is composed", lambda: states(stack)[0] == ["awaiting"])
    stack.stop("worker")
    sign_the_record_off(stack)
    stack.start("worker")
    stack.wait_for("the PDF is being rendered", lambda: killed_in_mid_render(stack))
    assert states(stack) == [["signed_off"], [["rendering", 1]], []]

    stack.start("worker")
    stack.wait_for(
        "the edition is issued and its letter sent", lambda: [one[0] for one in states(stack)[2]] == ["sent"]
    )

    assert states(stack) == [["issued"], [["rendered", 2]], [["sent", 1]]]
    assert len(letters_to(stack, DELEGATE.email)) == 1
    assert len(list((stack.folder / "media").rglob("*.pdf"))) == 1
    for _tick in range(3):
        stack.manage("shell", "-v0", "-c", "from reports.actions.tick import tick; tick()")
    assert states(stack) == [["issued"], [["rendered", 2]], [["sent", 1]]]
    assert len(letters_to(stack, DELEGATE.email)) == 1
