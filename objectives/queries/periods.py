"""Which periods there are, and which one is current."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from objectives.enums import EvidenceStatus, FrameworkStatus, PeriodStatus
from objectives.models import Framework, Period


def site_has_sample() -> bool:
    """Whether this installation holds sample data, which pages then say."""
    return Period.objects.filter(is_sample=True).exists()


def frameworks_in_force() -> list[Framework]:
    """The frameworks that evidence is logged against, newest first."""
    return list(Framework.objects.filter(status=FrameworkStatus.IN_FORCE))


def framework_at_hand(frameworks: Sequence[Framework], slug: str = "") -> Framework | None:
    """The framework that a person asked for by its slug, or else the one that evidence is due under today.

    That is the newest with an open period that has begun, or the newest of all; None where there is none.
    """
    asked = next((one for one in frameworks if one.slug == slug), None)
    if asked or len(frameworks) < 2:  # noqa: PLR2004 nothing to choose
        return asked or next(iter(frameworks), None)
    running = Period.objects.filter(
        framework__in=frameworks, status=PeriodStatus.OPEN, starts_on__lte=timezone.localdate()
    )
    under_way = set(running.order_by().values_list("framework_id", flat=True))
    return next((one for one in frameworks if one.pk in under_way), frameworks[0])


def current_period(framework: Framework) -> Period | None:
    """The newest open period that has begun, or else the newest one; None where the framework has no period.

    A period opened ahead of time does not hide the one that evidence is logged in today.
    """
    return current_of(periods_of(framework))


def periods_of(framework: Framework) -> list[Period]:
    """A framework's periods, the newest first. One query."""
    return list(Period.objects.filter(framework=framework).select_related("framework").order_by("-ends_on"))


def current_of(periods: Sequence[Period]) -> Period | None:
    """The current one of a framework's periods, which come newest first. No query."""
    is_open = [one for one in periods if one.is_open]
    begun = [one for one in is_open if one.starts_on <= timezone.localdate()]
    return next(iter([*begun, *is_open, *periods]), None)


def period_holding(framework: Framework, day: date) -> Period | None:
    """The period that a day falls in, open or closed, or None."""
    return (
        Period.objects.filter(framework=framework, starts_on__lte=day, ends_on__gte=day)
        .select_related("framework")
        .order_by("-starts_on")
        .first()
    )


def overlapping(framework: Framework, starts_on: date, ends_on: date) -> Period | None:
    """A period of the framework that shares a day with the span, or None."""
    return Period.objects.filter(framework=framework, starts_on__lte=ends_on, ends_on__gte=starts_on).first()


@dataclass(frozen=True)
class Standing:
    """How many entries of a period are in each status."""

    drafts: int
    returned: int
    submitted: int
    accepted: int


def standing_of(rows: Iterable[tuple[str, int]]) -> Standing:
    """How many entries are in each status, of rows that give a status and a number."""
    counts: Counter[str] = Counter()
    for status, number in rows:
        counts[status] += number
    return Standing(
        drafts=counts[EvidenceStatus.DRAFT],
        returned=counts[EvidenceStatus.RETURNED],
        submitted=counts[EvidenceStatus.SUBMITTED],
        accepted=counts[EvidenceStatus.ACCEPTED],
    )
