"""Reminding people, by mail, of what waits for them in a period: at most once a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from iomtrack.accounts.models import User
from iomtrack.accounts.system import system_account
from iomtrack.work import claims, mail
from iomtrack.work.errors import WorkFailed
from iomtrack.work.letters import LetterState
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from objectives.letters import reminder_letter
from objectives.models import AuditEvent, Period, Reminder
from objectives.permissions import Capability, require
from objectives.queries.waiting import PersonRow, people_waited_for


@dataclass
class Reminded:
    """What became of asking: whom a letter goes to, and who had one today already."""

    now: list[Reminder] = field(default_factory=list)
    before: list[Reminder] = field(default_factory=list)


@transaction.atomic
def remind(*, period: Period, by: User, only: Collection[int] | None = None) -> Reminded:
    """Write a letter to each person whom something waits for in a period, or to those of these keys alone.

    Nobody is reminded by themselves, nor twice on a day; a letter of today that has stopped is tried again.
    """
    require(by, Capability.MANAGE_PERIODS)
    reminded = Reminded()
    for person in people_waited_for(period):
        if person.user.pk != by.pk and (only is None or person.user.pk in only):
            _remind(period, person, by, reminded)
    if reminded.now:
        emails = [one.email for one in reminded.now]
        AuditEvent.objects.record(by=by, action="period.remind", on=period, after={"to": emails})
    return reminded


def _remind(period: Period, person: PersonRow, by: User, reminded: Reminded) -> None:
    today = timezone.localdate()
    row = _write(period, person, by, today)
    if row is None:
        row = Reminder.objects.select_for_update().get(period=period, user=person.user, asked_on=today)
        if row.state != LetterState.STOPPED:
            reminded.before.append(row)
            return
        row.state, row.attempts, row.error, row.leased_until = LetterState.PENDING, 0, "", None
        row.email = person.user.email
        row.save()
    wake(Reminder, row.pk)
    reminded.now.append(row)


def _write(period: Period, person: PersonRow, by: User, today: date) -> Reminder | None:
    """The letter of today; None where there is one. Of two who ask at once, the database lets one write it."""
    try:
        with transaction.atomic():
            return Reminder.objects.create(
                period=period,
                user=person.user,
                email=person.user.email,
                message_id=mail.message_id("reminder", period.pk, person.user.pk, today.isoformat()),
                errands=[asdict(todo) for todo in person.todos],
                asked_by=by,
                asked_on=today,
            )
    except IntegrityError:
        return None


def send_reminder(*, pk: int) -> None:
    """Send a reminder that waits. What the server refuses for good stops; else it is tried again."""
    claims.run(Reminder, pk, make=_send, keep=_keep, tell_stopped=tell_nobody)


def tell_nobody(row: WorkRow, problem: str) -> None:
    """The page of the period, or of the person, says what has stopped, and why."""


def _send(reminder: Reminder) -> None:
    try:
        mail.send(reminder_letter(reminder))
    except mail.MailError as error:
        raise WorkFailed(str(error), permanent=error.permanent) from error


def _keep(reminder: Reminder, _made: None) -> None:
    sent_at = timezone.now()
    claims.finish(reminder, LetterState.SENT, sent_at=sent_at)
    AuditEvent.objects.record(
        by=system_account(),
        action="reminder.send",
        on=reminder,
        after={"email": reminder.email, "sent_at": sent_at},
    )
