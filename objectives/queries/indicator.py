"""One indicator, with all that its page shows, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import Aggregation, Answer, EvidenceStatus
from objectives.models import (
    Category,
    Dimension,
    Element,
    Evidence,
    Figure,
    Indicator,
    IndicatorTally,
    Period,
    Target,
)
from objectives.queries.figures import Tallied, Value, outcomes, tallied_by_period
from objectives.queries.overview import SILENT, IndicatorRow
from objectives.queries.parts import parts_of
from objectives.queries.roll_up import Tree
from objectives.queries.targets import Aim, aimed_at_in, aims_of

ON_INDICATOR_PAGE = 10
NOTHING = Tallied(Tree({}), {}, {})  # the tallies of a period in which nothing was reported


@dataclass(frozen=True)
class PeriodRow:
    """A period with the indicator's value in it and what was aimed at."""

    period: Period
    row: IndicatorRow


@dataclass(frozen=True)
class PartRow:
    """What falls to a category in a period; None where no record says."""

    category: Category
    value: Decimal | None


@dataclass(frozen=True)
class BrokenDown:
    """A period's value by one dimension, with every category on offer. `unparted` is what no record breaks down; it is
    below 0 where the parts exceed the value."""

    dimension: Dimension
    rows: tuple[PartRow, ...]
    unparted: Decimal

    @property
    def is_given(self) -> bool:
        """Whether any record breaks its figure down."""
        return any(row.value is not None for row in self.rows)

    @property
    def excess(self) -> Decimal:
        """By how much the parts do not add up to the value; never negative."""
        return abs(self.unparted)


@dataclass(frozen=True)
class Fed:
    """An indicator that rolls up to this one, with its value for the period."""

    indicator: Indicator
    value: Value | None


@dataclass(frozen=True)
class IndicatorPage:
    """All that the page of an indicator shows for a period."""

    indicator: Indicator
    aims: list[Aim]
    rows: list[PeriodRow]  # every period of its framework, newest first
    now: IndicatorRow | None  # the row of the period chosen
    broken_down: list[BrokenDown]
    fed_by: list[Fed]
    figures: list[Figure]  # accepted ones of the period, newest first, at most ON_INDICATOR_PAGE
    figure_count: int
    not_reported: int  # accepted records of the period that say so
    not_applicable: int
    gives_the_value: int | None  # the record (primary key) that a latest or largest value is of


def find_indicator(slug: str, element: str, code: str) -> Indicator | None:
    """An indicator by its framework's slug, its element's code and its own."""
    return (
        Indicator.objects.select_related("element__framework", "rolls_up_to__element__framework")
        .prefetch_related("dimensions__categories")
        .filter(element__framework__slug=slug, element__code=element, code=code)
        .first()
    )


def may_roll_up_to(element: Element) -> QuerySet[Indicator]:
    """The indicators that one of an element may roll up to: those of the elements above it. A query for each level."""
    above, parent = [], element.parent
    while parent is not None and parent not in above:
        above.append(parent)
        parent = parent.parent
    return Indicator.objects.filter(element__in=above).select_related("element")


def indicator_page(indicator: Indicator, period: Period | None, user: User) -> IndicatorPage:
    """The page of an indicator for a period. A fixed number of queries; the records are cut, their count is not."""
    fed_by = list(indicator.fed_by.select_related("element__framework"))
    aims = aims_of(indicator)
    framework = indicator.element.framework
    found = tallied_by_period([indicator, *fed_by], IndicatorTally.objects.filter(period__framework=framework))
    rows = [
        PeriodRow(one, row_of(indicator, found.get(one.pk, NOTHING), aimed_at_in(one, aims)))
        for one in Period.objects.filter(framework=framework).select_related("framework").order_by("-ends_on")
    ]
    now = next((one.row for one in rows if period and one.period.pk == period.pk), None)
    tallies = found.get(period.pk, NOTHING) if period else NOTHING
    said = outcomes(tallies)
    answers = answers_in(indicator, period) if period else Counter[str]()
    return IndicatorPage(
        indicator=indicator,
        aims=aims,
        rows=rows,
        now=now,
        broken_down=broken_down(indicator, period, tallies, now) if period and now else [],
        fed_by=[Fed(one, said[one.pk].value if one.pk in said else None) for one in fed_by],
        figures=list(reported_in(indicator, period, user)[:ON_INDICATOR_PAGE]),
        figure_count=answers[Answer.VALUE],
        not_reported=answers[Answer.NOT_REPORTED],
        not_applicable=answers[Answer.NOT_APPLICABLE],
        gives_the_value=record_of(indicator, tallies),
    )


def row_of(indicator: Indicator, tallies: Tallied, target: Target | None) -> IndicatorRow:
    """What the tallies of a period say of an indicator, and its target. No query."""
    said = outcomes(tallies).get(indicator.pk, SILENT)
    return IndicatorRow(indicator, said.value, target, said.not_applicable)


def reported_in(indicator: Indicator, period: Period | None, user: User) -> QuerySet[Figure]:
    """The accepted figures of a period that this person may see, newest first."""
    if period is None:
        return Figure.objects.none()
    # each figure's record is looked at: SQLite would first gather all that a period has
    counted = Evidence.objects.visible_to(user).counted().filter(period=period, pk=OuterRef("evidence"))
    figures = Figure.objects.filter(Exists(counted), indicator=indicator, answer=Answer.VALUE)
    return figures.select_related("evidence__office", "indicator").order_by("-evidence__ends_on", "-evidence_id")


def answers_in(indicator: Indicator, period: Period) -> Counter[str]:
    """How many accepted records of a period gave each answer. One query."""
    accepted = Figure.objects.filter(
        indicator=indicator, evidence__period=period, evidence__status=EvidenceStatus.ACCEPTED
    ).order_by()
    return Counter(dict(accepted.values_list("answer").annotate(number=Count("id"))))


def broken_down(indicator: Indicator, period: Period, tallies: Tallied, now: IndicatorRow) -> list[BrokenDown]:
    """A period's value by each dimension that the indicator is broken down by, or that any record gave parts of.

    Where parts do not add up, as those of an average do not, nothing is left over.
    """
    if now.value is None:
        return []
    found = {one.dimension: dict(one.parts) for one in parts_of(period, tallies).get(indicator.pk, ())}
    dimensions = sorted({*indicator.dimensions.all(), *found}, key=lambda one: (one.position, one.pk))
    whole = now.value.value if indicator.parts_add_up else None
    return [_by(one, whole, found.get(one, {})) for one in dimensions]


def _by(dimension: Dimension, whole: Decimal | None, parts: dict[Category, Decimal]) -> BrokenDown:
    rows = tuple(
        PartRow(one, parts.get(one)) for one in dimension.categories.all() if one.retired_on is None or one in parts
    )
    unparted = Decimal(0) if whole is None else whole - sum(parts.values(), Decimal(0))
    return BrokenDown(dimension, rows, unparted)


def record_of(indicator: Indicator, tallies: Tallied) -> int | None:
    """The record (by primary key) that a latest or largest value is of; None where all of them make it up together."""
    tally = tallies.tallies.get(indicator.pk)
    if tally is None or len(tallies.below[indicator.pk]) > 1:  # others roll up to it
        return None
    single = {Aggregation.LATEST: tally.latest_evidence, Aggregation.MAXIMUM: tally.highest_evidence}
    return single.get(Aggregation(indicator.aggregation))
