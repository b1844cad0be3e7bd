"""The annexes: every indicator with its figures, and the register of every entry of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from objectives.enums import Aggregation, Answer, Course, DatePrecision
from reports.content.facts import ElementFacts, EvidenceFacts, IndicatorFacts
from reports.document.blocks import Block, IndicatorRow, IndicatorsTable, RegisterEntry, RegisterGroup
from reports.document.manuscript import INTERNAL, Manuscript, anchor_of
from reports.document.measures import course
from reports.document.numbers import amount, baseline_date, dated, figure, month
from reports.document.wording import capitalized, say, spelled

DAYS_GROUPED_BY_MONTH = 400  # a register of a year or less is grouped by month, a longer one by year


def indicators(manuscript: Manuscript) -> tuple[Block, ...]:
    """Annex: one table of all indicators."""
    rows = tuple(
        _indicator(element, indicator, manuscript)
        for element in manuscript.content.elements
        for indicator in element.indicators
    )
    if not rows:
        return (manuscript.paragraph(say(_("The framework has no indicators."))),)
    message = _("“–” stands where nothing was reported or set; it is not zero.")
    return (manuscript.paragraph(say(message)), IndicatorsTable(str(_("Indicators")), rows))


def _indicator(element: ElementFacts, indicator: IndicatorFacts, manuscript: Manuscript) -> IndicatorRow:
    places, language = indicator.decimals, manuscript.language
    return IndicatorRow(
        badge=manuscript.badge(element.code),
        title=indicator.title,
        unit=indicator.unit,
        aggregation=str(Aggregation(indicator.aggregation).label),
        baseline=amount(indicator.baseline, places, language) if indicator.baseline else "",
        baseline_date=baseline_date(indicator.baseline_date, language),
        target=figure(indicator.target, places, language) if indicator.target is not None else "",
        value=_value(indicator, language),
        progress=_progress(indicator),
    )


def _value(indicator: IndicatorFacts, language: str) -> str:
    if indicator.value is None:
        return str(Answer.NOT_APPLICABLE.label).lower() if indicator.not_applicable else ""
    return amount(indicator.value, indicator.decimals, language)


def _progress(indicator: IndicatorFacts) -> str:
    """The word for it; nothing where a dash in another column says already that a figure is missing."""
    found = course(indicator)
    return "" if found in (Course.NOT_REPORTED, Course.NO_TARGET) else str(found.label)


def register(manuscript: Manuscript) -> tuple[Block, ...]:
    """Annex: every entry, oldest first."""
    return tuple(_register(manuscript))


def _register(manuscript: Manuscript) -> Iterator[Block]:
    entries = manuscript.content.evidence
    if not entries:
        yield manuscript.paragraph(say(_("No entry of evidence was accepted for the period.")))
        return
    message = ngettext_lazy(
        "%(count)s entry of evidence was accepted for the period.",
        "%(count)s entries of evidence were accepted for the period.",
        "number",
    )
    yield manuscript.paragraph(capitalized(say(message, number=len(entries), count=spelled(len(entries)))))
    in_groups = sorted(entries, key=_place)
    for heading, group in groupby(in_groups, key=lambda entry: _heading(entry, manuscript)):
        yield RegisterGroup(heading, tuple(_entry(entry, manuscript) for entry in group))


def _place(entry: EvidenceFacts) -> tuple[bool, date, str]:
    """By first day, with what is not dated more closely than by the period at the end."""
    return (entry.date_precision == DatePrecision.PERIOD, entry.starts_on, entry.reference)


def _heading(entry: EvidenceFacts, manuscript: Manuscript) -> str:
    if entry.date_precision == DatePrecision.PERIOD:
        return str(_("During the period"))
    period = manuscript.content.period
    if (period.ends_on - period.starts_on).days <= DAYS_GROUPED_BY_MONTH and entry.date_precision != DatePrecision.YEAR:
        return month(entry.starts_on, manuscript.language)
    return str(entry.starts_on.year)


def _entry(entry: EvidenceFacts, manuscript: Manuscript) -> RegisterEntry:
    sources = "; ".join(manuscript.source(source) for source in entry.sources)
    details = [dated(entry, manuscript.language), entry.office, sources]
    return RegisterEntry(
        reference=entry.reference,
        anchor=anchor_of(entry.reference),
        title=str(INTERNAL) if entry.is_internal else entry.title,
        details=say("%(details)s", details=" · ".join(part for part in details if part)),
        badges=tuple(manuscript.badge(given.element) for given in entry.contributions),
        is_sample=entry.is_sample,
    )
