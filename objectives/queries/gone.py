"""What somebody took away a while ago and may ask for once more: a button pressed twice, a page gone back to.

The audit knows it. Nobody is told of what others took away.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.models import AuditEvent

A_WHILE = timedelta(days=1)


def taken_away(by: User, action: str, **of: Any) -> AuditEvent | None:
    """The last event by which this person took something away within a while; None where there is none.

    `action` is "term.remove"; `of` says of what, as lookups of the event: object_id, object_label, before__code.
    """
    since = timezone.now() - A_WHILE
    return AuditEvent.objects.filter(by=by, at__gte=since, action=action, **of).first()
