"""Reading the audit: newest first, from a place in it, and quick whatever its size.

A page is read by key, never by offset, and nothing is counted. One filter and the days are served by an index of
their own, in the order of time; every further filter, and words, by the full-text index, in the order of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import Q, QuerySet

from iomtrack.accounts.models import User
from objectives.audit_words import Condition, days_between, numbers_found, words_in
from objectives.folding import folded
from objectives.models import AuditEvent, AuditSeal
from objectives.models.audit import ActionGroup

PER_PAGE = 25
MOST_PEOPLE = 50


@dataclass(frozen=True)
class Criteria:
    """What is asked for. `who` holds keys of people (None: anyone); the days are UTC days, both included."""

    who: tuple[int, ...] | None = None
    group: str = ""
    kind: str = ""
    object: str = ""  # words, or their beginnings, that all stand in its name or reference
    since: date | None = None
    until: date | None = None
    text: str = ""  # words, or their beginnings, that all stand somewhere in the event
    of: tuple[str, str] | None = None  # one object: its kind and its key
    up_to: int | None = None  # no number higher than this


@dataclass(frozen=True)
class Position:
    """A place in the order of the list: as an address has it, "2026-11-24T21:36:34.000001+00:00_12"."""

    at: datetime
    number: int

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).isoformat()}_{self.number}"

    @classmethod
    def parse(cls, written: str) -> Self | None:
        """The place that an address names, or None where it names none."""
        at, _parted, number = written.partition("_")
        try:
            moment = datetime.fromisoformat(at)
            return cls(moment if moment.tzinfo else moment.replace(tzinfo=UTC), int(number))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True)
class Page:
    """A page of the list, and the places before and after it."""

    events: list[AuditEvent]
    older: Position | None = None
    newer: Position | None = None


def audit_page(criteria: Criteria, *, before: Position | None = None, after: Position | None = None) -> Page:
    """The newest events that fit, or the next ones before a place, or those after it."""
    if after is not None:
        return _page_after(criteria, after)
    numbers = next(scan(criteria, before, step=PER_PAGE + 1), [])
    events = events_numbered(numbers[:PER_PAGE])
    newer = place_of(events[0]) if before and events else before
    return Page(events, older=place_of(events[-1]) if len(numbers) > PER_PAGE else None, newer=newer)


def _page_after(criteria: Criteria, after: Position) -> Page:
    """The page whose last event is the next one after a place; the first page where fewer follow."""
    numbers = next(scan(criteria, after, step=PER_PAGE + 1, newer=True), [])
    if len(numbers) <= PER_PAGE:
        return audit_page(criteria)
    events = events_numbered(numbers[PER_PAGE - 1 :: -1])
    return Page(events, older=place_of(events[-1]), newer=place_of(events[0]))


def events_numbered(numbers: list[int]) -> list[AuditEvent]:
    """Events with who did them, in the order of these numbers."""
    found = AuditEvent.objects.select_related("by").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def place_of(event: AuditEvent) -> Position:
    return Position(event.at, event.pk)


def scan(criteria: Criteria, start: Position | None, *, step: int, newer: bool = False) -> Iterator[list[int]]:
    """The numbers of the events that fit, `step` at a time: from a place on to older ones, or to `newer` ones."""
    if _is_by_time(criteria):
        for rows in _by_time(criteria, start, step, newer):
            yield [row[0] for row in rows]
    else:
        yield from _by_words(criteria, start, step, newer)


def rows_of(criteria: Criteria, *columns: Any, step: int) -> Iterator[list[tuple[Any, ...]]]:
    """The events that fit as rows of their number, their time and these columns: the newest first, `step` at a time."""
    if _is_by_time(criteria):
        yield from _by_time(criteria, None, step, False, *columns)
        return
    for numbers in _by_words(criteria, None, step, False):
        found = AuditEvent.objects.filter(pk__in=numbers).values_list("id", "at", *columns)
        rows = {row[0]: row for row in found}
        yield [rows[number] for number in numbers if number in rows]


def _by_time(
    criteria: Criteria, start: Position | None, step: int, newer: bool, *columns: Any
) -> Iterator[list[tuple[Any, ...]]]:
    events = _narrowed(criteria)
    while True:
        rows = list(_ordered(_beyond(events, start, newer), newer).values_list("id", "at", *columns)[:step])
        if rows:
            yield rows
        if len(rows) < step:
            return
        number, at, *_rest = rows[-1]
        start = Position(at, number)


def _by_words(criteria: Criteria, start: Position | None, step: int, newer: bool) -> Iterator[list[int]]:
    conditions, beyond = list(_conditions(criteria)), start.number if start else None
    while () not in conditions:
        numbers = numbers_found(conditions, beyond=beyond, newer=newer, up_to=criteria.up_to, most=step)
        if numbers:
            yield numbers
        if len(numbers) < step:
            return
        beyond = numbers[-1]


def _is_by_time(criteria: Criteria) -> bool:
    """Whether an index in the order of time answers: one thing at most is asked for besides the days."""
    asked = [criteria.of, criteria.who is not None, criteria.group, criteria.kind]
    is_simple = not criteria.text.strip() and not criteria.object.strip() and sum(map(bool, asked)) <= 1
    return is_simple and (criteria.who is None or len(criteria.who) == 1)


def _conditions(criteria: Criteria) -> Iterator[Condition]:
    """Each condition as marks of the full-text index. One that nothing can fit has none."""
    if criteria.of:
        yield (f"#o{':'.join(criteria.of)}",)
    if criteria.who:
        yield tuple(f"#b{key}" for key in criteria.who)
    if criteria.group:
        yield (f"#g{criteria.group}",)
    if criteria.kind:
        yield (f"#k{criteria.kind}",)
    for typed, mark in ((criteria.object, "@"), (criteria.text, "")):
        words = words_in(typed)
        yield from ((f"{mark}{word}*",) for word in words)
        if typed.strip() and not words:
            yield ()
    if criteria.since or criteria.until:
        yield _days(criteria)


def _days(criteria: Criteria) -> Condition:
    """The days asked for as marks. Where one end is open, it is the first or the last day on record."""
    since, until = criteria.since, criteria.until
    if since is None or until is None:
        ends = AuditEvent.objects.aggregate(first=models.Min("at"), last=models.Max("at"))
        first, last = (at.astimezone(UTC).date() if at else date.min for at in (ends["first"], ends["last"]))
        since, until = since or first, until or last
    return days_between(since, until)


def _narrowed(criteria: Criteria) -> QuerySet[AuditEvent]:
    """The events of the days asked for that fit the one other condition, as an index holds them."""
    events = AuditEvent.objects.all()
    if criteria.since:
        events = events.filter(at__gte=_midnight(criteria.since))
    if criteria.until and criteria.until < date.max:
        events = events.filter(at__lt=_midnight(criteria.until + timedelta(days=1)))
    if criteria.up_to is not None:
        events = events.filter(id__lte=criteria.up_to)
    if criteria.of:
        return events.filter(object_type=criteria.of[0], object_id=criteria.of[1])
    if criteria.who:
        return events.filter(by_id=criteria.who[0])
    if criteria.group:
        return events.alias(group=ActionGroup("action")).filter(group=criteria.group)
    return events.filter(object_type=criteria.kind) if criteria.kind else events


def _beyond(events: QuerySet[AuditEvent], start: Position | None, newer: bool) -> QuerySet[AuditEvent]:
    """What comes after a place. The bound on the time stands by itself, so that an index can begin there."""
    if start is None:
        return events
    if newer:
        return events.filter(Q(at__gt=start.at) | Q(id__gt=start.number), at__gte=start.at)
    return events.filter(Q(at__lt=start.at) | Q(id__lt=start.number), at__lte=start.at)


def _ordered(events: QuerySet[AuditEvent], newer: bool) -> QuerySet[AuditEvent]:
    return events.order_by("at", "id") if newer else events.order_by("-at", "-id")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def action_groups() -> list[str]:
    """What the names of actions begin with, as far as any was done. One query that leaps from name to name."""
    return _distinct(ActionGroup.SQL[connection.vendor] % {"expressions": "action"})


def object_kinds() -> list[str]:
    """The kinds of objects that anything was done to. One query, in the same way."""
    return _distinct("object_type")


def _distinct(expression: str) -> list[str]:
    """The values of an indexed expression: an index scan from each value to the next, instead of one over all rows."""
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE found(name) AS (
            SELECT min({expression}) FROM {table} UNION ALL
            SELECT (SELECT {expression} FROM {table} WHERE {expression} > found.name ORDER BY {expression} LIMIT 1)
            FROM found WHERE found.name IS NOT NULL)
            SELECT name FROM found WHERE name IS NOT NULL"""  # noqa: S608 nothing in it is typed by anyone
        )
        return [name for (name,) in cursor.fetchall()]


def people_named(words: str) -> tuple[int, ...]:
    """The people whom a name, a part of one or an e-mail address means; of many, the first fifty."""
    exact = User.objects.filter(email__iexact=words).values_list("pk", flat=True).first()
    if exact:
        return (exact,)
    wanted = folded(words)
    people = User.objects.order_by("pk").values_list("pk", "name", "email")
    found = (key for key, *names in people if wanted and any(wanted in folded(name) for name in names))
    return tuple(islice(found, MOST_PEOPLE))


def audit_event(pk: int) -> AuditEvent | None:
    """One event with who did it."""
    return AuditEvent.objects.select_related("by").filter(pk=pk).first()


def object_of(event: AuditEvent, user: User) -> models.Model | None:
    """What an event was done to, where it still exists, has a page, and this person may see it."""
    try:
        model = apps.get_model(event.object_type)
    except (LookupError, ValueError):
        return None
    if not hasattr(model, "get_absolute_url"):
        return None
    rows = model._default_manager.all()
    visible_to = getattr(rows, "visible_to", None)
    key = event.object_id
    return (visible_to(user) if visible_to else rows).filter(pk=key).first() if key.isdecimal() else None


def seal_of(event: AuditEvent) -> AuditSeal | None:
    """The seal that holds an event, or None while it waits for one."""
    found = AuditSeal.objects.filter(last_id__gte=event.pk).order_by("last_id", "day").first()
    return found if found and found.first_id <= event.pk else None


def last_seal() -> AuditSeal | None:
    """The newest seal."""
    return AuditSeal.objects.order_by("-day").first()
