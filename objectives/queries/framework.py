"""A framework, an element, and the threads between them, for pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus
from objectives.models import (
    Amendment,
    Assessment,
    Contribution,
    Element,
    Evidence,
    Framework,
    Indicator,
    Lineage,
    Period,
)
from objectives.queries.evidence import with_row_parts
from objectives.queries.figures import outcomes, tallied
from objectives.queries.overview import IndicatorRow, Stage, entry_counts, rows_of
from objectives.queries.parts import parts_of
from objectives.queries.pool import Pool, tried
from objectives.queries.stages import People, assessment_and_stage
from objectives.queries.targets import targets_for
from objectives.queries.wording import Change, Translation, changes, translations_of

ON_ELEMENT_PAGE = 10
FEW = 250  # entries of an element that are gathered by it; more are met soon among all of the period


@dataclass(frozen=True)
class Below:
    """An element right below another, and how many accepted entries serve it in the period."""

    element: Element
    accepted: int


@dataclass(frozen=True)
class ElementPage:
    """All that the page of an element shows for a period."""

    element: Element
    ancestry: list[Lineage]
    succession: list[Lineage]
    indicators: list[IndicatorRow]
    assessment: Assessment | None
    stage: Stage | None  # of an assessment that is not approved, whoever may read it
    entries: list[Evidence]  # accepted ones of the period, newest first, at most ON_ELEMENT_PAGE
    entry_count: int
    below: list[Below]
    changes: list[Change]  # of its wording, the latest first
    translations: list[Translation]

    @property
    def amended(self) -> Amendment | None:
        """The amendment by which the original wording stands as it does."""
        language = self.element.framework.language
        return next((one.amendment for one in self.changes if one.amendment.language == language), None)


def find_framework(slug: str) -> Framework | None:
    """A framework by its slug, with the one it supersedes."""
    return Framework.objects.select_related("supersedes").filter(slug=slug).first()


def find_element(slug: str, code: str) -> Element | None:
    """An element by its framework's slug and its code."""
    return (
        Element.objects.select_related("framework__supersedes", "parent")
        .filter(framework__slug=slug, code=code)
        .first()
    )


def threads(framework: Framework) -> list[Lineage]:
    """The lineage of a framework's elements: to earlier ones, and to later ones that are adopted."""
    ends = Lineage.objects.select_related("ancestor__framework", "descendant__framework")
    return list(ends.into(framework) | ends.standing().filter(ancestor__framework=framework))


def accepted_for(element: Element, period: Period, user: User) -> QuerySet[Evidence]:
    """The accepted entries of a period that contribute to an element, newest first."""
    entries = Evidence.objects.visible_to(user).counted().filter(period=period, contributions__element=element)
    return with_row_parts(entries).order_by("-ends_on", "-id")


def latest_for(element: Element, period: Period, user: User, number: int) -> list[Evidence]:
    """The newest of the accepted entries that there are so many of, at most ON_ELEMENT_PAGE. Two queries as a rule.

    Many are met soon where the period is read from its last day back; few would make it be read far, and are gathered.
    """
    entries = accepted_for(element, period, user)
    if not number or entries.query.is_empty():
        return []
    if number <= FEW:
        gathered = Coalesce("ends_on", "starts_on").desc()  # the same order, which no index has
        return list(entries.order_by(gathered, "-id")[:ON_ELEMENT_PAGE])
    fits = [Q(status=EvidenceStatus.ACCEPTED), tried(Contribution.objects.filter(element=element))]
    pool = Pool(entries, Evidence.objects.filter(period=period), fits)
    keys = [key for key, _day in pool.take("ends_on", rising=False, most=ON_ELEMENT_PAGE)]
    return list(with_row_parts(Evidence.objects.filter(pk__in=keys)).order_by("-ends_on", "-id"))


def element_page(element: Element, period: Period | None, user: User, people: People) -> ElementPage:
    """The page of an element. A fixed number of queries; the entries are cut, their count is not."""
    ends = Lineage.objects.filter(descendant=element) | Lineage.objects.standing().filter(ancestor=element)
    threads_of = list(ends.select_related("ancestor__framework", "descendant__framework"))
    indicators = list(Indicator.objects.asked_in(period).filter(element=element))
    counts = entry_counts(period) if period else {}
    number = counts[element.pk].accepted if element.pk in counts else 0
    assessment, stage = assessment_and_stage(element, period, user, people) if period else (None, None)
    return ElementPage(
        element=element,
        ancestry=[thread for thread in threads_of if thread.descendant_id == element.pk],
        succession=[thread for thread in threads_of if thread.ancestor_id == element.pk],
        indicators=rows_with_parts(period, indicators)
        if period
        else [IndicatorRow(one, None, None) for one in indicators],
        assessment=assessment,
        stage=stage,
        entries=latest_for(element, period, user, number) if period else [],
        entry_count=number,
        below=[
            Below(one, counts[one.pk].accepted if one.pk in counts else 0)
            for one in element.children.select_related("framework").order_by("position")
        ],
        changes=changes(element),
        translations=translations_of(element),
    )


def rows_with_parts(period: Period, indicators: list[Indicator]) -> list[IndicatorRow]:
    """Each indicator with its value, its target and its parts for the period. Four queries, whatever their number."""
    found = tallied(period, indicators)
    parts = parts_of(period, found)
    rows = rows_of(indicators, outcomes(found), targets_for(period, indicators))
    return [replace(row, parts=parts.get(row.indicator.pk, ())) for row in rows]


def frameworks_with_periods() -> list[Framework]:
    """All frameworks, newest first, each with its periods."""
    periods = Prefetch("periods", Period.objects.order_by("-ends_on"))
    return list(Framework.objects.select_related("supersedes").prefetch_related(periods))
