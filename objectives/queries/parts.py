"""Figures broken down, and by how much the parts miss their total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When

from objectives.enums import Aggregation, Answer, EvidenceStatus, Qualifier
from objectives.models import Category, Dimension, Figure, Indicator, Period
from objectives.queries.figures import Tallied, tallied
from objectives.queries.roll_up import Part, combine


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
    return parts_by_period({period.pk: found})[period.pk]


def parts_by_period(found: Mapping[int, Tallied]) -> dict[int, dict[int, tuple[Breakdown, ...]]]:
    """The same for each of many periods (by primary key). One query."""
    bases = {
        period: {indicator: _basis(period, indicator, of_period) for indicator in of_period.below}
        for period, of_period in found.items()
    }
    wanted = {one for of_period in bases.values() for basis in of_period.values() for one in basis}
    aggregations = {pk: kind for of_period in found.values() for pk, kind in of_period.tree.aggregations.items()}
    sums = _sums(wanted, aggregations)
    return {
        period: {
            indicator: breakdowns(_combined(aggregations[indicator], [sums[one] for one in basis]))
            for indicator, basis in of_period.items()
            if any(sums[one] for one in basis)
        }
        for period, of_period in bases.items()
    }


Basis = tuple[int, int, int | None]  # a period, an indicator, and the one record of it that counts, or None for all
ANNOTATED = ("of_period", "of_indicator", "of_record", "total", "figures")


def _basis(period: int, indicator: int, found: Tallied) -> list[Basis]:
    """What figures a value is made of, of the indicator itself and of those below it."""
    tree = found.tree
    tallies = [found.tallies[one] for one in found.below[indicator] if one in found.tallies]
    aggregation = tree.aggregations[indicator]
    counted = [tally for tally in tallies if tally.figures]
    if not counted:
        return []
    if aggregation == Aggregation.MAXIMUM:
        highest = max(counted, key=lambda tally: tally.highest_value or Decimal("-Infinity"))
        return [(period, highest.indicator_id, highest.highest_evidence)]
    of_each = {
        Aggregation.SUM: lambda tally: None,
        Aggregation.AVERAGE: lambda tally: None,
        Aggregation.LATEST: lambda tally: tally.latest_evidence,
        Aggregation.MAXIMUM: lambda tally: tally.highest_evidence,
    }
    return [
        (period, tally.indicator_id, of_each[Aggregation(tree.aggregations[tally.indicator_id])](tally))
        for tally in counted
    ]


def _sums(bases: set[Basis], aggregations: Mapping[int, str]) -> defaultdict[Basis, dict[Category, Part]]:
    """The parts of each basis by category; of an average with the number of figures that it is the mean of. One query.

    Parts of an indicator of which a single record counts anywhere are read record by record; where all of it counts
    too, these are added up here.
    """
    found: defaultdict[Basis, dict[Category, Part]] = defaultdict(dict)
    for category in _categories(bases):
        period, indicator, record, total, figures = (getattr(category, name) for name in ANNOTATED)
        is_mean = aggregations[indicator] == Aggregation.AVERAGE
        part = Part(total, figures if is_mean else 1, Qualifier.EXACT)
        for basis in {(period, indicator, record), (period, indicator, None)} & bases:
            one = found[basis].get(category)
            found[basis][category] = part if one is None else _added(one, part, is_mean=is_mean)
    return found


def _added(one: Part, other: Part, *, is_mean: bool) -> Part:
    return Part(one.total + other.total, one.figures + other.figures if is_mean else 1, Qualifier.EXACT)


def _categories(bases: set[Basis]) -> QuerySet[Category]:
    """Each category by period, indicator and, of those of which a single record counts, record."""
    whole = sorted({indicator for _period, indicator, record in bases if record is None})
    single = sorted({indicator for _period, indicator, record in bases if record is not None})
    records = sorted({record for _period, _indicator, record in bases if record is not None})
    return (
        Category.objects.filter(
            Q(parts__figure__indicator__in=whole)
            | Q(parts__figure__indicator__in=single, parts__figure__evidence__in=records),
            parts__figure__answer=Answer.VALUE,
            parts__figure__evidence__status=EvidenceStatus.ACCEPTED,
            parts__figure__evidence__period__in=sorted({period for period, _indicator, _record in bases}),
        )
        .annotate(
            of_period=F("parts__figure__evidence__period"),
            of_indicator=F("parts__figure__indicator"),
            of_record=Case(When(parts__figure__indicator__in=single, then=F("parts__figure__evidence"))),
            total=Sum("parts__value"),
            figures=Count("parts"),
        )
        .select_related("dimension")
        .order_by()
    )


def _combined(aggregation: str, sums: Iterable[dict[Category, Part]]) -> list[tuple[Category, Decimal]]:
    of_category: dict[Category, list[Part]] = defaultdict(list)
    for found in sums:
        for category, part in found.items():
            of_category[category].append(part)
    return [(category, combine(aggregation, parts).value) for category, parts in of_category.items()]
