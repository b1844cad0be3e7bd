"""Days as a source gives them: a day, days from–to, a month, a year, or "some time in the period"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from objectives.enums import DatePrecision

YEAR, MONTH = len("1996"), len("2002-06")
WRITTEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}|period")


@dataclass(frozen=True)
class Span:
    """First and last day (None for "period", until the period is known), and how precisely the source gives them."""

    starts_on: date | None
    ends_on: date | None
    precision: DatePrecision

    @property
    def is_reversed(self) -> bool:
        return self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on

    def within(self, starts_on: date, ends_on: date) -> tuple[date, date] | None:
        """The span's days, clipped to those of a period where the source is less precise than a day.

        None where the period does not hold its last day.
        """
        first, last = self.starts_on or starts_on, self.ends_on or ends_on
        if self.precision != DatePrecision.DAY:
            first, last = max(first, starts_on), min(last, ends_on)
        return (first, last) if starts_on <= last <= ends_on and first <= last else None


def span_of(written: str) -> Span | None:
    """What a date in a file says, or None where it is none of the ways to write one."""
    if not WRITTEN.fullmatch(written):
        return None
    if written == DatePrecision.PERIOD:
        return Span(None, None, DatePrecision.PERIOD)
    try:
        return _calendar_span(written)
    except ValueError:
        return None


def _calendar_span(written: str) -> Span:
    first, _slash, last = written.partition("/")
    if len(first) == YEAR:
        return Span(date(int(first), 1, 1), date(int(first), 12, 31), DatePrecision.YEAR)
    if len(first) == MONTH:
        year, month = int(first[:4]), int(first[5:])
        return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), DatePrecision.MONTH)
    return Span(date.fromisoformat(first), date.fromisoformat(last or first), DatePrecision.DAY)
