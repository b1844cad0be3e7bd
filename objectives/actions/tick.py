"""What is done once a minute for what we know: what waits, or whose worker died, is set going again (law 1)."""

from __future__ import annotations

from iomtrack.accounts.letters import forget_old_letters
from iomtrack.accounts.models import AccountLetter
from iomtrack.rest.once import forget_old_answers
from iomtrack.work.queue import sweep
from objectives.actions import reminders, scanning
from objectives.models import Attachment, Reminder


def tick() -> None:
    """Wake a worker for every letter and every file that waits.

    Unlocks need nothing: each holds until the moment that it names.
    """
    sweep((Reminder, AccountLetter), tell_stopped=reminders.tell_nobody)
    scanning.take_up_unscanned()
    sweep((Attachment,), tell_stopped=scanning.tell_nobody)
    forget_old_letters()
    forget_old_answers()
