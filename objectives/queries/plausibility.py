"""What a figure is held against before it is taken: a slip of the hand is easily a thousand times too much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from objectives.enums import Answer
from objectives.models import Evidence, Figure, Indicator, Target

TIMES = 100  # how many times its yardstick a figure may be before one asks whether it is right


@dataclass(frozen=True)
class Yardstick:
    """The largest of what is known of an indicator: its baseline, its targets, and its accepted figures so far."""

    value: Decimal
    kind: str  # "baseline", "target" or "figure"

    def is_dwarfed_by(self, value: Decimal) -> bool:
        return value > self.value * TIMES


def yardsticks(indicators: Iterable[Indicator]) -> dict[int, Yardstick]:
    """The yardstick of each indicator (by primary key), where anything above 0 is known. Two queries."""
    wanted = {one.pk: one for one in indicators}
    if not wanted:
        return {}
    known: dict[int, list[Yardstick]] = {
        pk: [Yardstick(one.baseline, "baseline")] if one.baseline is not None else [] for pk, one in wanted.items()
    }
    targets = Target.objects.filter(indicator__in=wanted)
    figures = Figure.objects.filter(indicator__in=wanted, answer=Answer.VALUE, evidence__in=Evidence.objects.counted())
    for kind, rows in (("target", targets), ("figure", figures)):
        for pk, largest in rows.order_by().values_list("indicator_id").annotate(largest=Max("value")):
            known[pk].append(Yardstick(largest, kind))
    largest_of = {pk: max(found, key=lambda one: one.value) for pk, found in known.items() if found}
    return {pk: yardstick for pk, yardstick in largest_of.items() if yardstick.value > 0}
