"""Letters: to recipients when an edition is issued, to administrators when they are wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from iomtrack.accounts.models import User
from iomtrack.accounts.system import system_account
from iomtrack.work import claims as work
from iomtrack.work import mail
from iomtrack.work.errors import WorkFailed
from iomtrack.work.letters import Letter, LetterState
from objectives.models import AuditEvent
from reports.actions import notices
from reports.delivery.letters import delivery_letter, notice_letter
from reports.models import Delivery, Notice, Rendition

Sent = TypeVar("Sent", bound=Letter)


def send_delivery(*, pk: int) -> None:
    """Send the letter of a delivery that waits. What the server refuses for good stops; else it is tried again."""
    work.run(Delivery, pk, make=_sender(delivery_letter), keep=_keep, tell_stopped=notices.tell_stopped)


def send_notice(*, pk: int) -> None:
    """Send a notice to an administrator, by the same rules."""
    work.run(Notice, pk, make=_sender(notice_letter), keep=_keep, tell_stopped=notices.tell_stopped)


@transaction.atomic
def mark_downloaded(*, rendition: Rendition, by: User) -> None:
    """Note that a person has read what was delivered to them. Only the first time counts."""
    for delivery in Delivery.objects.select_for_update(of=("self",)).filter(
        rendition=rendition, recipient__user=by, downloaded_at__isnull=True
    ):
        delivery.downloaded_at = timezone.now()
        delivery.save(update_fields=["downloaded_at"])
        AuditEvent.objects.record(by=by, action="delivery.download", on=delivery)


def _sender(letter_of: Callable[[Sent], EmailMessage]) -> Callable[[Sent], None]:
    def send(letter: Sent) -> None:
        try:
            mail.send(letter_of(letter))
        except mail.MailError as error:
            raise WorkFailed(str(error), permanent=error.permanent) from error

    return send


def _keep(letter: Letter, _made: None) -> None:
    sent_at = timezone.now()
    work.finish(letter, LetterState.SENT, sent_at=sent_at)
    AuditEvent.objects.record(
        by=system_account(),
        action=f"{letter._meta.model_name}.send",
        on=letter,
        after={"email": letter.email, "sent_at": sent_at},
    )
