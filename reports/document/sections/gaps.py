"""Section V: what is not known, said as plainly as what is (law 3). Nothing reported is never zero."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from objectives.enums import Basis, Finding, Measurability
from reports.content.facts import AssessmentFacts, ElementFacts, IndicatorFacts
from reports.content.frozen import dump
from reports.document.blocks import Block
from reports.document.letters import SUBSTITUTE, loses_letters
from reports.document.manuscript import Manuscript
from reports.document.numbers import NOTHING, long_date
from reports.document.wording import capitalized, listed, say, spelled

NO_EVIDENCE = ngettext_lazy(
    "%(count)s element has no evidence in this period: %(codes)s.",
    "%(count)s elements have no evidence in this period: %(codes)s.",
    "number",
)
NOT_ASSESSED = ngettext_lazy(
    "%(count)s element was not assessed: %(codes)s.", "%(count)s elements were not assessed: %(codes)s.", "number"
)
NO_INDICATOR = ngettext_lazy(
    "%(count)s element has no indicator: %(codes)s.", "%(count)s elements have no indicator: %(codes)s.", "number"
)
NO_FIGURE = ngettext_lazy(
    "For %(count)s indicator no figure was reported. It stands as “%(dash)s”, which is not zero:",
    "For %(count)s indicators no figure was reported. They stand as “%(dash)s”, which is not zero:",
    "number",
)
NOT_APPLICABLE = ngettext_lazy(
    "%(count)s indicator was reported as not applicable in this period, which is neither zero nor a gap:",
    "%(count)s indicators were reported as not applicable in this period, which is neither zero nor a gap:",
    "number",
)
NO_TARGET = ngettext_lazy(
    "%(count)s indicator has no target, so that progress cannot be judged against one:",
    "%(count)s indicators have no target, so that progress cannot be judged against one:",
    "number",
)
NO_BASELINE = ngettext_lazy(
    "%(count)s indicator has no baseline, so that change cannot be told:",
    "%(count)s indicators have no baseline, so that change cannot be told:",
    "number",
)
NOT_STATED = ngettext_lazy(
    "Whether it can be quantified is not stated for %(count)s element: %(codes)s.",
    "Whether they can be quantified is not stated for %(count)s elements: %(codes)s.",
    "number",
)
BY_GENERAL_STATEMENT = ngettext_lazy(
    "%(count)s finding rests on a general statement, and not on one about the element by name: %(codes)s.",
    "%(count)s findings rest on a general statement, and not on one about the element by name: %(codes)s.",
    "number",
)
HARD_TO_MEASURE = ngettext_lazy(
    "%(count)s element is difficult to measure: %(codes)s.",
    "%(count)s elements are difficult to measure: %(codes)s.",
    "number",
)
HARD_TO_QUANTIFY = ngettext_lazy(
    "The results of %(count)s element are difficult to quantify: %(codes)s.",
    "The results of %(count)s elements are difficult to quantify: %(codes)s.",
    "number",
)


def gaps(manuscript: Manuscript) -> tuple[Block, ...]:
    """A paragraph for each kind of gap; where there is none, that is said."""
    found = (*_of_closing(manuscript), *_of_elements(manuscript), *_of_indicators(manuscript), *_of_letters(manuscript))
    return found or (manuscript.paragraph(say(_("No gap was found."))),)


def _of_closing(manuscript: Manuscript) -> Iterator[Block]:
    """That the period was closed before its last day, so that the rest of it is not reported."""
    period = manuscript.content.period
    if period.closed_early_on is None:
        return
    message = ngettext_lazy(
        "The period was closed on %(day)s, %(count)s day before its last. What was done after that is not reported.",
        "The period was closed on %(day)s, %(count)s days before its last. What was done after that is not reported.",
        "number",
    )
    days = (period.ends_on - period.closed_early_on).days
    day = long_date(period.closed_early_on, manuscript.language)
    yield manuscript.paragraph(say(message, number=days, count=spelled(days), day=day))


def _of_elements(manuscript: Manuscript) -> Iterator[Block]:
    yield from _elements(NO_EVIDENCE, lambda element: not element.entries, manuscript)
    yield from _elements(NOT_ASSESSED, lambda element: element.assessment is None, manuscript)
    yield from _assessed(BY_GENERAL_STATEMENT, lambda found: found.finding.basis == Basis.GENERAL, manuscript)
    yield from _assessed(HARD_TO_MEASURE, lambda found: found.finding.value == Finding.DIFFICULT_TO_MEASURE, manuscript)
    yield from _assessed(
        HARD_TO_QUANTIFY, lambda found: found.measurability.value == Measurability.DIFFICULT, manuscript
    )
    yield from _assessed(NOT_STATED, lambda found: not found.measurability.value, manuscript)
    yield from _elements(NO_INDICATOR, lambda element: not element.indicators, manuscript)


def _of_indicators(manuscript: Manuscript) -> Iterator[Block]:
    yield from _indicators(NO_FIGURE, lambda one: one.value is None and not one.not_applicable, manuscript)
    yield from _indicators(NOT_APPLICABLE, lambda one: one.value is None and one.not_applicable, manuscript)
    yield from _indicators(NO_TARGET, lambda indicator: indicator.target is None, manuscript)
    yield from _indicators(NO_BASELINE, lambda indicator: indicator.baseline is None, manuscript)


def _elements(message: Promise, test: Callable[[ElementFacts], bool], manuscript: Manuscript) -> Iterator[Block]:
    codes = [element.code for element in manuscript.content.elements if test(element)]
    if codes:
        yield manuscript.paragraph(_counted(message, len(codes), codes=listed(codes)))


def _assessed(message: Promise, test: Callable[[AssessmentFacts], bool], manuscript: Manuscript) -> Iterator[Block]:
    yield from _elements(
        message, lambda element: element.assessment is not None and test(element.assessment), manuscript
    )


def _indicators(message: Promise, test: Callable[[IndicatorFacts], bool], manuscript: Manuscript) -> Iterator[Block]:
    points = tuple(
        say(_("%(code)s: %(title)s"), code=element.code, title=indicator.title)
        for element in manuscript.content.elements
        for indicator in element.indicators
        if test(indicator)
    )
    if points:
        yield manuscript.paragraph(_counted(message, len(points), dash=NOTHING), points)


def _counted(message: Promise, number: int, **parts: str) -> SafeString:
    return capitalized(say(message, number=number, count=spelled(number), **parts))


def _of_letters(manuscript: Manuscript) -> Iterator[Block]:
    """That the document's fonts do not have every letter of what was typed."""
    if loses_letters(json.dumps(dump(manuscript.content), ensure_ascii=False)):
        message = _("Letters that the fonts of this document do not have stand as “%(mark)s”; the record keeps them.")
        yield manuscript.paragraph(say(message, mark=SUBSTITUTE))
