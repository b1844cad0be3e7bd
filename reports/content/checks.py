"""Fail closed (law 6): what stops a report, in words that say what to do. Each check gives its messages, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from objectives.models import Period
from objectives.queries.figures import Value
from objectives.queries.overview import ElementRow, IndicatorRow
from objectives.queries.report import RegisterRow


def closed(period: Period) -> list[str]:
    """The period still takes evidence."""
    if period.is_open:
        return [_("%(period)s is still open. Close the period first.") % {"period": period.label_here}]
    return []


def something_to_report(rows: Sequence[ElementRow], register: Sequence[RegisterRow]) -> list[str]:
    """The framework has no elements, or nothing at all is known of them."""
    if not rows:
        return [_("The framework has no elements. Load its file first.")]
    known = any(row.assessment or any(one.value for one in row.indicators) for row in rows)
    if not register and not known:
        return [_("Nothing is recorded for this period: no evidence, no figure and no assessment.")]
    return []


def narratives(rows: Iterable[ElementRow], languages: Sequence[str]) -> list[str]:
    """An assessment has no words in a language of the report."""
    return [
        _("The assessment of %(code)s has no narrative in the language %(language)s.")
        % {"code": row.element.code, "language": language}
        for row in rows
        if row.assessment
        for language in languages
        if not any(text.language == language and text.narrative.strip() for text in row.assessment.texts.all())
    ]


def counts(rows: Iterable[ElementRow], register: Iterable[RegisterRow]) -> list[str]:
    """The number of entries counted for an element is not the number that the register lists for it."""
    listed = Counter(code for entry in register for code, _how in entry.contributions)
    return [
        ngettext(
            "%(number)s entry is counted for %(code)s, but the register lists %(listed)s.",
            "%(number)s entries are counted for %(code)s, but the register lists %(listed)s.",
            row.accepted,
        )
        % {"number": row.accepted, "code": row.element.code, "listed": listed[row.element.code]}
        for row in rows
        if row.accepted != listed[row.element.code]
    ]


def values(rows: Iterable[ElementRow], register: Iterable[RegisterRow], reckoned: Mapping[int, Value]) -> list[str]:
    """A value is not what the figures of its entries come to, or an entry it rests on is not in the register.

    `reckoned` are the values by indicator's primary key, made anew from the figures as reported, with those of the
    indicators that roll up: what the tallies say has to agree with them.
    """
    listed = {entry.reference for entry in register}
    return [
        _("The value of %(indicator)s does not agree with the entries that it rests on.")
        % {"indicator": one.indicator.code}
        for row in rows
        for one in row.indicators
        if not _agrees(one, reckoned.get(one.indicator.pk), listed)
    ]


def _agrees(row: IndicatorRow, reckoned: Value | None, listed: set[str]) -> bool:
    if row.value is None or reckoned is None:
        return row.value is None and reckoned is None
    same = (row.value.value, row.value.qualifier) == (reckoned.value, reckoned.qualifier)
    return same and bool(reckoned.references) and set(reckoned.references) <= listed
