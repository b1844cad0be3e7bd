"""Inviting a person, and what became of the letter."""

from __future__ import annotations

from django.utils import timezone

from iomtrack.accounts.letters import write_invitation
from iomtrack.accounts.models import AccountLetter, User
from iomtrack.accounts.sessions import end_sessions


def begin_invitation(user: User) -> None:
    """Mark an account as invited now, and write its letter. Links of an earlier invitation are no longer good."""
    end_sessions(user)
    user.invited_at, user.invitation_sent_at = timezone.now(), None
    user.save(update_fields=["invited_at", "invitation_sent_at"])
    write_invitation(user)


def letter_of_invitation(user: User) -> AccountLetter | None:
    """The letter of a person's latest invitation; None where there is none."""
    return AccountLetter.objects.filter(user=user, invited_at=user.invited_at).first() if user.invited_at else None
