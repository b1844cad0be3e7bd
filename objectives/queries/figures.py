"""The value of an indicator for a period: the one function that screen, report and export all use (law 2).

Values are read from the tallies, which the database keeps (docs/adr/0006-tallies.md): that takes the same time at any
number of records. A report reckons them anew from the figures themselves (`reckon`), and stops where the two differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from objectives.enums import Aggregation, Answer, EvidenceStatus, Qualifier
from objectives.models import Figure, Indicator, IndicatorTally, Period
from objectives.queries.roll_up import Part, Tree, least_exact, roll_up, tree_of

PLACES = 4  # of a figure; tallies count in units of the last one


@dataclass(frozen=True)
class Reported:
    """One figure as a record reports it."""

    on: date
    evidence_id: int
    reference: str
    value: Decimal
    qualifier: str


@dataclass(frozen=True)
class Value:
    """An indicator's value for a period. `references` name the records that it rests on, oldest first.

    They are known where the value was reckoned from the figures (`aggregate`, `reckon`); a tally does not keep them.
    """

    value: Decimal
    qualifier: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a period says of an indicator: its value, or else whether all that reported said "not applicable"."""

    value: Value | None
    not_applicable: bool


def aggregate(aggregation: str, figures: Sequence[Reported]) -> Value | None:
    """The figures of a period as one value, by the indicator's own aggregation; None where nothing was reported.

    Latest is the figure of the latest last day (the later record where two share it). A latest or maximum value keeps
    its own qualifier and rests on that one record; a sum or average is as inexact as its least exact part. Of equal
    maximums the earliest counts.
    """
    part = part_of(aggregation, figures)
    return None if part is None else _value(part)


def part_of(aggregation: str, figures: Sequence[Reported]) -> Part | None:
    """The figures of one indicator as the part that they are of another's value; None where there are none."""
    if not figures:
        return None
    ordered = sorted(figures, key=lambda figure: (figure.on, figure.evidence_id))
    if aggregation in (Aggregation.LATEST, Aggregation.MAXIMUM):
        one = ordered[-1] if aggregation == Aggregation.LATEST else max(ordered, key=lambda figure: figure.value)
        return Part(one.value, 1, one.qualifier, (one.reference,))
    if aggregation not in (Aggregation.SUM, Aggregation.AVERAGE):
        raise ValueError(f"Unknown aggregation {aggregation!r}.")
    return Part(
        total=sum((figure.value for figure in ordered), Decimal(0)),
        figures=len(ordered) if aggregation == Aggregation.AVERAGE else 1,
        qualifier=least_exact(figure.qualifier for figure in ordered),
        references=tuple(figure.reference for figure in ordered),
    )


def values_for(period: Period, indicators: Iterable[Indicator]) -> dict[int, Value]:
    """The value of each indicator (by primary key) that has any accepted figure in the period, its own or rolled up.
    Two queries."""
    outcomes = outcomes_for(period, indicators)
    return {pk: outcome.value for pk, outcome in outcomes.items() if outcome.value is not None}


def outcomes_for(period: Period, indicators: Iterable[Indicator]) -> dict[int, Outcome]:
    """What a period says of each indicator (by primary key), its own and rolled up. Two queries; none for none.
    An indicator of which the period says nothing at all is left out."""
    return outcomes(tallied(period, indicators))


@dataclass(frozen=True)
class Tallied:
    """The tallies of one period that some indicators rest on, with the tree in which they roll up.

    `below` holds, for each indicator wanted, itself and all that roll up to it.
    """

    tree: Tree
    below: Mapping[int, Sequence[int]]
    tallies: Mapping[int, IndicatorTally]


def tallied(period: Period, indicators: Iterable[Indicator]) -> Tallied:
    """What `outcomes` and `parts_of` read from. Two queries, or none for no indicator."""
    found = tallied_by_period(indicators, IndicatorTally.objects.filter(period=period))
    return found.get(period.pk, Tallied(Tree({}), {}, {}))


def tallied_by_period(indicators: Iterable[Indicator], tallies: QuerySet[IndicatorTally]) -> dict[int, Tallied]:
    """The same for each period (by primary key) in which some indicators have tallies at all. Two queries."""
    wanted = list(indicators)
    if not wanted:
        return {}
    tree = tree_of(wanted)
    below = {one.pk: tree.below(one.pk) for one in wanted}
    of_period: dict[int, dict[int, IndicatorTally]] = defaultdict(dict)
    for tally in tallies.filter(indicator__in={pk for all_below in below.values() for pk in all_below}):
        of_period[tally.period_id][tally.indicator_id] = tally
    return {period: Tallied(tree, below, of_indicator) for period, of_indicator in of_period.items()}


def outcomes(found: Tallied) -> dict[int, Outcome]:
    """What the tallies of a period come to for each indicator (by primary key). No query."""
    own = {pk: _part(found.tree.aggregations[pk], tally) for pk, tally in found.tallies.items() if tally.figures}
    values = {pk: Outcome(_value(part), False) for pk, part in roll_up(found.tree, own, found.below).items()}
    not_applicable = {pk for pk, tally in found.tallies.items() if tally.not_applicable}
    silent = {
        pk: Outcome(None, True) for pk, all_below in found.below.items() if not_applicable.intersection(all_below)
    }
    return silent | values


def reckon(indicators: Iterable[Indicator], figures: Mapping[int, Sequence[Reported]]) -> dict[int, Value]:
    """The value of each indicator (by primary key) from the figures themselves, with the records that each rests on.
    One query. `figures` are all that were reported in a period, by indicator's primary key (`reported_figures`)."""
    wanted = list(indicators)
    tree = tree_of(wanted)
    own = {
        pk: part
        for pk, reported in figures.items()
        if pk in tree.aggregations and (part := part_of(tree.aggregations[pk], reported)) is not None
    }
    return {pk: _value(part) for pk, part in roll_up(tree, own, [one.pk for one in wanted]).items()}


def reported_figures(period: Period) -> dict[int, list[Reported]]:
    """By indicator (primary key): the figures of a period's accepted records, as reported. One query."""
    figures: dict[int, list[Reported]] = {}
    counted = Figure.objects.filter(
        answer=Answer.VALUE, evidence__period=period, evidence__status=EvidenceStatus.ACCEPTED
    )
    columns = ("evidence__ends_on", "evidence_id", "evidence__reference", "value", "qualifier")
    for indicator, *row in counted.order_by().values_list("indicator_id", *columns):
        figures.setdefault(indicator, []).append(Reported(*row))
    return figures


def _value(part: Part) -> Value:
    return Value(part.value, part.qualifier, part.references)


def _part(aggregation: str, tally: IndicatorTally) -> Part:
    """What the figures of a tally come to by an aggregation. It holds at least one."""
    if aggregation == Aggregation.LATEST and tally.latest_value is not None and tally.latest_qualifier is not None:
        return Part(tally.latest_value, 1, tally.latest_qualifier)
    if aggregation == Aggregation.MAXIMUM and tally.highest_value is not None and tally.highest_qualifier is not None:
        return Part(tally.highest_value, 1, tally.highest_qualifier)
    if aggregation not in (Aggregation.SUM, Aggregation.AVERAGE):
        raise ValueError(f"No {aggregation!r} is kept of indicator {tally.indicator_id} in period {tally.period_id}.")
    inexact = ((Qualifier.ABOUT, tally.about), (Qualifier.OVER, tally.over))
    return Part(
        total=Decimal(tally.total).scaleb(-PLACES),
        figures=tally.figures if aggregation == Aggregation.AVERAGE else 1,
        qualifier=least_exact(qualifier for qualifier, number in inexact if number),
    )
