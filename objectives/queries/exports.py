"""What a person can see of evidence, so that an export made once is not handed out after that has shrunk."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from iomtrack.accounts.models import User
from objectives.models import Evidence, ExportJob, Office
from objectives.permissions import Capability, may

SHOWN = 50  # exports on the page of exports


def exports_of(user: User) -> QuerySet[ExportJob]:
    """A person's own exports, the newest first."""
    return ExportJob.objects.visible_to(user)[:SHOWN]


def has_more_than(entries: QuerySet[Evidence], number: int) -> bool:
    """Whether there are more records than a number; no more of them are counted."""
    plain = entries.select_related(None).prefetch_related(None).order_by()
    return plain.values("pk")[: number + 1].count() > number


def scope_of(user: User) -> dict[str, Any]:
    """What of evidence a person can see (`Evidence.objects.visible_to`): all of it, or their own, what was accepted and
    that of some offices (primary keys)."""
    sees_all = may(user, Capability.VIEW_ALL_EVIDENCE)
    offices = [] if sees_all else sorted(set(Office.objects.of(user).values_list("pk", flat=True)))
    return {"all": sees_all, "offices": offices}


def still_covers(user: User, scope: dict[str, Any]) -> bool:
    """Whether a person can still see what could be seen in a scope."""
    if not user.is_active or not may(user, Capability.VIEW_RECORD):
        return False
    now = scope_of(user)
    return bool(now["all"] or (not scope.get("all") and set(scope.get("offices", [])) <= set(now["offices"])))
