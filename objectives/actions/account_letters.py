"""Sending letters about accounts. That an invitation left is an event of the account."""

from __future__ import annotations

from django.utils import timezone

from iomtrack.accounts import letters
from iomtrack.accounts.enums import LetterKind
from iomtrack.accounts.models import AccountLetter
from iomtrack.accounts.system import system_account
from iomtrack.work import claims
from iomtrack.work.letters import LetterState
from objectives.actions.reminders import tell_nobody
from objectives.models import AuditEvent


def send_account_letter(*, pk: int) -> None:
    """Send a letter that waits. What the server refuses for good stops; else it is tried again."""
    claims.run(AccountLetter, pk, make=letters.send, keep=_keep, tell_stopped=tell_nobody)


def _keep(letter: AccountLetter, was_sent: bool) -> None:
    """Note that it left. Of a link for an address that nobody has, nothing is kept."""
    sent_at = timezone.now()
    claims.finish(letter, LetterState.SENT, sent_at=sent_at)
    if not was_sent:
        letter.delete()
    elif letter.kind == LetterKind.INVITATION:
        assert letter.user is not None
        letters.note_sent(letter, at=sent_at)
        AuditEvent.objects.record(
            by=system_account(), action="account.send_invitation", on=letter.user, after={"email": letter.email}
        )
