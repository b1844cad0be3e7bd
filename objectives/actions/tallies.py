"""Counting the tallies anew, and saying where they were wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from iomtrack.accounts.models import User
from objectives import tallying
from objectives.models import AuditEvent, ElementTally, IndicatorTally, Period
from objectives.permissions import Capability, require

Counts = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A tally that was wrong: of which period and which element or indicator, what stood, and what is right."""

    period: Period
    subject: str
    stood: Counts
    is_right: Counts


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild found: triggers that were missing and are back, and tallies that were wrong and are right."""

    triggers: tuple[str, ...]
    differences: tuple[Difference, ...]


@transaction.atomic
def rebuild_tallies(*, by: User) -> Rebuilt:
    """Count every record anew, in one transaction. Run again it finds nothing; what it finds is audited, by period."""
    require(by, Capability.MANAGE_PERIODS)
    triggers = tallying.put_up(connection)
    before = _standing()
    tallying.recount(connection)
    after = _standing()
    differences = tuple(
        Difference(period, subject, before.get((period, subject), {}), after.get((period, subject), {}))
        for period, subject in sorted(before.keys() | after.keys(), key=lambda key: (key[0].pk, key[1]))
        if before.get((period, subject)) != after.get((period, subject))
    )
    by_period: dict[Period, list[Difference]] = defaultdict(list)
    for one in differences:
        by_period[one.period].append(one)
    for period, found in by_period.items():
        AuditEvent.objects.record(
            by=by,
            action="tallies.rebuild",
            on=period,
            before={one.subject: one.stood for one in found},
            after={one.subject: one.is_right for one in found},
        )
    return Rebuilt(tuple(triggers), differences)


def _standing() -> dict[tuple[Period, str], Counts]:
    """Every tally that holds something, by its period and the code of its element or indicator."""
    found: dict[tuple[Period, str], Counts] = {}
    for one in ElementTally.objects.select_related("period", "element"):
        if one.accepted or one.awaiting:
            found[one.period, one.element.code] = {"accepted": one.accepted, "awaiting": one.awaiting}
    names = [
        field.name for field in IndicatorTally._meta.concrete_fields if field.name not in ("id", "period", "indicator")
    ]
    for tally in IndicatorTally.objects.select_related("period", "indicator__element"):
        if tally.figures or tally.not_applicable:
            subject = f"{tally.indicator.element.code}: {tally.indicator.code}"
            found[tally.period, subject] = {name: getattr(tally, name) for name in names}
    return found
