"""What is done with the audit itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from iomtrack.accounts.models import User
from objectives.models import AuditEvent
from objectives.permissions import Capability, require


@transaction.atomic
def note_export(*, form: str, filters: dict[str, Any], by: User) -> int:
    """Note that a person takes a copy of the audit. Returns the number of the last event that the copy holds."""
    require(by, Capability.VIEW_AUDIT)
    up_to = int(AuditEvent.objects.aggregate(last=Max("id"))["last"] or 0)
    after = {"format": form, "filters": filters, "up_to": up_to}
    AuditEvent.objects.record(by=by, action="audit.export", on=by, after=after)
    return up_to
