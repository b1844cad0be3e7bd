"""What the reports do once a minute: whatever should move is set moving (law 1)."""

from __future__ import annotations

from django.utils import timezone

from iomtrack.accounts.system import system_account
from iomtrack.work.queue import sweep
from reports.actions import notices
from reports.actions.editions import create_due_editions
from reports.actions.issuing import issue_ready
from reports.models import Delivery, Edition, Notice, Rendition


def tick() -> None:
    """Set going again what waits or was lost, issue what is ready, and make what is due."""
    sweep((Edition, Rendition, Delivery, Notice), tell_stopped=notices.tell_stopped)
    issue_ready()
    create_due_editions(now=timezone.now(), by=system_account())
