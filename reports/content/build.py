"""From the database to the facts of one report (law 5: facts alone, no sentence in any language)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from iomtrack.accounts.organization import organization_in
from objectives.models import Framework, Period
from objectives.queries.corrections import corrections
from objectives.queries.figures import Value, reckon, reported_figures
from objectives.queries.lineage import through_the_years
from objectives.queries.overview import ElementRow, period_overview
from objectives.queries.report import RegisterRow, lineage_of, register
from objectives.queries.withdrawals import withdrawals
from objectives.queries.wording import wordings_on
from reports.content import checks, parts
from reports.content.errors import ContentError
from reports.content.facts import (
    CONTENT_VERSION,
    CorrectionFacts,
    ElementFacts,
    LineageFacts,
    ReportContent,
    SeriesFacts,
    WithdrawalFacts,
)
from reports.enums import Section
from reports.models import Definition
from reports.queries import last_frozen_before


def build(definition: Definition, period: Period, *, revision: int = 0, draft: bool = False) -> ReportContent:
    """The facts of a report on a period, without introductions (those are words, and come with composing).

    The document's date is a fact of the period, never the clock, so that the same records give the same report.
    `draft` lets an open period pass, for a preview. A fixed number of queries.

    Raises ContentError with every reason why the report must not be made: the period is open, there is nothing to
    report, a narrative is missing in a language, or a figure does not agree with the entries that it rests on.
    """
    if definition.framework_id != period.framework_id:
        raise ContentError([_("The report and the period are of different frameworks.")])
    rows = period_overview(definition.framework, period)
    entries = register(period)
    reckoned = reckon((one.indicator for row in rows for one in row.indicators), reported_figures(period))
    _check(definition, period, rows, entries, reckoned, draft=draft)
    day = document_date(period)
    corrected, withdrawn = _since_the_last_report(definition, period)
    return ReportContent(
        version=CONTENT_VERSION,
        organization=settings.ORGANIZATION,
        definition=parts.definition_facts(definition, period, revision),
        revision=revision,
        framework=parts.framework_facts(definition.framework),
        period=parts.period_facts(period),
        elements=_elements(rows, entries, reckoned, tuple(definition.languages), day),
        evidence=tuple(parts.evidence_facts(entry) for entry in entries),
        lineage=_lineage(definition.framework, day),
        introductions={},
        languages=tuple(definition.languages),
        document_date=day,
        is_sample=touches_sample(period, rows, entries) or _any_sample(corrected, withdrawn),
        organization_names={language: organization_in(language) for language in definition.languages},
        corrections=corrected,
        withdrawals=withdrawn,
        series=_series(definition, rows, period),
    )


def document_date(period: Period) -> date:
    """The period's last day, or the day it was closed where that was earlier: a paper is not dated ahead."""
    return min(period.ends_on, period.closed_at.date()) if period.closed_at else period.ends_on


def touches_sample(period: Period, rows: list[ElementRow], entries: list[RegisterRow]) -> bool:
    """Whether the period, or any row that the report uses, is sample data."""
    return (
        period.is_sample
        or any(entry.is_sample for entry in entries)
        or any(row.assessment.is_sample for row in rows if row.assessment)
        or any(one.target.is_sample for row in rows for one in row.indicators if one.target)
    )


def _any_sample(corrected: tuple[CorrectionFacts, ...], withdrawn: tuple[WithdrawalFacts, ...]) -> bool:
    return any(one.is_sample for one in corrected) or any(one.is_sample for one in withdrawn)


def _since_the_last_report(
    definition: Definition, period: Period
) -> tuple[tuple[CorrectionFacts, ...], tuple[WithdrawalFacts, ...]]:
    """What earlier reports of this kind said, and was corrected or withdrawn since the last of them was frozen."""
    since = last_frozen_before(definition, period) if Section.REVISIONS in definition.sections else None
    if since is None:
        return (), ()
    framework, until = definition.framework, period.starts_on
    return (
        tuple(parts.correction_facts(one) for one in corrections(framework, until=until, since=since)),
        tuple(parts.withdrawal_facts(one) for one in withdrawals(framework, until=until, since=since)),
    )


def _check(
    definition: Definition,
    period: Period,
    rows: list[ElementRow],
    entries: list[RegisterRow],
    reckoned: dict[int, Value],
    *,
    draft: bool,
) -> None:
    messages = [
        *([] if draft else checks.closed(period)),
        *checks.something_to_report(rows, entries),
        *checks.narratives(rows, definition.languages),
        *checks.counts(rows, entries),
        *checks.values(rows, entries, reckoned),
    ]
    if messages:
        raise ContentError(messages)


def _series(definition: Definition, rows: list[ElementRow], period: Period) -> tuple[SeriesFacts, ...]:
    """The longer series of every element that descends from an earlier one, where the definition asks for it."""
    if Section.SERIES not in definition.sections:
        return ()
    years = through_the_years([row.element for row in rows])
    return tuple(
        parts.series_facts(row.element, years[row.element.pk], until=period.ends_on)
        for row in rows
        if any(year.generation for year in years[row.element.pk])
    )


def _elements(
    rows: list[ElementRow],
    entries: list[RegisterRow],
    reckoned: dict[int, Value],
    languages: tuple[str, ...],
    day: date,
) -> tuple[ElementFacts, ...]:
    wordings = wordings_on([row.element for row in rows], day)
    place = {entry.reference: number for number, entry in enumerate(entries)}
    rests_on = {pk: tuple(sorted(value.references, key=place.__getitem__)) for pk, value in reckoned.items()}
    references: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for code, _how in entry.contributions:
            references[code].append(entry.reference)
    return tuple(
        parts.element_facts(row, wordings[row.element.pk], tuple(references[row.element.code]), rests_on, languages)
        for row in rows
    )


def _lineage(framework: Framework, day: date) -> tuple[LineageFacts, ...]:
    threads = lineage_of(framework)
    ends = (parts.other_end(thread, framework) for thread in threads)
    wordings = wordings_on([end for end in ends if end is not None], day)
    return tuple(parts.lineage_facts(thread, framework, wordings) for thread in threads)
