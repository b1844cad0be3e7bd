"""Audit events of some days, their seals, and hands that write below the database's rules."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection

from iomtrack.accounts.models import User
from objectives.actions.sealing import seal_finished_days
from objectives.models import AuditEvent, AuditSeal
from tests.conftest import triggers_off

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def events_of(day: int, number: int, *, by: User, clock) -> list[AuditEvent]:
    """Some events about a person at noon of a day in September 2026."""
    clock.move_to(NOON + DAY * (day - 1), tick=False)
    return [
        AuditEvent.objects.record(
            by=by, action="person.note", on=by, before={"note": "é"}, after={"note": f"{day}.{one}", "n": one}
        )
        for one in range(number)
    ]


def seal_up_to(day: int) -> list[AuditSeal]:
    """What the tick makes when a day of September 2026 has been over for an hour."""
    return seal_finished_days(now=NOON + DAY * (day - 1) + timedelta(hours=13))


def tamper(statement: str, *parameters: object) -> None:
    """Write below the triggers, as one can who owns the database, and put them back."""
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def verified(*options: str) -> tuple[int, list[str]]:
    """The exit status and the lines of `manage.py verify_audit`."""
    output = StringIO()
    try:
        call_command("verify_audit", *options, stdout=output, stderr=StringIO())
    except CommandError as error:
        return error.returncode, output.getvalue().splitlines()
    return 0, output.getvalue().splitlines()
