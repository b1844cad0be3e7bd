"""Which editions are due. Pure: it is given all that it looks at, the clock too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from reports.enums import Rhythm


@dataclass(frozen=True)
class Kind:
    """What matters here of a definition."""

    definition: int
    framework: int
    rhythm: str
    is_active: bool = True


@dataclass(frozen=True)
class Span:
    """What matters here of a period; `closed_at` is None while it is open."""

    period: int
    framework: int
    ends_on: date
    closed_at: datetime | None


def due(
    kinds: Iterable[Kind], spans: Iterable[Span], editions: Collection[tuple[int, int]], *, now: datetime
) -> list[tuple[int, int]]:
    """The (definition, period) pairs that want an edition and have none, of the oldest period first.

    A definition in use is due for every period of its framework that is closed by now: those missed while nothing ran
    too. `editions` are the pairs that have an edition already, in whatever revision or state.
    """
    spans = list(spans)
    wanted = [
        (span.ends_on, span.period, kind.definition)
        for kind in kinds
        for span in spans
        if _is_due(kind, span, now) and (kind.definition, span.period) not in editions
    ]
    return [(definition, period) for _ends_on, period, definition in sorted(wanted)]


def _is_due(kind: Kind, span: Span, now: datetime) -> bool:
    closed = span.closed_at is not None and span.closed_at <= now
    return kind.is_active and kind.rhythm == Rhythm.EVERY_PERIOD and kind.framework == span.framework and closed
