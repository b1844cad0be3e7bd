"""The facts of a report: frozen, typed, with no word in any language but official wording and typed text.

`build` (reports/content/build.py) makes them from the database; `compose` (reports/document/) makes sentences of them.
They are kept as JSON with the edition (reports/content/frozen.py). Codes of the closed lists (kinds, findings, …) are
those of `objectives.enums`; dates are ISO dates; figures are decimals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

CONTENT_VERSION = 2  # of version 1 its paper says "Edition 0" for its revision


@dataclass(frozen=True)
class Passage:
    """Words quoted from a document. `heading` says what they are (for example "Mission statement")."""

    heading: str
    symbol: str
    paragraph: str
    text: str


@dataclass(frozen=True)
class Footnote:
    """A footnote of the official wording; `mark` is its number in the source."""

    mark: str
    text: str


@dataclass(frozen=True)
class DefinitionFacts:
    code: str
    title: str
    symbol: str  # of this edition, placeholders already replaced
    session: str
    sections: tuple[str, ...]
    audience: str


@dataclass(frozen=True)
class FrameworkFacts:
    symbol: str
    title: str
    language: str  # of the official wording
    issued_on: date
    adopted_on: date | None
    adopted_by: str
    passages: tuple[Passage, ...]
    chapeaux: dict[str, Passage]  # by element kind: the words that introduce the list


@dataclass(frozen=True)
class PeriodFacts:
    code: str
    label: str
    starts_on: date
    ends_on: date
    is_sample: bool
    closed_early_on: date | None = None  # where it was closed before its last day


@dataclass(frozen=True)
class Judgement:
    """A value of a closed list ("" = not judged), and its basis: specific or general."""

    value: str
    basis: str


@dataclass(frozen=True)
class AssessmentFacts:
    finding: Judgement
    measurability: Judgement
    continuation: Judgement
    source: str
    narratives: dict[str, str]  # by language
    challenges: dict[str, str]  # by language; a language without challenges is absent
    is_sample: bool


@dataclass(frozen=True)
class Amount:
    """A number as it was reported: value, and exact, over or about."""

    value: Decimal
    qualifier: str


@dataclass(frozen=True)
class IndicatorFacts:
    code: str
    element: str  # code
    title: str
    unit: str
    decimals: int
    aggregation: str
    direction: str
    baseline: Amount | None
    baseline_date: str
    baseline_source: str
    target: Decimal | None  # in force at the end of the period
    value: Amount | None  # of the period; None = not reported
    evidence: tuple[str, ...]  # references of the entries that the value rests on
    not_applicable: bool = False  # all entries that speak of it say that it does not apply


@dataclass(frozen=True)
class SourceFacts:
    citation: str
    paragraph: str
    url: str


@dataclass(frozen=True)
class ContributionFacts:
    element: str  # code
    how: str


@dataclass(frozen=True)
class EvidenceFacts:
    """An entry. Of an internal one nothing but its reference, days and office is a fact of the report."""

    reference: str
    title: str
    description: str
    starts_on: date
    ends_on: date
    date_precision: str
    office: str
    countries: tuple[str, ...]  # ISO 3166-1 alpha-2
    contributions: tuple[ContributionFacts, ...]
    sources: tuple[SourceFacts, ...]
    is_sample: bool
    is_internal: bool = False  # absent from older editions


@dataclass(frozen=True)
class LineageFacts:
    """A thread from an element of this framework, or to it.

    `direction` is "succession" (this framework's element is the ancestor: what became of it in a later framework) or
    "ancestry" (it is the descendant: where it came from). `other_*` describe the element at the other end, empty for
    "new" and "discontinued".
    """

    direction: str
    kind: str
    element: str  # code in this framework
    other_framework: str  # symbol
    other_code: str
    other_label: str
    other_wording: str
    other_source: tuple[str, str]  # symbol, paragraph
    note: str
    source: tuple[str, str]  # symbol, paragraph of the statement, or empty


@dataclass(frozen=True)
class AmendmentFacts:
    """By what the quoted wording came to be: the day it took effect, and where the decision stands (or "")."""

    effective_on: date
    source: tuple[str, str]  # symbol, paragraph


@dataclass(frozen=True)
class ElementFacts:
    """An element, with its wording of the document's day. What has a default is absent from older editions."""

    code: str
    kind: str
    label: str
    wording: str
    source_symbol: str
    source_paragraph: str
    footnotes: tuple[Footnote, ...]
    restatements: tuple[Passage, ...]
    parent: str  # code, or ""
    assessment: AssessmentFacts | None
    entries: int  # accepted entries of the period that contribute to it
    indicators: tuple[IndicatorFacts, ...]
    evidence: tuple[str, ...]  # references, oldest first
    amended: AmendmentFacts | None = None  # None: worded as adopted
    amended_since: date | None = None  # when the quoted wording was next changed, after the document's day


@dataclass(frozen=True)
class SeriesFigure:
    """An indicator's value in one period of a series; None = not reported."""

    title: str
    unit: str
    decimals: int
    value: Amount | None


@dataclass(frozen=True)
class SeriesPoint:
    """What one element was found to be and have done in one period: this element, or one that it descends from."""

    framework: str  # symbol
    element: str  # code there
    label: str
    period: str  # label
    starts_on: date
    ends_on: date
    entries: int
    finding: str  # "" = not assessed
    figures: tuple[SeriesFigure, ...]


@dataclass(frozen=True)
class SeriesFacts:
    """An element through the years, oldest period first, as far as the reporting period."""

    element: str  # code
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True)
class CorrectedFigureFacts:
    """A figure of an entry that was corrected: what it was and what it is; None = none was given."""

    element: str  # code
    indicator: str  # code
    title: str
    unit: str
    decimals: int
    before: Amount | None
    after: Amount | None


@dataclass(frozen=True)
class CorrectionFacts:
    """An entry of an earlier period that was corrected since the last report on one was made.

    Of an internal one nothing but its reference and the day is a fact of the report.
    """

    reference: str
    title: str
    corrected_on: date
    reason: str  # as it was given
    figures: tuple[CorrectedFigureFacts, ...]
    parts: tuple[str, ...]  # other parts that were changed, by the names of objectives.queries.evidence_parts
    is_internal: bool
    is_sample: bool


@dataclass(frozen=True)
class WithdrawalFacts:
    """An entry of an earlier period that counted in the last report, and was withdrawn since.

    Of an internal one nothing but its reference and the day is a fact of the report.
    """

    reference: str
    title: str
    withdrawn_on: date
    reason: str  # as it was given
    is_internal: bool
    is_sample: bool


@dataclass(frozen=True)
class ReportContent:
    """All that one edition states."""

    version: int
    organization: str
    definition: DefinitionFacts
    revision: int
    framework: FrameworkFacts
    period: PeriodFacts
    elements: tuple[ElementFacts, ...]
    evidence: tuple[EvidenceFacts, ...]  # the register, oldest first
    lineage: tuple[LineageFacts, ...]
    introductions: dict[str, str]  # by language; paragraphs are parted by an empty line
    languages: tuple[str, ...]
    document_date: date  # at the head of the document
    is_sample: bool
    corrections: tuple[CorrectionFacts, ...] = ()  # by reference; absent from older editions
    organization_names: dict[str, str] = field(default_factory=dict)  # by language; absent from older editions
    withdrawals: tuple[WithdrawalFacts, ...] = ()  # by reference; absent from older editions
    series: tuple[SeriesFacts, ...] = ()  # of the elements that descend from earlier ones, where the report shows it
