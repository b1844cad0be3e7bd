"""What awaits review, the longest waiting first: a page of it, a place in it, and what comes before and after.

Nothing here counts further than it shows: a queue of a hundred thousand costs what one of a thousand does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from iomtrack.accounts.models import User
from objectives.models import Contribution, Evidence, Office
from objectives.queries.doings import keys
from objectives.queries.routing import Routes, routes

PER_PAGE = 25
MOST_COUNTED = 1_000
MINE, ALL = "mine", "all"


@dataclass(frozen=True)
class Wanted:
    """Which part of the queue: what waits for oneself or all of it, of one office or of every."""

    whose: str = ""  # "" = what waits for oneself, or all where nothing does
    office: str = ""  # a code

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """As an address or a form says it; what makes no sense is as if it were not said."""
        whose = given.get("whose", "")
        return cls(whose if whose in (MINE, ALL) else "", given.get("office", "")[:20])

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})


@dataclass(frozen=True)
class Waiting:
    """A record of the queue, with whom it waits for and how long it has."""

    evidence: Evidence
    people: tuple[User, ...]
    days: int

    @property
    def is_old(self) -> bool:
        return self.days > settings.REVIEW_DAYS


@dataclass(frozen=True)
class QueuePage:
    """A page of the queue. `number` is how many there are, or None where they are more than anybody counts."""

    rows: list[Waiting]
    number: int | None
    wanted: Wanted
    after: str  # where the next page begins, or ""
    is_first: bool


@dataclass(frozen=True)
class Place:
    """Where a record stands in the queue: its number, of how many, and its neighbours (references, or "")."""

    position: int | None
    number: int | None
    before: str
    after: str
    wanted: Wanted


def waiting_for(user: User, wanted: Wanted, known: Routes | None = None) -> tuple[QuerySet[Evidence], Wanted]:
    """The part of the queue that a person asks for, in its order, and what was asked for in full."""
    known = known or routes()
    queue = all_waiting(user)
    if wanted.office:
        offices = Office.objects.filter(Q(code=wanted.office) | Q(merged_into__code=wanted.office))
        queue = queue.filter(office__in=keys(offices))  # a list is served by an index where a subquery may not be
    if wanted.whose == ALL:
        return queue, wanted
    mine = queue.filter(known.of(user))
    whose = wanted.whose or (MINE if mine.exists() else ALL)
    return (mine if whose == MINE else queue), Wanted(whose, wanted.office)


def all_waiting(user: User) -> QuerySet[Evidence]:
    """All that a person may decide on, in the order of the queue."""
    return Evidence.objects.awaiting_review_by(user).exclude(corrects__author=user).order_by("submitted_at", "id")


def queue_page(user: User, wanted: Wanted, after: str = "") -> QueuePage:
    """A page of the queue, from a place on."""
    known = routes()
    queue, wanted = waiting_for(user, wanted, known)
    place = read_place(after)
    rows = list(with_parts(beyond(queue, *place) if place else queue)[: PER_PAGE + 1])
    more = f"{rows[PER_PAGE - 1].submitted_at.isoformat()}~{rows[PER_PAGE - 1].pk}" if len(rows) > PER_PAGE else ""  # type: ignore[union-attr]
    return QueuePage(
        rows=[waiting(one, known) for one in rows[:PER_PAGE]],
        number=counted(queue),
        wanted=wanted,
        after=more,
        is_first=place is None,
    )


def with_parts(queue: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """With all that a row shows. Two queries for a page."""
    contributions = Prefetch("contributions", Contribution.objects.select_related("element__framework"))
    return queue.select_related("office", "author", "corrects").prefetch_related(contributions).defer("description")


def waiting(evidence: Evidence, known: Routes) -> Waiting:
    """A submitted record with whom it waits for."""
    assert evidence.submitted_at is not None
    return Waiting(evidence, known.waits_for(evidence), days_since(evidence.submitted_at))


def days_since(moment: datetime) -> int:
    """Whole days that have passed, by the calendar of the site."""
    return (timezone.localdate() - timezone.localdate(moment)).days


def place_of(user: User, evidence: Evidence, wanted: Wanted, known: Routes | None = None) -> Place:
    """Where a record stands, or stood, in the queue that a person goes through."""
    queue, wanted = waiting_for(user, wanted, known)
    moment = (evidence.submitted_at, evidence.pk)
    earlier = queue.filter(submitted_at__lte=moment[0]).filter(
        Q(submitted_at__lt=moment[0]) | Q(submitted_at=moment[0], pk__lt=moment[1])
    )
    before = neighbours(earlier.order_by("-submitted_at", "-id"))
    after = neighbours(beyond(queue, *moment))
    position = len(before) + 1 if len(before) <= MOST_COUNTED else None
    is_counted = position is not None and len(after) <= MOST_COUNTED
    return Place(
        position=position,
        number=len(before) + 1 + len(after) if is_counted else None,
        before=next(iter(before), ""),
        after=next(iter(after), ""),
        wanted=wanted,
    )


def neighbours(queue: QuerySet[Evidence]) -> list[str]:
    """The references of what comes next, as far as anybody counts. One query."""
    return list(queue.values_list("reference", flat=True)[: MOST_COUNTED + 1])


def next_in_queue(user: User, evidence: Evidence, wanted: Wanted) -> str:
    """The reference of what comes after a record, or else of the first that waits; "" where nothing does."""
    queue, _wanted = waiting_for(user, wanted)
    others = queue.exclude(pk=evidence.pk)
    found = beyond(others, evidence.submitted_at, evidence.pk).only("reference").first() or others.first()
    return found.reference if found else ""


def counted(queue: QuerySet[Evidence]) -> int | None:
    """How many there are, or None where there are more than anybody counts."""
    number = queue.order_by()[: MOST_COUNTED + 1].count()
    return number if number <= MOST_COUNTED else None


def beyond(queue: QuerySet[Evidence], moment: datetime | None, pk: int) -> QuerySet[Evidence]:
    """What comes after a place. The first condition is one that an index can begin with."""
    return queue.filter(submitted_at__gte=moment).filter(Q(submitted_at__gt=moment) | Q(submitted_at=moment, pk__gt=pk))


def read_place(text: str) -> tuple[datetime, int] | None:
    """A place of the queue, as an address says it; None where it says none."""
    moment, _mark, number = text.partition("~")
    try:
        found = parse_datetime(moment)
    except ValueError:
        return None
    if found is None or found.tzinfo is None or not (number.isascii() and number.isdigit()) or len(number) > 18:  # noqa: PLR2004 as a key can have
        return None
    return found, int(number)
