"""Days in words, for whoever needs them below the pages."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format, get_format


def span(starts_on: date | None, ends_on: date) -> str:
    """Two days as one expression; what they share is said once where they share the month."""
    if starts_on is None or starts_on == ends_on:
        return date_format(ends_on, "SHORT_DATE_FORMAT")
    short = get_format("SHORT_DATE_FORMAT")
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{date_format(starts_on, short.partition(' ')[0])}–{date_format(ends_on, short)}"
    first = date_format(starts_on, short.rpartition(" ")[0] if starts_on.year == ends_on.year else short)
    return f"{first} – {date_format(ends_on, 'SHORT_DATE_FORMAT')}"


def moment(at: datetime) -> str:
    """A moment as the site says it, in the reader's time."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
