"""How the elements of one strategy descend from those of an earlier one, and what each has done through the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from objectives.enums import FrameworkStatus, LineageKind
from objectives.models import (
    Assessment,
    Element,
    ElementTally,
    Framework,
    Indicator,
    IndicatorTally,
    Lineage,
    Period,
)
from objectives.queries.figures import Value, outcomes, tallied_by_period


@dataclass(frozen=True)
class Comparison:
    """Two frameworks side by side: the elements of each in its own order, and the threads between them.

    `loose` are the elements of either (by primary key) that no thread between the two names.
    """

    earlier: Framework
    later: Framework
    left: tuple[Element, ...]
    right: tuple[Element, ...]
    threads: tuple[Lineage, ...]
    loose: frozenset[int]

    def counts(self) -> dict[LineageKind, int]:
        """How many threads there are of each kind, in the order of the kinds; kinds without any are left out."""
        found = {kind: sum(1 for thread in self.threads if thread.kind == kind) for kind in LineageKind}
        return {kind: number for kind, number in found.items() if number}


def related_frameworks(framework: Framework) -> list[Framework]:
    """The earlier and later frameworks that a thread, or the document itself, ties to this one, oldest first.

    A strategy that is still being drafted is seen from its own pages alone.
    """
    earlier = Q(elements__succession__descendant__framework=framework) | Q(superseded_by=framework)
    later = Q(elements__ancestry__ancestor__framework=framework) | Q(supersedes=framework)
    tied = Framework.objects.filter(earlier | later).exclude(pk=framework.pk).exclude(status=FrameworkStatus.DRAFT)
    return list(tied.distinct().order_by("issued_on", "id"))


def compare(earlier: Framework, later: Framework) -> Comparison:
    """Two frameworks with the threads between them. Three queries.

    What is "new" in the later one, or "discontinued" of the earlier one, has a thread with a single end.
    """
    left, right = (tuple(one.elements.select_related("framework").order_by("position")) for one in (earlier, later))
    threads = tuple(
        Lineage.objects.into(later)
        .filter(Q(ancestor__framework=earlier) | Q(ancestor__isnull=True))
        .select_related("ancestor__framework", "descendant__framework")
        .order_by(F("ancestor__position").asc(nulls_last=True), "descendant__position", "id")
    )
    named = {pk for thread in threads for pk in (thread.ancestor_id, thread.descendant_id)}
    return Comparison(
        earlier, later, left, right, threads, frozenset(one.pk for one in (*left, *right) if one.pk not in named)
    )


# --- through the years --------------------------------------------------------------------------


@dataclass(frozen=True)
class IndicatorValue:
    """An indicator with its value of a period; None where it was not reported."""

    indicator: Indicator
    value: Value | None


@dataclass(frozen=True)
class Year:
    """One element in one period: the element itself, or one that it descends from."""

    element: Element
    period: Period
    generation: int  # 0 for the element itself, 1 for the framework before, …
    accepted: int
    finding: str  # a code of Finding, or "" where it was not assessed
    figures: tuple[IndicatorValue, ...]


def ancestors_of(elements: Iterable[Element]) -> dict[int, dict[int, int]]:
    """For each element (primary key), itself and all it descends from, with how many frameworks back each stands.

    One query, whatever the depth; a ring of threads, which a file might make, ends where it closes.
    """
    above: dict[int, set[int]] = defaultdict(set)
    ends = Lineage.objects.filter(ancestor__isnull=False, descendant__isnull=False).order_by()
    for descendant, ancestor in ends.values_list("descendant_id", "ancestor_id"):
        above[descendant].add(ancestor)
    return {element.pk: _climb(element.pk, above) for element in elements}


def _climb(start: int, above: dict[int, set[int]]) -> dict[int, int]:
    found, edge, generation = {start: 0}, {start}, 0
    while edge:
        generation += 1
        edge = {ancestor for one in edge for ancestor in above.get(one, ())} - found.keys()
        found.update(dict.fromkeys(edge, generation))
    return found


def through_the_years(elements: Iterable[Element]) -> dict[int, tuple[Year, ...]]:
    """For each element (primary key), every period of it and of all that it descends from, oldest first.

    Only accepted evidence counts, and each value is the indicator's own aggregation (law 2). Eight queries.
    """
    lines = ancestors_of(elements)
    wanted = {pk for line in lines.values() for pk in line}
    rows = {one.pk: one for one in Element.objects.filter(pk__in=wanted).select_related("framework")}
    periods: dict[int, list[Period]] = defaultdict(list)
    in_order = Period.objects.filter(framework__elements__in=wanted).select_related("framework").distinct()
    for period in in_order.order_by("starts_on", "ends_on", "id"):
        periods[period.framework_id].append(period)
    facts = _Facts(wanted)
    return {
        pk: tuple(
            sorted(
                (
                    facts.year(rows[one], period, generation)
                    for one, generation in line.items()
                    for period in periods[rows[one].framework_id]
                ),
                key=lambda year: (year.period.starts_on, year.period.ends_on, year.element.position),
            )
        )
        for pk, line in lines.items()
    }


class _Facts:
    """What is known of a set of elements, in every period at once."""

    def __init__(self, elements: set[int]) -> None:
        self.entries = _entries(elements)
        approved = Assessment.objects.approved().filter(element__in=elements)
        self.findings = {
            (element, period): finding
            for element, period, finding in approved.values_list("element_id", "period_id", "finding")
        }
        self.indicators: dict[int, list[Indicator]] = defaultdict(list)
        for indicator in Indicator.objects.filter(element__in=elements).order_by("position", "id"):
            self.indicators[indicator.element_id].append(indicator)
        self.values = _values([one for group in self.indicators.values() for one in group])

    def year(self, element: Element, period: Period, generation: int) -> Year:
        return Year(
            element=element,
            period=period,
            generation=generation,
            accepted=self.entries.get((element.pk, period.pk), 0),
            finding=self.findings.get((element.pk, period.pk), ""),
            figures=tuple(
                IndicatorValue(one, self.values.get((one.pk, period.pk))) for one in self.indicators[element.pk]
            ),
        )


def _entries(elements: set[int]) -> dict[tuple[int, int], int]:
    """Accepted entries by element and period."""
    counted = ElementTally.objects.filter(element__in=elements).values_list("element_id", "period_id", "accepted")
    return {(element, period): accepted for element, period, accepted in counted}


def _values(indicators: list[Indicator]) -> dict[tuple[int, int], Value]:
    """The value of each indicator in each period that it was reported in."""
    found = tallied_by_period(indicators, IndicatorTally.objects.all())
    return {
        (indicator, period): outcome.value
        for period, tallies in found.items()
        for indicator, outcome in outcomes(tallies).items()
        if outcome.value is not None
    }
