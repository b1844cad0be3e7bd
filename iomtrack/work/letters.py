"""What one message by mail has in common with another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iomtrack.work.rows import WorkRow, WorkStates


class LetterState(models.TextChoices):
    PENDING = "pending", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Stopped")


LETTER_MOVES: dict[str, frozenset[str]] = {
    LetterState.PENDING: frozenset({LetterState.SENDING}),
    LetterState.SENDING: frozenset({LetterState.SENT, LetterState.PENDING, LetterState.STOPPED}),
    LetterState.SENT: frozenset(),
    LetterState.STOPPED: frozenset({LetterState.PENDING}),
}


class Letter(WorkRow):
    """A message to one address. The row says "sending" before mail leaves, and its Message-ID never changes."""

    WORK: ClassVar[WorkStates] = WorkStates(LetterState.PENDING, LetterState.SENDING, LetterState.STOPPED)

    email = models.EmailField(_("e-mail address"))
    state = models.CharField(_("state"), max_length=10, choices=LetterState.choices, default=LetterState.PENDING)
    message_id = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="%(class)s_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="sent_%(class)s_says_when",
            ),
        ]
