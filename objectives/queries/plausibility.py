"""What a figure is held against before it is taken: a slip of the hand is easily a thousand times too much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from objectives.models import Figure, Indicator, IndicatorTally, Target

TIMES = 100  # how many times its yardstick a figure may be before one asks whether it is right
WHOLE = Decimal(100)  # per cent


@dataclass(frozen=True)
class Yardstick:
    """The largest of what is known of an indicator: its baseline, its targets, and its accepted figures so far; of one
    in per cent, the whole."""

    value: Decimal
    kind: str  # "baseline", "target", "figure" or "whole"

    def is_dwarfed_by(self, value: Decimal) -> bool:
        return value > (self.value if self.kind == "whole" else self.value * TIMES)


def yardsticks(indicators: Iterable[Indicator]) -> dict[int, Yardstick]:
    """The yardstick of each indicator (by primary key), where anything above 0 is known, or it is in per cent. Two
    queries."""
    wanted = {one.pk: one for one in indicators}
    if not wanted:
        return {}
    known: dict[int, list[Yardstick]] = {
        pk: [Yardstick(one.baseline, "baseline")] if one.baseline is not None else [] for pk, one in wanted.items()
    }
    targets = Target.objects.filter(indicator__in=wanted)
    figures = IndicatorTally.objects.filter(indicator__in=wanted, highest_value__isnull=False)  # of what is accepted
    for kind, rows, value in (("target", targets, "value"), ("figure", figures, "highest_value")):
        for pk, largest in rows.order_by().values_list("indicator_id").annotate(largest=Max(value)):
            known[pk].append(Yardstick(largest, kind))
    found = {pk: _yardstick(wanted[pk], standing) for pk, standing in known.items()}
    return {pk: yardstick for pk, yardstick in found.items() if yardstick is not None}


def _yardstick(indicator: Indicator, known: list[Yardstick]) -> Yardstick | None:
    """A percentage is held against the whole, unless its baseline or a target is beyond that."""
    largest = max(known, key=lambda one: one.value, default=None)
    is_beyond = any(one.value > WHOLE for one in known if one.kind != "figure")
    if indicator.is_percentage and not is_beyond and not (largest and 0 < largest.value * TIMES < WHOLE):
        return Yardstick(WHOLE, "whole")
    return largest if largest and largest.value > 0 else None


@dataclass(frozen=True)
class Doubt:
    """A figure that dwarfs all that is known of its indicator, or is more than the whole, and what it was held
    against."""

    figure: Figure
    yardstick: Yardstick


def doubts(figures: Iterable[Figure]) -> list[Doubt]:
    """Those figures of a record that are to be confirmed first: not those that were. Two queries."""
    asked = [one for one in figures if one.value is not None and not one.is_confirmed]
    known = yardsticks(one.indicator for one in asked)
    return [
        Doubt(one, known[one.indicator_id])
        for one in asked
        if one.value is not None and one.indicator_id in known and known[one.indicator_id].is_dwarfed_by(one.value)
    ]
