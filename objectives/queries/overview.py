"""Every element of a framework for a period, with what is known of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from iomtrack.accounts.models import User
from objectives.enums import AssessmentStage, Qualifier
from objectives.models import Assessment, Element, ElementTally, Framework, Indicator, Period, Target
from objectives.queries.figures import Outcome, Value, outcomes, tallied
from objectives.queries.parts import Breakdown
from objectives.queries.progress import Progress, progress
from objectives.queries.targets import targets_for

SILENT = Outcome(value=None, not_applicable=False)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its value and target for the period; None where not reported or not set.

    `not_applicable` says that the records which speak of it at all say that it does not apply.
    """

    indicator: Indicator
    value: Value | None
    target: Target | None
    not_applicable: bool = False
    parts: tuple[Breakdown, ...] = ()  # on the page of an element only

    @property
    def progress(self) -> Progress:
        """How the value stands to the target."""
        return progress(
            self.value.value if self.value else None,
            self.target.value if self.target else None,
            self.indicator.baseline,
            self.indicator.direction,
            self.value.qualifier if self.value else Qualifier.EXACT,
        )


@dataclass(frozen=True)
class Stage:
    """Where an assessment stands that is not approved (an AssessmentStage), and the people it waits for."""

    status: str
    people: tuple[User, ...]

    @property
    def label(self) -> str:
        return str(AssessmentStage(self.status).label)


@dataclass(frozen=True)
class ElementRow:
    """An element with its counts, figures and approved assessment for the period.

    `stage` says where an assessment stands that is not approved; on pages for people alone (`stages.with_stages`).
    """

    element: Element
    accepted: int
    awaiting: int
    indicators: tuple[IndicatorRow, ...]
    assessment: Assessment | None
    stage: Stage | None = None

    @property
    def not_reported(self) -> int:
        """How many of its indicators have no figure in the period, though they apply."""
        return sum(1 for row in self.indicators if row.value is None and not row.not_applicable)


@dataclass(frozen=True)
class EntryCount:
    """How many records of a period contribute to an element."""

    accepted: int
    awaiting: int


def entry_counts(period: Period) -> dict[int, EntryCount]:
    """The records of a period that contribute to each element (by primary key). One query, of one row an element."""
    rows = ElementTally.objects.filter(period=period).values_list("element_id", "accepted", "awaiting")
    return {element: EntryCount(accepted, awaiting) for element, accepted, awaiting in rows}


def indicator_rows(period: Period, indicators: list[Indicator]) -> list[IndicatorRow]:
    """Each indicator with its value and target for the period. Three queries, whatever their number."""
    return rows_of(indicators, outcomes(tallied(period, indicators)), targets_for(period, indicators))


def rows_of(indicators: list[Indicator], said: dict[int, Outcome], targets: dict[int, Target]) -> list[IndicatorRow]:
    """Each indicator with what was said of it, and its target. No query."""
    found = [(one, said.get(one.pk, SILENT)) for one in indicators]
    return [IndicatorRow(one, what.value, targets.get(one.pk), what.not_applicable) for one, what in found]


def period_overview(framework: Framework, period: Period | None, *, with_texts: bool = True) -> list[ElementRow]:
    """One row for each element, in the framework's order. A fixed number of queries, each of which reads no more at a
    million records than at ten: entries and figures come from the tallies (docs/adr/0006-tallies.md).

    Without texts, what assessments say in words is left unread: most pages show their findings alone.
    """
    elements = list(framework.elements.select_related("framework", "parent"))
    indicators = list(Indicator.objects.asked_in(period).filter(element__framework=framework))
    if period is None:
        bare = [IndicatorRow(one, None, None) for one in indicators]
        return _rows(elements, {}, bare, {})
    approved = Assessment.objects.approved().filter(period=period)
    if with_texts:
        approved = approved.prefetch_related("texts")
    assessments = {one.element_id: one for one in approved}
    return _rows(elements, entry_counts(period), indicator_rows(period, indicators), assessments)


def _rows(
    elements: list[Element],
    counts: dict[int, EntryCount],
    indicators: list[IndicatorRow],
    assessments: dict[int, Assessment],
) -> list[ElementRow]:
    of_element: dict[int, list[IndicatorRow]] = defaultdict(list)
    for row in indicators:
        of_element[row.indicator.element_id].append(row)
    return [
        ElementRow(
            element=element,
            accepted=counts[element.pk].accepted if element.pk in counts else 0,
            awaiting=counts[element.pk].awaiting if element.pk in counts else 0,
            indicators=tuple(of_element[element.pk]),
            assessment=assessments.get(element.pk),
        )
        for element in elements
    ]
