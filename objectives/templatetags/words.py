"""Dates and figures as pages say them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from objectives.amounts import amount_text, size_text
from objectives.colons import colon, colon_after
from objectives.enums import Aggregation, Answer, Course, DatePrecision, Direction, EvidenceStatus, Qualifier
from objectives.models import Evidence, Figure, Indicator
from objectives.queries import name_order
from objectives.queries.day_words import span
from objectives.queries.evidence_parts import CHANGED_PARTS, PART_NAMES, figure_of
from objectives.queries.figures import Value
from objectives.queries.overview import IndicatorRow
from objectives.queries.parts import Breakdown, breakdowns_of, mismatch, mismatches
from objectives.validators import miss_text

register = template.Library()
register.simple_tag(colon)
register.simple_tag(colon_after)
NOT_REPORTED = "–"


@register.filter
def days(evidence: Evidence) -> str:
    """When it was done, no more precisely than the source says: "12 Sep 2026", "June 2002", "1996", "–"."""
    starts_on, ends_on = evidence.starts_on, evidence.ends_on
    if ends_on is None:
        return date_format(starts_on, "SHORT_DATE_FORMAT") if starts_on else NOT_REPORTED
    if evidence.date_precision == DatePrecision.YEAR:
        return str(ends_on.year)
    if evidence.date_precision == DatePrecision.MONTH:
        return date_format(ends_on, "YEAR_MONTH_FORMAT")
    if evidence.date_precision == DatePrecision.PERIOD and starts_on:
        return f"{starts_on.year}–{ends_on.year}"
    return span(starts_on, ends_on)


@register.filter
def short_month(day: date) -> str:
    """The month of a day, as a narrow column names it: "Sep 2026"."""
    return date_format(day, get_format("SHORT_DATE_FORMAT").partition(" ")[2])


@register.simple_tag
def part(name: str) -> str:
    """What people call a part of a record, by its field on the form."""
    return str(PART_NAMES[name])


@register.simple_tag
def changed_part(name: str) -> str:
    """What people call a part of a record that an import changes."""
    return str(CHANGED_PARTS.get(name, name))


@register.filter
def by_name(rows: Iterable[Any]) -> list[Any]:
    """A few things in the order of the names that their reader is shown."""
    return name_order.by_name(rows)


@register.filter
def in_full(indicator: Indicator) -> str:
    """An indicator as the entries name it: "O1.1, Persons assisted"."""
    return figure_of(indicator)


@register.filter
def names_element(indicator: Indicator) -> bool:
    """Whether the code of an indicator begins with that of its element, which then need not stand before it."""
    return indicator.code.startswith(indicator.element.code)


@register.filter
def entries_are(number: int, status: str) -> str:
    """What so many entries are, below their number: "accepted", "drafts"."""
    words = {
        EvidenceStatus.DRAFT: npgettext("entries", "draft", "drafts", number),
        EvidenceStatus.SUBMITTED: npgettext("entries", "awaiting review", "awaiting review", number),
        EvidenceStatus.RETURNED: npgettext("entries", "returned", "returned", number),
        EvidenceStatus.ACCEPTED: npgettext("entries", "accepted", "accepted", number),
        EvidenceStatus.WITHDRAWN: npgettext("entries", "withdrawn", "withdrawn", number),
        EvidenceStatus.TAKEN_OVER: npgettext("entries", "taken over", "taken over", number),
        EvidenceStatus.DISCARDED: npgettext("entries", "discarded", "discarded", number),
    }
    return words[EvidenceStatus(status)]


@register.filter
def amount(value: Decimal | None, decimals: int = 0) -> str:
    """A number rounded to its decimal places, with its thousands parted; nothing is "–", never 0."""
    return NOT_REPORTED if value is None else amount_text(value, decimals)


@register.filter
def size(number: int) -> str:
    """How large a file is, or may be: "20 MB"."""
    return size_text(number)


def qualified(value: Decimal, qualifier: str, decimals: int) -> str:
    """A number as exact as its source: "over 4,100"."""
    text = amount(value, decimals)
    return {
        Qualifier.OVER: _("over %(number)s") % {"number": text},
        Qualifier.ABOUT: _("about %(number)s") % {"number": text},
    }.get(Qualifier(qualifier), text)


@register.filter
def reported(value: Value | None, indicator: Indicator) -> str:
    """An indicator's value of a period."""
    return qualified(value.value, value.qualifier, indicator.decimals) if value else NOT_REPORTED


@register.filter
def made_of(indicator: Indicator, number: int) -> str:
    """How so many figures of an indicator come to one value: "sum of 3"."""
    words = {
        Aggregation.SUM: _("sum of %(number)s"),
        Aggregation.LATEST: _("latest of %(number)s"),
        Aggregation.AVERAGE: _("average of %(number)s"),
        Aggregation.MAXIMUM: _("highest of %(number)s"),
    }
    return words[Aggregation(indicator.aggregation)] % {"number": number}


@register.filter
def baseline(indicator: Indicator) -> str:
    """Where an indicator began."""
    if indicator.baseline is None:
        return NOT_REPORTED
    return qualified(indicator.baseline, indicator.baseline_qualifier, indicator.decimals)


@register.filter
def figure_text(figure: Figure) -> str:
    """A record's figure with its unit's precision, or why there is none."""
    if figure.value is None:
        return str(figure.get_answer_display()).lower()
    return qualified(figure.value, figure.qualifier, figure.indicator.decimals)


@register.filter
def broken_down(figure: Figure) -> tuple[Breakdown, ...]:
    """The parts of a record's figure, by dimension."""
    return breakdowns_of(figure)


@register.filter
def misses(figure: Figure) -> list[str]:
    """By how much the parts of a record's figure miss it, a sentence for each dimension that does."""
    return [miss_text(one, figure.indicator.decimals) for one in mismatch(figure)]


@register.filter
def value_misses(row: IndicatorRow) -> list[str]:
    """By how much the parts of an indicator's value miss it, a sentence for each dimension that does."""
    if row.value is None:
        return []
    return [miss_text(one, row.indicator.decimals) for one in mismatches(row.indicator, row.value.value, row.parts)]


BAR_UNITS, TARGET_X = 140, 126  # the target's mark stands at nine tenths, so that a surplus shows


@dataclass(frozen=True)
class Bar:
    """A value on its way from baseline to target, for the drawing of 140 units and for words."""

    value_text: str
    label: str
    percent: int | None  # of the way; None where it cannot be told, or would be below 0
    width: float
    word: str  # how it stands to its target
    course: Course
    applies: bool = True
    is_drawn: bool = True
    target_x: float = TARGET_X


@register.filter
def bar(row: IndicatorRow) -> Bar:
    """How an indicator's value of a period stands to its target: "8,410 of 12,000, 70 per cent", "target not reached".

    Where its baseline is known, the percentage is of the way from there to the target.
    """
    progress = row.progress
    if row.value is None:
        word = str(Answer.NOT_APPLICABLE.label).lower() if row.not_applicable else str(progress.word.label)
        return Bar("", "", None, 0, word, progress.word, applies=not row.not_applicable, is_drawn=False)
    value_text, word = reported(row.value, row.indicator), str(progress.word.label)
    if row.target is None:
        return Bar(value_text, value_text, None, 0, word, progress.word, is_drawn=False)
    label = against_target(value_text, row.target.value, row.indicator)
    if progress.ratio is None or progress.ratio < 0:
        return Bar(value_text, label, None, 0, word, progress.word, is_drawn=progress.ratio is not None)
    percent = math.floor(progress.ratio * 100)  # 99.6 per cent is not all the way
    message = (
        _("%(label)s, %(percent)s per cent")
        if row.indicator.baseline is None
        else _("%(label)s, %(percent)s per cent of the way")
    )
    width = round(min(float(progress.ratio) * TARGET_X, BAR_UNITS), 1)
    if row.indicator.baseline is not None and progress.ratio > 1:  # a short way makes any surplus look absurd
        return Bar(value_text, label, percent, width, word, progress.word)
    return Bar(value_text, message % {"label": label, "percent": percent}, percent, width, word, progress.word)


def against_target(value_text: str, target: Decimal, indicator: Indicator) -> str:
    """ "8,410 of 12,000"; where more is not better, "45, target 30"."""
    message = (
        _("%(value)s of %(target)s") if indicator.direction == Direction.INCREASE else _("%(value)s, target %(target)s")
    )
    return message % {"value": value_text, "target": amount(target, indicator.decimals)}
