"""What a programme may cost: the one function that gives it (law 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from objectives.enums import BudgetKind
from objectives.models import Programme


class Budgeted(Protocol):
    """A budget's days, and whether it is the first of them or stands in its place."""

    @property
    def kind(self) -> str: ...
    @property
    def starts_on(self) -> object: ...
    @property
    def ends_on(self) -> object: ...


Row = TypeVar("Row", bound=Budgeted)


@dataclass(frozen=True)
class Money:
    """An amount in one currency (ISO 4217)."""

    currency: str
    amount: Decimal


def in_force(budgets: Iterable[Row]) -> list[Row]:
    """The budgets that count: for each span of days the revised one, or else the original.

    A revised budget replaces the original of the same days, in whatever currency, and is never added to it (IATI 2.03,
    budget/@type).
    """
    counted: dict[tuple[object, object], Row] = {}
    for one in budgets:
        days = (one.starts_on, one.ends_on)
        if days not in counted or one.kind == BudgetKind.REVISED:
            counted[days] = one
    return list(counted.values())


def budget_of(programme: Programme) -> tuple[Money, ...]:
    """A programme's budget, a total for each currency; empty where none is on record, which is not 0.

    What stands below it has budgets of its own, which are not added. One query, none where they are prefetched.
    """
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for one in in_force(programme.budgets.all()):
        totals[one.currency] += one.amount
    return tuple(Money(currency, amount) for currency, amount in sorted(totals.items()))
