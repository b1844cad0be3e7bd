"""Sentences on indicators: from the baseline to the value, and how the value stands to its target."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from objectives.enums import Course, Qualifier
from objectives.queries.progress import progress as how_far
from reports.content.facts import Amount, IndicatorFacts
from reports.document.manuscript import Manuscript
from reports.document.numbers import amount, baseline_when, figure, with_unit
from reports.document.wording import Message, capitalized, joined, say

MISSED = (Course.SHORT, Course.TOWARDS, Course.UNCHANGED, Course.BEHIND)


def progress(indicator: IndicatorFacts, manuscript: Manuscript) -> SafeString:
    """All that is known of one indicator: "Member States rose from 55 in 1995 to 105. The target was 120."

    What was not reported is said to be so; it is never counted as zero.
    """
    return joined(_stated(indicator, manuscript), _target(indicator, manuscript))


def progress_of_all(indicators: tuple[IndicatorFacts, ...], manuscript: Manuscript) -> SafeString:
    """One paragraph on several indicators; those that rest on the same things in a row share one footnote."""
    sentences = []
    for basis, group in groupby(indicators, key=lambda indicator: _basis(indicator, manuscript)):
        text = joined(*(progress(indicator, manuscript) for indicator in group))
        sentences.append(text + manuscript.footnote(basis))
    return joined(*sentences)


def description(indicators: list[IndicatorFacts], manuscript: Manuscript) -> str:
    """The figures of a chart in words: the alternative text of the picture."""
    return joined(*(progress(indicator, manuscript) for indicator in indicators))


def course(indicator: IndicatorFacts) -> Course:
    """How the value stands to its target, in a word: the same that the screens give (`objectives.queries.progress`)."""
    value, baseline = indicator.value, indicator.baseline
    return how_far(
        value.value if value else None,
        indicator.target,
        baseline.value if baseline else None,
        indicator.direction,
        value.qualifier if value else Qualifier.EXACT,
    ).word


def _stated(indicator: IndicatorFacts, manuscript: Manuscript) -> SafeString:
    parts = _parts(indicator, manuscript)
    if indicator.value is not None:
        return say(_movement(indicator, indicator.value), **parts)
    if indicator.not_applicable:
        return say(_("%(title)s: not applicable in this period."), **parts)
    if indicator.baseline is None:
        return say(_("%(title)s: no figure was reported, and no baseline is known."), **parts)
    return say(_("%(title)s: no figure was reported; the baseline is %(baseline)s %(when)s."), **parts)


def _movement(indicator: IndicatorFacts, value: Amount) -> Message:
    baseline = indicator.baseline
    if baseline is None:
        return _("%(title)s stood at %(value)s; no baseline is known.")
    if value.value > baseline.value:
        return _("%(title)s rose from %(baseline)s %(when)s to %(value)s.")
    if value.value < baseline.value:
        return _("%(title)s fell from %(baseline)s %(when)s to %(value)s.")
    return _("%(title)s stood at %(value)s, the same as the baseline %(when)s.")


def _parts(indicator: IndicatorFacts, manuscript: Manuscript) -> dict[str, str]:
    language = manuscript.language
    parts = {"title": indicator.title, "when": baseline_when(indicator.baseline_date, language)}
    if indicator.baseline is not None:
        parts["baseline"] = amount(indicator.baseline, indicator.decimals, language)
    if indicator.value is not None:
        parts["value"] = _measured(amount(indicator.value, indicator.decimals, language), indicator)
    return parts


def _measured(text: str, indicator: IndicatorFacts) -> str:
    """A figure with its unit, unless the title has just said it ("Member States … 105")."""
    return text if indicator.unit.casefold() in indicator.title.casefold() else with_unit(text, indicator.unit)


def _basis(indicator: IndicatorFacts, manuscript: Manuscript) -> SafeString:
    """What value and baseline rest on, for one footnote."""
    parts = []
    if indicator.evidence:
        parts.append(manuscript.entries_citation(indicator.evidence))
    if indicator.baseline_source:
        baseline = say(pgettext_lazy("a footnote", "baseline: %(source)s"), source=indicator.baseline_source)
        parts.append(baseline if parts else capitalized(baseline))
    return SafeString("; ".join(parts))


def _target(indicator: IndicatorFacts, manuscript: Manuscript) -> SafeString:
    if indicator.target is None:
        return SafeString("")
    found = course(indicator)
    message = _("The target was %(target)s.")
    if found == Course.REACHED:
        message = _("The target of %(target)s was reached.")
    elif found in MISSED:
        message = _("The target of %(target)s was not reached.")
    return say(message, target=_target_figure(indicator.target, indicator, manuscript))


def _target_figure(target: Decimal, indicator: IndicatorFacts, manuscript: Manuscript) -> str:
    return _measured(figure(target, indicator.decimals, manuscript.language), indicator)
