"""How audit events become a digest. Nothing here writes, and nothing but this decides what a seal is made of.

The row of an event is written as JSON with sorted keys, no spaces, and nothing but ASCII. The chain begins with the
digest of the seal before and the day, takes in the SHA-256 of each row in the order of their numbers, and ends with
what the seal says of itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from struct import Struct
from typing import Any

from django.db.models import QuerySet

from objectives.models import AuditEvent, AuditSeal

COLUMNS = ("id", "at", "by_id", "action", "object_type", "object_id", "object_label", "before", "after")
BATCH = 1000  # events read at a time, and events in a part of a seal
MARK = Struct(">q32s")
GRACE = timedelta(minutes=10)  # how far the clocks of several machines may be apart; no day is sealed sooner after it

Row = tuple[Any, ...]
Mark = tuple[int, bytes]  # an event's number, and the SHA-256 of its row


def as_fields(row: Row) -> dict[str, Any]:
    """A row of COLUMNS by name, as the canonical JSON holds it: the time in UTC to the microsecond."""
    return dict(zip(COLUMNS, row, strict=True)) | {"at": moment(row[1])}


def moment(at: datetime) -> str:
    """A time as it stands in the canonical JSON: 2026-11-24T21:36:34.000001Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(fields: dict[str, Any]) -> bytes:
    """JSON that is the same for the same content, whatever the database, the language or the version of Python."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def mark_of(row: Row) -> Mark:
    """An event's number, and the digest of its row."""
    return row[0], sha256(canonical(as_fields(row))).digest()


def rows_between(after: int, last: int) -> QuerySet[AuditEvent, Row]:
    """The rows with numbers above `after` and up to `last`, in order."""
    return AuditEvent.objects.filter(id__gt=after, id__lte=last).order_by("id").values_list(*COLUMNS)


def batches(after: int, last: int) -> Iterator[list[Row]]:
    """The same rows, some at a time: memory stays flat."""
    while rows := list(rows_between(after, last)[:BATCH]):
        yield rows
        after = rows[-1][0]


def pack(marks: Iterable[Mark]) -> bytes:
    """Marks as a part of a seal keeps them."""
    return b"".join(MARK.pack(*mark) for mark in marks)


def unpack(packed: bytes) -> list[Mark]:
    """The marks of a part. Raises struct.error where bytes are missing or left over."""
    return list(MARK.iter_unpack(packed))


@dataclass
class Chain:
    """A digest that grows with each event of a seal."""

    previous_digest: str
    day: date
    number: int = 0
    _state: bytes = field(init=False)

    def __post_init__(self) -> None:
        self._state = sha256(f"{self.previous_digest}\n{self.day}\n".encode()).digest()

    def take(self, marks: Iterable[Mark]) -> None:
        """Chain some events onto those before them."""
        for _number, digest in marks:
            self._state = sha256(self._state + digest).digest()
            self.number += 1

    def digest_for(self, seal: AuditSeal) -> str:
        """What the digest of a seal must be that says of itself what this one says, and holds these events."""
        said = {
            "day": seal.day.isoformat(),
            "first_id": seal.first_id,
            "last_id": seal.last_id,
            "made_at": moment(seal.made_at),
            "number": seal.number,
            "previous_digest": seal.previous_digest,
        }
        return sha256(self._state + canonical(said)).hexdigest()
