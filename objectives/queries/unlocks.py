"""Whether evidence may still be submitted for a period, and by whose leave."""

from __future__ import annotations

from django.db.models import Count

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.models import Office, Period, PeriodUnlock

NAMED = 3  # administrators that a message names


def unlock_for(period: Period, office: Office | None) -> PeriodUnlock | None:
    """The unlock under which an office may submit evidence of a period late: of several, the one that holds longest."""
    unlocks = PeriodUnlock.objects.filter(period=period).in_force().covering(office)
    return unlocks.select_related("office", "by").order_by("-expires_at", "-pk").first()


def unlocks_of(period: Period) -> list[PeriodUnlock]:
    """Every unlock of a period, newest first, each with how many entries came under it (`entries`). One query."""
    return list(
        PeriodUnlock.objects.filter(period=period)
        .select_related("office", "by", "ended_by")
        .annotate(entries=Count("evidence"))
        .order_by("-at", "-pk")
    )


def who_unlocks() -> str:
    """The names of those to ask for an unlock; "" where there is nobody."""
    names = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("name", "pk")
    return ", ".join(names.values_list("name", flat=True)[:NAMED])
