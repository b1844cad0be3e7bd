"""Quarters, and how many sample entries each one gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ENTRIES = 400
QUARTERS = 4
FEWEST_IN_NEWEST = 30
NAMES = ("First", "Second", "Third", "Fourth")


@dataclass(frozen=True)
class Quarter:
    """A calendar quarter."""

    year: int
    number: int  # 1 to 4

    @property
    def code(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        return f"{NAMES[self.number - 1]} quarter of {self.year}"

    @property
    def starts_on(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> date:
        return self.next.starts_on - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == len(NAMES) else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        return Quarter(self.year - 1, len(NAMES)) if self.number == 1 else Quarter(self.year, self.number - 1)


def quarters_up_to(today: date) -> list[Quarter]:
    """The quarter that holds a day and the three before it, oldest first."""
    newest = Quarter(today.year, (today.month + 2) // 3)
    quarters = [newest]
    while len(quarters) < QUARTERS:
        quarters.insert(0, quarters[0].previous)
    return quarters


def entry_counts(today: date) -> list[int]:
    """How many entries each quarter gets, oldest first: the newest in proportion to its days so far."""
    newest = quarters_up_to(today)[-1]
    elapsed = (today - newest.starts_on).days + 1
    share = ENTRIES // QUARTERS * elapsed // ((newest.ends_on - newest.starts_on).days + 1)
    last = max(FEWEST_IN_NEWEST, share)
    each, extra = divmod(ENTRIES - last, QUARTERS - 1)
    return [each + (index < extra) for index in range(QUARTERS - 1)] + [last]
