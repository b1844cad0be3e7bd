"""What an office, or a programme, logged; where it stands; and what it has not said anything on yet.

All of it is read by the indexes of evidence for an office or a programme, so that the cost is that of its own entries.
Rows are counted and not their keys, which the indexes for counting do not hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, DateTimeField, F, IntegerField, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus, FrameworkStatus
from objectives.models import Element, Evidence, Indicator, Office, Period, Programme
from objectives.permissions import Capability, may
from objectives.queries.periods import current_of
from objectives.queries.seen import Of, Seen, among, seen_all, seen_by

NEWEST = 5
MOST_APART = 40  # groups that are read each by itself
LATEST_FIRST = ("-ends_on", "-id")
EVERY = Q()  # every entry that a person may see
SAID = (EvidenceStatus.ACCEPTED, EvidenceStatus.SUBMITTED)
PENDING = (EvidenceStatus.DRAFT, EvidenceStatus.RETURNED, EvidenceStatus.SUBMITTED)


@dataclass(frozen=True)
class StatusCount:
    """How many entries are in a status, and since when the oldest waits in it (None where none waits)."""

    status: EvidenceStatus
    number: int
    since: datetime | None = None


@dataclass(frozen=True)
class Served:
    """An element, with how many entries of the period serve it."""

    element: Element
    accepted: int
    awaiting: int


@dataclass(frozen=True)
class Doings:
    """What the page of an office or a programme says of its entries.

    `period` is the one at hand, `before` the one before it; both may be None. What is missing was reported in that one
    and is not in this one; it is None for a person who cannot see all that would have to be looked at.
    """

    statuses: list[StatusCount]
    newest: list[Evidence]
    period: Period | None
    before: Period | None
    served: list[Served]
    was_reported: bool  # whether the period before has anything that could be missing
    missing_elements: list[Element] | None
    missing_indicators: list[Indicator] | None

    @property
    def number(self) -> int:
        return sum(one.number for one in self.statuses)

    @property
    def waiting(self) -> list[StatusCount]:
        return [one for one in self.statuses if one.status in PENDING and one.number]


def doings_of_office(office: Office, merged: Iterable[Office], user: User, slug: str = "") -> Doings:
    """What an office and those merged into it did, as far as a person may see it. Missing is told to its own staff
    and to whoever sees all evidence. A fixed number of queries."""
    of = {"office": [office.pk, *(one.pk for one in merged)]}
    posting = getattr(user, "posting", None)
    is_own = posting is not None and posting.office_id in (office.pk, office.merged_into_id)
    seen = seen_all(of) if is_own or may(user, Capability.VIEW_ALL_EVIDENCE) else seen_by(user, of)
    return _doings(seen, of, slug, EVERY if seen.is_all else None)


def doings_of_programme(programmes: Sequence[int], user: User, slug: str = "") -> Doings:
    """What was done under some programmes (primary keys), as far as a person may see it: one and those merged into it
    (`counted_with`), or with what stands below it too (`counted_below`).

    Missing is told of all offices to whoever sees all evidence, and of their own office to staff. A fixed number of
    queries.
    """
    of = {"programme": list(programmes)}
    if may(user, Capability.VIEW_ALL_EVIDENCE):
        return _doings(seen_all(of), of, slug, EVERY)
    posting = getattr(user, "posting", None)
    return _doings(seen_by(user, of), of, slug, Q(office=posting.office_id) if posting else None)


def keys(rows: QuerySet[Office] | QuerySet[Programme]) -> list[int]:
    """Their primary keys, read at once: a list is served by an index where a subquery may not be."""
    return list(rows.order_by().values_list("pk", flat=True))


def _doings(seen: Seen, of: Of, slug: str, asked: Q | None) -> Doings:
    """`of` names a relation and the keys that it may have. `asked` says which of the entries would have to be there for
    nothing to be missing; None: missing is not told."""
    period, before = periods_at_hand(slug)
    served = _served(seen.parts, period, before, asked)
    entries = seen.visible.filter(**among(of))
    figures = _figures(entries.filter(asked), period, before) if asked is not None and before else set()
    elements = _elements(served)
    return Doings(
        statuses=_statuses(seen.parts),
        newest=_newest(_apart(seen.visible, of)),
        period=period,
        before=before,
        served=[
            Served(one, served[one.pk].accepted, served[one.pk].awaiting)
            for one in elements
            if served[one.pk].accepted or served[one.pk].awaiting
        ],
        was_reported=any(one.was_there for one in served.values()),
        missing_elements=None if asked is None else [one for one in elements if served[one.pk].is_missing],
        missing_indicators=None if asked is None else _indicators(figures),
    )


def _apart(visible: QuerySet[Evidence], of: Of) -> list[QuerySet[Evidence]]:
    """The entries of each group by themselves; of very many groups all at once, as a statement names only so many."""
    ((field, keys),) = of.items()
    if len(keys) > MOST_APART:
        return [visible.filter(**{f"{field}__in": keys})]
    return [visible.filter(**{field: key}) for key in keys]


def _newest(groups: Sequence[QuerySet[Evidence]]) -> list[Evidence]:
    """The newest entries of several groups. Each group is read from the end of an index of its own: all at once they
    would be sorted, or sought among everybody's. Two queries."""
    ends = [
        Evidence.objects.filter(pk__in=one.order_by(*LATEST_FIRST).values("pk")[:NEWEST]).order_by().values("pk")
        for one in groups
    ]
    found = Evidence.objects.filter(pk__in=ends[0].union(*ends[1:], all=True))
    return list(found.select_related("period").defer("description").order_by(*LATEST_FIRST)[:NEWEST])


def periods_at_hand(slug: str = "") -> tuple[Period | None, Period | None]:
    """The current period of the framework asked for, or else of the one that evidence is due under today, and the
    period before it. One query."""
    periods = list(
        Period.objects.filter(framework__status=FrameworkStatus.IN_FORCE)
        .select_related("framework")
        .order_by("-framework__issued_on", "-framework_id", "-ends_on")
    )
    of: dict[int, list[Period]] = defaultdict(list)
    for one in periods:
        of[one.framework_id].append(one)
    current = [one for one in (current_of(each) for each in of.values()) if one is not None]
    asked = [one for one in current if one.framework.slug == slug]
    period = next(iter([*asked, *(one for one in current if one.is_open), *current]), None)
    if period is None:
        return None, None
    earlier = (one for one in of[period.framework_id] if one.ends_on < period.starts_on)
    return period, next(earlier, None)


def _statuses(parts: Sequence[QuerySet[Evidence]]) -> list[StatusCount]:
    """Entries by status, and the oldest of each that waits. One query: counts are read from an index alone, and only
    those that wait are looked at."""
    counts = [
        part.order_by().values("status").annotate(number=Count("*"), since=Value(None, output_field=DateTimeField()))
        for part in parts
    ]
    moved = {
        EvidenceStatus.DRAFT: F("created_at"),
        EvidenceStatus.RETURNED: Coalesce(F("reviewed_at"), F("created_at")),
        EvidenceStatus.SUBMITTED: Coalesce(F("submitted_at"), F("created_at")),
    }
    since = [
        parts[-1]
        .filter(status=status)
        .order_by()
        .values("status")
        .annotate(number=Value(0, output_field=IntegerField()), since=Min(day))
        for status, day in moved.items()
    ]
    numbers: dict[str, int] = defaultdict(int)
    oldest: dict[str, datetime] = {}
    for row in since[0].union(*since[1:], *counts, all=True):
        numbers[row["status"]] += row["number"]
        if row["since"]:
            oldest[row["status"]] = row["since"]
    return [StatusCount(one, numbers[one], oldest.get(one)) for one in EvidenceStatus if numbers[one]]


@dataclass
class _Counts:
    """Of one element: entries of the period, and whether any that is asked for is of it, and of the one before."""

    accepted: int = 0
    awaiting: int = 0
    is_there: bool = False
    was_there: bool = False

    @property
    def is_missing(self) -> bool:
        return self.was_there and not self.is_there


def _served(
    parts: Sequence[QuerySet[Evidence]], period: Period | None, before: Period | None, asked: Q | None
) -> dict[int, _Counts]:
    """By element, what is counted of it. One query; none without a period."""
    found: dict[int, _Counts] = defaultdict(_Counts)
    if period is None:
        return found
    periods = [period, before] if before and asked is not None else [period]
    counted = [
        part.filter(period__in=periods, status__in=SAID)
        .filter(contributions__isnull=False)
        .order_by()
        .annotate(is_asked=_flag(asked))
        .values_list("contributions__element", "period", "status", "is_asked")
        .annotate(number=Count("*"))
        for part in parts
    ]
    for element, of, status, counts, number in counted[0].union(*counted[1:], all=True):
        one = found[element]
        if of == period.pk:
            one.accepted += number if status == EvidenceStatus.ACCEPTED else 0
            one.awaiting += number if status == EvidenceStatus.SUBMITTED else 0
            one.is_there |= counts
        else:
            one.was_there |= counts
    return found


def _flag(asked: Q | None) -> Value | Case:
    if not asked:  # every entry, or none
        return Value(asked is not None)
    return Case(When(asked, then=Value(True)), default=Value(False))


def _figures(entries: QuerySet[Evidence], period: Period | None, before: Period) -> set[int]:
    """The indicators that something was said of in the period before, and nothing is yet. One query."""
    rows = entries.filter(period__in=[one for one in (period, before) if one], status__in=SAID)
    said = rows.filter(figures__isnull=False).order_by().values_list("period", "figures__indicator").distinct()
    then: set[int] = set()
    now: set[int] = set()
    for of, indicator in said:
        (then if of == before.pk else now).add(indicator)
    return then - now


def _elements(wanted: Iterable[int]) -> list[Element]:
    rows = Element.objects.filter(pk__in=list(wanted)).select_related("framework")
    return list(rows.order_by("framework", "position"))


def _indicators(wanted: Iterable[int]) -> list[Indicator]:
    rows = Indicator.objects.filter(pk__in=list(wanted), retired_on__isnull=True).select_related("element__framework")
    return list(rows.order_by("element__position", "position"))


def accepted_in(period: Period | None, rows: Sequence[Office] | Sequence[Programme]) -> dict[int, int]:
    """For the offices, or the programmes, of one page of a list: how many entries of a period are accepted, those of
    merged ones with them. Everybody may see these. Two queries; none without a period."""
    if period is None or not rows:
        return {}
    model, field = (Office, "office") if isinstance(rows[0], Office) else (Programme, "programme")
    merged = model.objects.filter(merged_into__in=[row.pk for row in rows])  # type: ignore[misc]
    into = dict.fromkeys([row.pk for row in rows]) | dict(merged.values_list("pk", "merged_into"))
    numbers = (
        Evidence.objects.counted()
        .filter(**{f"{field}__in": list(into)}, period=period)
        .order_by()
        .values_list(field)
        .annotate(number=Count("*"))
    )
    found: dict[int, int] = defaultdict(int)
    for key, number in numbers:
        for place in {key, into[key] or key}:
            found[place] += number
    return dict(found)
