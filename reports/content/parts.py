"""Each record of the database as a fact of the report. Nothing here reads the database or reckons a figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from objectives.enums import Sensitivity
from objectives.models import Amendment, Assessment, Element, Framework, Indicator, Lineage, Period
from objectives.queries.corrections import CorrectedFigure, Correction
from objectives.queries.lineage import Year
from objectives.queries.overview import ElementRow, IndicatorRow
from objectives.queries.report import RegisterRow
from objectives.queries.withdrawals import Withdrawal
from objectives.queries.wording import Wording
from reports.content.facts import (
    AmendmentFacts,
    Amount,
    AssessmentFacts,
    ContributionFacts,
    CorrectedFigureFacts,
    CorrectionFacts,
    DefinitionFacts,
    ElementFacts,
    EvidenceFacts,
    Footnote,
    FrameworkFacts,
    IndicatorFacts,
    Judgement,
    LineageFacts,
    Passage,
    PeriodFacts,
    SeriesFacts,
    SeriesFigure,
    SeriesPoint,
    SourceFacts,
    WithdrawalFacts,
)
from reports.models import Definition


def edition_symbol(symbol: str, *, period: str, revision: int) -> str:
    """A definition's document symbol, made that of one edition: {period} and {revision} replaced."""
    return symbol.replace("{period}", period).replace("{revision}", str(revision))


def definition_facts(definition: Definition, period: Period, revision: int) -> DefinitionFacts:
    return DefinitionFacts(
        code=definition.code,
        title=definition.title,
        symbol=edition_symbol(definition.symbol, period=period.code, revision=revision),
        session=definition.session,
        sections=tuple(definition.sections),
        audience=definition.audience,
    )


def framework_facts(framework: Framework) -> FrameworkFacts:
    return FrameworkFacts(
        symbol=framework.symbol,
        title=framework.title,
        language=framework.language,
        issued_on=framework.issued_on,
        adopted_on=framework.adopted_on,
        adopted_by=framework.adopted_by,
        passages=tuple(Passage(**passage) for passage in framework.passages),
        chapeaux={
            kind: Passage("", chapeau.get("symbol", framework.symbol), chapeau["paragraph"], chapeau["text"])
            for kind, chapeau in framework.chapeaux.items()
        },
    )


def period_facts(period: Period) -> PeriodFacts:
    closed_on = period.closed_at.date() if period.closed_at else None
    return PeriodFacts(
        code=period.code,
        label=period.label,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        is_sample=period.is_sample,
        closed_early_on=closed_on if closed_on and closed_on < period.ends_on else None,
    )


def element_facts(
    row: ElementRow,
    wording: Wording,
    references: tuple[str, ...],
    rests_on: Mapping[int, tuple[str, ...]],
    languages: tuple[str, ...],
) -> ElementFacts:
    """An element with the wording of the document's day, cited from where that wording stands.

    Its entries are given by reference, and for each indicator (by primary key) those that its value rests on.
    """
    element, amended = row.element, amendment_facts(wording.amended) if wording.amended else None
    symbol, paragraph = amended.source if amended and amended.source[0] else _source(element)
    return ElementFacts(
        code=element.code,
        kind=element.kind,
        label=element.label,
        wording=wording.text,
        source_symbol=symbol,
        source_paragraph=paragraph,
        footnotes=tuple(Footnote(**note) for note in element.footnotes),
        restatements=tuple(
            Passage("", one["symbol"], one["paragraph"], one["wording"]) for one in element.restatements
        ),
        parent=element.parent.code if element.parent else "",
        assessment=assessment_facts(row.assessment, languages) if row.assessment else None,
        entries=row.accepted,
        indicators=tuple(indicator_facts(one, element, rests_on.get(one.indicator.pk, ())) for one in row.indicators),
        evidence=references,
        amended=amended,
        amended_since=wording.amended_since.effective_on if wording.amended_since else None,
    )


def amendment_facts(amendment: Amendment) -> AmendmentFacts:
    return AmendmentFacts(amendment.effective_on, (amendment.source_symbol, amendment.source_paragraph))


def _source(element: Element) -> tuple[str, str]:
    return element.source_symbol, element.source_paragraph


def assessment_facts(assessment: Assessment, languages: tuple[str, ...]) -> AssessmentFacts:
    texts = [text for text in assessment.texts.all() if text.language in languages]
    return AssessmentFacts(
        finding=Judgement(assessment.finding, assessment.finding_basis),
        measurability=Judgement(assessment.measurability, assessment.measurability_basis),
        continuation=Judgement(assessment.continuation, assessment.continuation_basis),
        source=assessment.source,
        narratives={text.language: text.narrative for text in texts},
        challenges={text.language: text.challenges for text in texts if text.challenges},
        is_sample=assessment.is_sample,
    )


def indicator_facts(row: IndicatorRow, element: Element, rests_on: tuple[str, ...]) -> IndicatorFacts:
    indicator = row.indicator
    return IndicatorFacts(
        code=indicator.code,
        element=element.code,
        title=indicator.title,
        unit=indicator.unit,
        decimals=indicator.decimals,
        aggregation=indicator.aggregation,
        direction=indicator.direction,
        baseline=_baseline(indicator),
        baseline_date=indicator.baseline_date,
        baseline_source=indicator.baseline_source,
        target=row.target.value if row.target else None,
        value=Amount(row.value.value, row.value.qualifier) if row.value else None,
        evidence=rests_on,
        not_applicable=row.not_applicable,
    )


def _baseline(indicator: Indicator) -> Amount | None:
    return None if indicator.baseline is None else Amount(indicator.baseline, indicator.baseline_qualifier)


def evidence_facts(entry: RegisterRow) -> EvidenceFacts:
    """An entry as it may be shared: whatever describes an internal one never comes into the report's content."""
    is_internal = entry.sensitivity != Sensitivity.SHAREABLE
    return EvidenceFacts(
        reference=entry.reference,
        title="" if is_internal else entry.title,
        description="" if is_internal else entry.description,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        date_precision=entry.date_precision,
        office=entry.office,
        countries=() if is_internal else entry.countries,
        contributions=() if is_internal else tuple(ContributionFacts(*given) for given in entry.contributions),
        sources=() if is_internal else tuple(SourceFacts(*source) for source in entry.sources),
        is_sample=entry.is_sample,
        is_internal=is_internal,
    )


def correction_facts(correction: Correction) -> CorrectionFacts:
    """A correction as it may be told: whatever describes an internal entry never comes into the report's content."""
    is_internal = correction.is_internal
    return CorrectionFacts(
        reference=correction.reference,
        title="" if is_internal else correction.title,
        corrected_on=correction.corrected_on,
        reason="" if is_internal else correction.reason,
        figures=() if is_internal else tuple(_corrected(one) for one in correction.figures),
        parts=() if is_internal else correction.parts,
        is_internal=is_internal,
        is_sample=correction.is_sample,
    )


def withdrawal_facts(withdrawal: Withdrawal) -> WithdrawalFacts:
    """A withdrawal as it may be told: of an internal entry neither its title nor why."""
    is_internal = withdrawal.is_internal
    return WithdrawalFacts(
        reference=withdrawal.reference,
        title="" if is_internal else withdrawal.title,
        withdrawn_on=withdrawal.withdrawn_on,
        reason="" if is_internal else withdrawal.reason,
        is_internal=is_internal,
        is_sample=withdrawal.is_sample,
    )


def _corrected(figure: CorrectedFigure) -> CorrectedFigureFacts:
    before, after = (Amount(one.value, one.qualifier) if one else None for one in (figure.before, figure.after))
    return CorrectedFigureFacts(
        figure.element, figure.indicator, figure.title, figure.unit, figure.decimals, before, after
    )


def other_end(thread: Lineage, framework: Framework) -> Element | None:
    """The element at the end of a thread that is not a framework's own."""
    return thread.descendant if _is_succession(thread, framework) else thread.ancestor


def _is_succession(thread: Lineage, framework: Framework) -> bool:
    return thread.ancestor is not None and thread.ancestor.framework_id == framework.pk


def lineage_facts(thread: Lineage, framework: Framework, wordings: dict[int, Wording]) -> LineageFacts:
    """A thread as seen from one framework. Its end there is the ancestor ("succession") or the descendant.

    `wordings`: what the elements at the other ends say on the document's day, by primary key.
    """
    succession = _is_succession(thread, framework)
    here, other = thread.ancestor if succession else thread.descendant, other_end(thread, framework)
    return LineageFacts(
        direction="succession" if succession else "ancestry",
        kind=thread.kind,
        element=here.code if here else "",
        other_framework=other.framework.symbol if other else "",
        other_code=other.code if other else "",
        other_label=other.label if other else "",
        other_wording=wordings[other.pk].text if other else "",
        other_source=_source(other) if other else ("", ""),
        note=thread.note,
        source=(thread.source_symbol, thread.source_paragraph),
    )


def series_facts(element: Element, years: tuple[Year, ...], *, until: date) -> SeriesFacts:
    """An element through the years, without the periods that end later than a day."""
    return SeriesFacts(element.code, tuple(_point(year) for year in years if year.period.ends_on <= until))


def _point(year: Year) -> SeriesPoint:
    return SeriesPoint(
        framework=year.element.framework.symbol,
        element=year.element.code,
        label=year.element.label,
        period=year.period.label,
        starts_on=year.period.starts_on,
        ends_on=year.period.ends_on,
        entries=year.accepted,
        finding=year.finding,
        figures=tuple(
            SeriesFigure(
                title=one.indicator.title,
                unit=one.indicator.unit,
                decimals=one.indicator.decimals,
                value=Amount(one.value.value, one.value.qualifier) if one.value else None,
            )
            for one in year.figures
        ),
    )
