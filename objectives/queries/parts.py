"""Figures broken down, and by how much the parts miss their total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from objectives.enums import Aggregation, Answer, Qualifier
from objectives.models import Category, Dimension, Evidence, Figure, Indicator, Period
from objectives.queries.figures import Tallied, tallied
from objectives.queries.roll_up import Part, Tree, combine


@dataclass(frozen=True)
class Breakdown:
    """The parts of a figure by one dimension, in the order of its categories; a category without any is left out."""

    dimension: Dimension
    parts: tuple[tuple[Category, Decimal], ...]

    @property
    def total(self) -> Decimal:
        return sum((value for _category, value in self.parts), Decimal(0))


@dataclass(frozen=True)
class Mismatch:
    """That the parts by a dimension do not come to the total: less than it by `missing`, or more where that is < 0."""

    dimension: Dimension
    come_to: Decimal
    missing: Decimal


def breakdowns(parts: Iterable[tuple[Category, Decimal]]) -> tuple[Breakdown, ...]:
    """Parts by their dimensions, all in their own order. Each category comes with its dimension."""
    by_dimension: dict[Dimension, list[tuple[Category, Decimal]]] = defaultdict(list)
    for category, value in sorted(parts, key=lambda part: (part[0].position, part[0].pk)):
        by_dimension[category.dimension].append((category, value))
    in_order = sorted(by_dimension, key=lambda dimension: (dimension.position, dimension.pk))
    return tuple(Breakdown(dimension, tuple(by_dimension[dimension])) for dimension in in_order)


def mismatches(indicator: Indicator, total: Decimal, found: Iterable[Breakdown]) -> tuple[Mismatch, ...]:
    """The dimensions whose parts do not come to a total; none where the parts of an indicator do not add up at all."""
    if not indicator.parts_add_up:
        return ()
    return tuple(Mismatch(one.dimension, one.total, total - one.total) for one in found if one.total != total)


def mismatch(figure: Figure) -> tuple[Mismatch, ...]:
    """By how much the parts of a record's figure miss it, for each dimension that it is broken down by and misses.

    Nothing for a figure without parts, or without a value. The parts are read with their categories and dimensions.
    """
    if figure.value is None:
        return ()
    return mismatches(figure.indicator, figure.value, breakdowns_of(figure))


def breakdowns_of(figure: Figure) -> tuple[Breakdown, ...]:
    """The parts of a record's figure, by dimension."""
    return breakdowns((part.category, part.value) for part in figure.parts.all())


def parts_for(period: Period, indicators: Iterable[Indicator]) -> dict[int, tuple[Breakdown, ...]]:
    """The parts of each indicator's value of a period (by primary key), where any accepted figure has parts.

    Of a sum they are added up by category, with those of the indicators that roll up to it; of an average each is the
    mean of the figures that have it. A latest or maximum value has the parts of the record that it rests on.
    Three queries.
    """
    return parts_of(period, tallied(period, indicators))


def parts_of(period: Period, found: Tallied) -> dict[int, tuple[Breakdown, ...]]:
    """The same, for tallies that were read already. One query."""
    bases = {indicator: _basis(indicator, found) for indicator in found.below}
    sums = _sums(period, {one for basis in bases.values() for one in basis}, found.tree)
    return {
        indicator: breakdowns(_combined(found.tree.aggregations[indicator], [sums[one] for one in basis]))
        for indicator, basis in bases.items()
        if any(sums[one] for one in basis)
    }


Basis = tuple[int, int | None]  # an indicator, and the one record of it that counts, or None for all


def _basis(indicator: int, found: Tallied) -> list[Basis]:
    """What figures a value is made of, of the indicator itself and of those below it."""
    tree = found.tree
    tallies = [found.tallies[one] for one in found.below[indicator] if one in found.tallies]
    aggregation = tree.aggregations[indicator]
    counted = [tally for tally in tallies if tally.figures]
    if not counted:
        return []
    if aggregation == Aggregation.MAXIMUM:
        highest = max(counted, key=lambda tally: tally.highest_value or Decimal("-Infinity"))
        return [(highest.indicator_id, highest.highest_evidence)]
    of_each = {
        Aggregation.SUM: lambda tally: None,
        Aggregation.AVERAGE: lambda tally: None,
        Aggregation.LATEST: lambda tally: tally.latest_evidence,
        Aggregation.MAXIMUM: lambda tally: tally.highest_evidence,
    }
    return [
        (tally.indicator_id, of_each[Aggregation(tree.aggregations[tally.indicator_id])](tally)) for tally in counted
    ]


def _sums(period: Period, bases: set[Basis], tree: Tree) -> defaultdict[Basis, dict[Category, Part]]:
    """The parts of each basis by category; of an average with the number of figures that it is the mean of."""
    found: defaultdict[Basis, dict[Category, Part]] = defaultdict(dict)
    wanted, single = Q(pk=None), dict(bases)
    for indicator, record in bases:
        of_record = {} if record is None else {"parts__figure__evidence": record}
        wanted |= Q(parts__figure__indicator=indicator, **of_record)
    categories = (
        Category.objects.filter(
            wanted,
            parts__figure__answer=Answer.VALUE,
            parts__figure__evidence__in=Evidence.objects.counted().filter(period=period),
        )
        .annotate(of_indicator=F("parts__figure__indicator"), total=Sum("parts__value"), figures=Count("parts"))
        .select_related("dimension")
        .order_by()
    )
    for category in categories:
        is_mean = tree.aggregations[category.of_indicator] == Aggregation.AVERAGE
        part = Part(category.total, category.figures if is_mean else 1, Qualifier.EXACT)
        found[category.of_indicator, single[category.of_indicator]][category] = part
    return found


def _combined(aggregation: str, sums: Iterable[dict[Category, Part]]) -> list[tuple[Category, Decimal]]:
    of_category: dict[Category, list[Part]] = defaultdict(list)
    for found in sums:
        for category, part in found.items():
            of_category[category].append(part)
    return [(category, combine(aggregation, parts).value) for category, parts in of_category.items()]
