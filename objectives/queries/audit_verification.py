"""Whether the audit is as it was sealed: everything is recomputed, and each break is told with its day and its events.

Memory is flat: events and marks are read side by side, in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from struct import error as UnpackError

from objectives.models import AuditSeal
from objectives.queries.audit_chain import BATCH, GRACE, Chain, Mark, mark_of, rows_between, unpack

PROGRESS_EVERY = 50_000
MOST_SPANS = 50
DAY = timedelta(days=1)
LARGEST_ID = 2**63 - 1


class Fault(StrEnum):
    """What can be wrong."""

    EVENTS_CHANGED = "events_changed"
    EVENTS_MISSING = "events_missing"
    EVENTS_INSERTED = "events_inserted"
    EVENTS_MISDATED = "events_misdated"  # written after the seal of a day, and dated on it or before
    SEAL_MISSING = "seal_missing"
    SEAL_CHANGED = "seal_changed"
    SEAL_REPLACED = "seal_replaced"  # sound in itself, but not the one that the next seal was made after
    MARKS_CHANGED = "marks_changed"  # the seal and its events fit; what would say which were changed does not


OF_EVENTS = (Fault.EVENTS_CHANGED, Fault.EVENTS_MISSING, Fault.EVENTS_INSERTED, Fault.EVENTS_MISDATED)


@dataclass
class Numbers:
    """The numbers of events, as spans; beyond the first fifty spans they are only counted."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    count: int = 0

    def add(self, number: int) -> None:
        """Take in a number that is higher than all before."""
        self.count += 1
        if self.spans and self.spans[-1][1] == number - 1:
            self.spans[-1] = (self.spans[-1][0], number)
        elif len(self.spans) < MOST_SPANS:
            self.spans.append((number, number))

    def __str__(self) -> str:
        listed = sum(last - first + 1 for first, last in self.spans)
        shown = [str(first) if first == last else f"{first}–{last}" for first, last in self.spans]
        return ", ".join(shown) + (f" (+{self.count - listed})" if self.count > listed else "")


@dataclass(frozen=True)
class Break:
    """One thing that is wrong: with the seal of a day (None: after the last seal), and with which events."""

    fault: Fault
    day: date | None
    numbers: Numbers
    until: date | None = None  # the last of several days without a seal


@dataclass
class Verification:
    """What was found. `head` is the newest seal, whose digest can be noted elsewhere."""

    seals: int = 0
    events: int = 0
    unsealed: int = 0
    head: AuditSeal | None = None
    breaks: list[Break] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.breaks


@dataclass(frozen=True)
class _Seen:
    """An event as it stands now; without a digest where what stands there can no longer be read."""

    number: int
    at: datetime | None
    digest: bytes


def verify(*, progress: Callable[[int], None] = lambda _events: None) -> Verification:
    """Recompute every seal and compare every event. `progress` is told the number of events now and then."""
    outcome = Verification()
    verifier = _Verifier(outcome, progress)
    below = Numbers()
    for seen in verifier.events(-LARGEST_ID, 0):
        below.add(seen.number)
    verifier.tell(Fault.EVENTS_INSERTED, None, below)
    was_sound = True
    for seal in AuditSeal.objects.order_by("day").iterator():
        is_sound = verifier.check(seal)
        verifier.check_link(outcome.head, seal, trusted=was_sound and is_sound)
        outcome.head, was_sound = seal, is_sound
        outcome.seals += 1
    verifier.check_rest(outcome.head)
    return outcome


@dataclass
class _Verifier:
    outcome: Verification
    progress: Callable[[int], None]

    def tell(self, fault: Fault, day: date | None, numbers: Numbers | None = None, until: date | None = None) -> None:
        """Note a break, if it is one: of a seal, or of any events."""
        if fault not in OF_EVENTS or (numbers and numbers.count):
            self.outcome.breaks.append(Break(fault, day, numbers or Numbers(), until))

    def events(self, after: int, last: int) -> Iterator[_Seen]:
        """Every event of a range, in order."""
        while found := _read(after, last):
            for seen in found:
                self.outcome.events += 1
                if self.outcome.events % PROGRESS_EVERY == 0:
                    self.progress(self.outcome.events)
                yield seen
            after = found[-1].number

    def check(self, seal: AuditSeal) -> bool:
        """Compare a seal's events with their marks, and both with the digest. Whether all fit."""
        found = {fault: Numbers() for fault in OF_EVENTS}
        of_events, of_marks = Chain(seal.previous_digest, seal.day), Chain(seal.previous_digest, seal.day)
        too_early = _earliest(self.outcome.head)
        for seen, mark in _paired(self.events(seal.first_id - 1, seal.last_id), _marks(seal)):
            if seen:
                of_events.take([(seen.number, seen.digest)])
                if seen.at and seen.at < too_early:
                    found[Fault.EVENTS_MISDATED].add(seen.number)
            if mark:
                of_marks.take([mark])
            if fault := _difference(seen, mark):
                found[fault].add(seen.number if seen else mark[0] if mark else 0)
        events_fit, marks_fit = (chain.digest_for(seal) == seal.digest for chain in (of_events, of_marks))
        if not marks_fit:
            self.tell(Fault.MARKS_CHANGED if events_fit else Fault.SEAL_CHANGED, seal.day)
        for fault in (Fault.EVENTS_MISDATED,) if events_fit else OF_EVENTS:
            self.tell(fault, seal.day, found[fault])
        return events_fit

    def check_link(self, before: AuditSeal | None, seal: AuditSeal, *, trusted: bool) -> None:
        """Whether a seal was made after the one before it. Their digests say so where both are sound (`trusted`)."""
        if before is None:
            if seal.previous_digest or seal.first_id != 1:
                self._tell_missing(seal.day - DAY, seal.day - DAY, 1, seal.first_id - 1)
        elif seal.day != before.day + DAY:
            self._tell_missing(before.day + DAY, seal.day - DAY, before.last_id + 1, seal.first_id - 1)
        elif trusted and seal.previous_digest != before.digest:
            self.tell(Fault.SEAL_REPLACED, before.day)

    def _tell_missing(self, first: date, last: date, first_id: int, last_id: int) -> None:
        numbers = Numbers([(first_id, last_id)], last_id - first_id + 1) if last_id >= first_id else Numbers()
        self.tell(Fault.SEAL_MISSING, first, numbers, until=last)

    def check_rest(self, head: AuditSeal | None) -> None:
        """The events that no seal holds yet: they are counted, and none may be dated on a day that is sealed."""
        misdated, too_early = Numbers(), _earliest(head)
        for seen in self.events(head.last_id if head else 0, LARGEST_ID):
            self.outcome.unsealed += 1
            if head and (seen.at is None or seen.at < too_early):
                misdated.add(seen.number)
        self.tell(Fault.EVENTS_MISDATED, None, misdated)


def _earliest(before: AuditSeal | None) -> datetime:
    """No event that follows a seal is dated before the end of its day; but clocks may be apart a little."""
    if before is None:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(before.day + DAY, time.min, UTC) - GRACE


def _difference(seen: _Seen | None, mark: Mark | None) -> Fault | None:
    if mark is None:
        return Fault.EVENTS_INSERTED
    if seen is None:
        return Fault.EVENTS_MISSING
    return None if seen.digest == mark[1] else Fault.EVENTS_CHANGED


def _paired(events: Iterator[_Seen], marks: Iterator[Mark]) -> Iterator[tuple[_Seen | None, Mark | None]]:
    """Events and marks side by side; None where one of the two is missing."""
    seen, mark = next(events, None), next(marks, None)
    while seen or mark:
        if mark is None or (seen and seen.number < mark[0]):
            yield seen, None
            seen = next(events, None)
        elif seen is None or mark[0] < seen.number:
            yield None, mark
            mark = next(marks, None)
        else:
            yield seen, mark
            seen, mark = next(events, None), next(marks, None)


def _marks(seal: AuditSeal) -> Iterator[Mark]:
    """The marks of a seal, as far as they can be read; where they cannot, the digest does not fit them."""
    for packed in seal.parts.order_by("position").values_list("marks", flat=True).iterator(chunk_size=10):
        try:
            yield from unpack(bytes(packed))
        except UnpackError:
            return


def _read(after: int, last: int) -> list[_Seen]:
    """Some events, in order. One that cannot be read is read for its number alone."""
    try:
        return [_Seen(row[0], row[1], mark_of(row)[1]) for row in rows_between(after, last)[:BATCH]]
    except (AttributeError, TypeError, ValueError):
        numbers = rows_between(after, last).values_list("id", flat=True)[:BATCH]
        return [_read_one(number) for number in numbers]


def _read_one(number: int) -> _Seen:
    try:
        row = rows_between(number - 1, number).get()
        return _Seen(row[0], row[1], mark_of(row)[1])
    except (AttributeError, TypeError, ValueError):
        return _Seen(number, None, b"")
