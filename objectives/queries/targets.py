"""What was aimed at: for a period, and on a day; and every aim of an indicator with its revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from objectives.models import Indicator, Period, Target


@dataclass(frozen=True)
class Aim:
    """What is to be reached in a period or by a date: its revisions, oldest first; at least one."""

    revisions: tuple[Target, ...]

    @property
    def current(self) -> Target:
        return self.revisions[-1]

    @property
    def earlier(self) -> tuple[Target, ...]:
        """What was revised, newest first."""
        return self.revisions[-2::-1]

    @property
    def period(self) -> Period | None:
        return self.revisions[0].period

    @property
    def due_on(self) -> date:
        return self.revisions[0].due_on

    def by(self, day: date) -> Target | None:
        """Its revision in force at the end of a day."""
        return next((one for one in reversed(self.revisions) if one.set_on <= day), None)


def aims_of(indicator: Indicator) -> list[Aim]:
    """All that an indicator aims at, or ever did, soonest first. One query."""
    return _aims(Target.objects.filter(indicator=indicator).select_related("set_by")).get(indicator.pk, [])


def targets_for(period: Period, indicators: Iterable[Indicator]) -> dict[int, Target]:
    """The target of each indicator (by primary key) for a period, as it stood on the period's last day. One query."""
    return targets_by_period([period], indicators)[period.pk]


def targets_by_period(periods: Sequence[Period], indicators: Iterable[Indicator]) -> dict[int, dict[int, Target]]:
    """The same for each of some periods (by primary key); at least one. One query."""
    may_apply = Q(period__in=periods) | Q(due_on__gte=min(one.starts_on for one in periods))
    found = _aims(_of(indicators).filter(may_apply))
    chosen = {one.pk: {pk: aimed_at_in(one, aims) for pk, aims in found.items()} for one in periods}
    return {
        period: {pk: target for pk, target in of_period.items() if target is not None}
        for period, of_period in chosen.items()
    }


def targets_on(day: date, indicators: Iterable[Indicator]) -> dict[int, Target]:
    """What was aimed at on a day, for each indicator (by primary key). One query."""
    may_apply = Q(period__ends_on__gte=day) | Q(due_on__gte=day)
    found = _aims(_of(indicators).filter(may_apply))
    chosen = {pk: aimed_at_on(day, aims) for pk, aims in found.items()}
    return {pk: target for pk, target in chosen.items() if target is not None}


def aimed_at_in(period: Period, aims: Iterable[Aim]) -> Target | None:
    """The target for a period, as it stood on its last day.

    One of the period itself comes first, then the dated one that falls due in it or next after it. Of its revisions the
    last counts that had been decided by then: a later one does not change what was aimed at. One that falls due in the
    period, but was first entered after it, counts as it was first set.
    """
    found = list(aims)
    own = [aim for aim in found if aim.period is not None and aim.period.pk == period.pk]
    dated = [aim for aim in found if aim.period is None and aim.due_on >= period.starts_on]
    for aim in own + sorted(dated, key=lambda one: one.due_on):
        target = aim.by(period.ends_on) or (aim.revisions[0] if aim.due_on <= period.ends_on else None)
        if target is not None:
            return target
    return None


def aimed_at_on(day: date, aims: Iterable[Aim]) -> Target | None:
    """What was aimed at on a day, of all that had been decided on by then.

    A target of the period that holds the day comes first, then the dated one that falls due on it or next after it.
    """
    found = list(aims)
    own = [aim for aim in found if aim.period is not None and aim.period.starts_on <= day <= aim.period.ends_on]
    dated = [aim for aim in found if aim.period is None and aim.due_on >= day]
    decided = (aim.by(day) for aim in own + sorted(dated, key=lambda one: one.due_on))
    return next((target for target in decided if target is not None), None)


def _of(indicators: Iterable[Indicator]) -> QuerySet[Target]:
    return Target.objects.filter(indicator__in=[indicator.pk for indicator in indicators])


def _aims(targets: QuerySet[Target]) -> dict[int, list[Aim]]:
    """Targets by indicator (primary key), the revisions of one day together, soonest first. One query."""
    of_day: dict[tuple[int, date], list[Target]] = defaultdict(list)
    for target in targets.select_related("period").order_by("indicator_id", "due_on", "revision"):
        of_day[target.indicator_id, target.due_on].append(target)
    aims: dict[int, list[Aim]] = defaultdict(list)
    for (indicator, _day), revisions in of_day.items():
        aims[indicator].append(Aim(tuple(revisions)))
    return aims
