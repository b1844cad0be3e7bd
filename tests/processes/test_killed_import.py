"""The worker is killed while it checks a spreadsheet, and again while it writes it: one import, whole."""

import json
import sqlite3
import time
from contextlib import closing
from urllib.request import Request

import psycopg
import pytest

from iomtrack.accounts.development import PASSWORD, REVIEWER, STAFF
from tests.objectives.sheets import as_csv, sound
from tests.processes.stack import Stack
from tests.processes.test_whole_job import open_a_period, press
from tests.processes.visitor import Page, Visitor

pytestmark = [pytest.mark.process, pytest.mark.timeout(1200)]
MARK = "a-line-that-is-in-no-file"
ROWS = 12_000
OF_FILE = "external_reference__startswith='NBO-'"
LEFT = "[{}]".format(
    ", ".join((
        f"Evidence.objects.filter({OF_FILE}).count()",
        f"Evidence.objects.filter({OF_FILE}, status='submitted', period__isnull=False).count()",
        *(
            f"{model}.objects.filter(evidence__{OF_FILE}).count()"
            for model in ("Contribution", "Source", "EvidenceDecision", "EvidenceVersion")
        ),
        "AuditEvent.objects.filter(action='evidence.import').count()",
        "ImportRow.objects.filter(outcome='new').count()",
    ))
)  # fmt: skip
ONCE = "[AuditEvent.objects.filter(action='import.write').count(), ReviewNotice.objects.count()]"


def asked(stack: Stack, expression: str) -> list[int]:
    return json.loads(stack.query(expression))


def upload(staff: Visitor, data: bytes) -> Page:
    """Send a file by the form of the page, for review at once."""
    page = staff.get("/imports/new/")
    values = page.form_with("landing").values | {"landing": ["submitted"]}
    lines = [
        f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, given in values.items()
        for value in given
    ]
    lines.append(f'--{MARK}\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\n\r\n')
    body = "".join(lines).encode() + data + f"\r\n--{MARK}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={MARK}", "Referer": page.url}
    return staff._open(Request(f"{staff.site}/imports/new/", data=body, headers=headers))


def stands(stack: Stack) -> tuple[str, str, int]:
    """The state of the import, its step, and how many rows it has checked; asked of the database itself."""
    address = stack.environment.get("DATABASE_URL")
    connection = psycopg.connect(address) if address else sqlite3.connect(stack.folder / "iomtrack.sqlite3", timeout=1)
    with closing(connection):
        return connection.execute("SELECT state, step, done FROM objectives_importbatch").fetchone()


def killed_in(stack: Stack, step: str) -> bool:
    """Look while the worker stands still, and kill it where it is in the middle of a step."""
    if stands(stack)[:2] != ("working", step):
        return False
    time.sleep(0.5)  # it has begun
    with stack.frozen("worker"):
        try:
            state, at, done = stands(stack)
        except sqlite3.OperationalError:  # it stands still with the lock on the whole file
            return False
        is_amid = (state, at) == ("working", step) and (step == "write" or 0 < done < ROWS)
        if is_amid:
            stack.kill("worker")
    return is_amid


def test_a_worker_killed_while_it_checks_and_while_it_writes_leaves_one_import_whole(served: Stack) -> None:
    stack = served
    open_a_period(stack)
    day = stack.query("__import__('django.utils.timezone').utils.timezone.localdate().isoformat()")
    office = stack.query("Office.objects.filter(retired_on=None).first().code")
    rows = (sound(number, starts_on=day, ends_on=day, office=office) for number in range(ROWS))
    staff = stack.visitor(STAFF.email, PASSWORD)

    page = upload(staff, as_csv(*rows))
    assert page.url.endswith("/imports/1/"), page.text[:3000]
    stack.wait_for("the file is being checked", lambda: killed_in(stack, "check"))
    assert asked(stack, LEFT)[0] == 0
    stack.start("worker")
    stack.wait_for("the file is checked", lambda: stands(stack) == ("ready", "check", ROWS))

    press(staff, staff.get("/imports/1/"), "/imports/1/confirm/")
    stack.wait_for("the file is being written", lambda: killed_in(stack, "write"))
    assert asked(stack, LEFT) == [0] * 7 + [ROWS]  # what the check has found stays
    stack.start("worker")
    stack.wait_for("the file is written", lambda: stands(stack)[0] == "written")

    assert asked(stack, LEFT) == [ROWS] * 8
    reviewers = asked(stack, "[User.objects.filter(role='reviewer', is_active=True).count()]")
    assert asked(stack, ONCE) == [1, *reviewers]
    assert REVIEWER.email in stack.query("[one.user.email for one in ReviewNotice.objects.all()]")
