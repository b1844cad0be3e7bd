"""The overall statement on the elements of one kind: what their findings, taken together, amount to.

The wording is that of MC/INF/274, paragraphs 14 to 16.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from objectives.enums import Basis, Continuation, ElementKind, Finding, Measurability
from reports.content.facts import AssessmentFacts, ElementFacts, Judgement
from reports.document.wording import capitalized, counted_kind, joined, listed, say, spelled

RESULTS = (ElementKind.EXPECTED_RESULT, ElementKind.OUTCOME, ElementKind.OUTPUT)
RELEVANT = (Continuation.REMAINS_RELEVANT, Continuation.REVISED, Continuation.REFINED)
FOUND = {
    Finding.ONGOING: ngettext_lazy("%(count)s is of an ongoing nature", "%(count)s are of an ongoing nature", "number"),
    Finding.PARTLY_MET: ngettext_lazy("%(count)s is partly met", "%(count)s are partly met", "number"),
    Finding.DIFFICULT_TO_MEASURE: ngettext_lazy(
        "%(count)s is difficult to measure", "%(count)s are difficult to measure", "number"
    ),
    Finding.NOT_ATTAINABLE: ngettext_lazy(
        "%(count)s is not possible to attain completely", "%(count)s are not possible to attain completely", "number"
    ),
    Finding.NOT_MET: ngettext_lazy("%(count)s is not met", "%(count)s are not met", "number"),
}
MEASURED = {
    Measurability.QUANTIFIABLE: ngettext_lazy(
        "%(count)s is clearly identifiable and quantifiable (%(codes)s)",
        "%(count)s are clearly identifiable and quantifiable (%(codes)s)",
        "number",
    ),
    Measurability.DIFFICULT: ngettext_lazy(
        "%(count)s is more difficult to quantify (%(codes)s)",
        "%(count)s are more difficult to quantify (%(codes)s)",
        "number",
    ),
}
CONTINUED = {
    Continuation.REVISED: ngettext_lazy(
        "%(count)s of them (%(codes)s) has been revised", "%(count)s of them (%(codes)s) have been revised", "number"
    ),
    Continuation.REFINED: ngettext_lazy(
        "%(count)s of them (%(codes)s) has been refined", "%(count)s of them (%(codes)s) have been refined", "number"
    ),
    Continuation.COMPLETED: ngettext_lazy(
        "%(count)s (%(codes)s) has been completed", "%(count)s (%(codes)s) have been completed", "number"
    ),
}


@dataclass(frozen=True)
class Assessed:
    """One element with its assessment."""

    code: str
    assessment: AssessmentFacts


def overall(kind: str, elements: tuple[ElementFacts, ...]) -> SafeString:
    """The whole statement on one kind: attainment, measurability, and what became of them."""
    assessed = [Assessed(element.code, element.assessment) for element in elements if element.assessment]
    if not assessed:
        return say(_("Of the %(elements)s, none has been assessed."), elements=counted_kind(kind, len(elements)))
    return joined(
        _attainment(kind, len(elements), assessed),
        _distribution(elements, assessed),
        _measurability(assessed),
        _continuation(len(elements), assessed),
    )


def _attainment(kind: str, total: int, assessed: list[Assessed]) -> SafeString:
    met = [each.code for each in assessed if each.assessment.finding.value == Finding.MET]
    parts = {"elements": counted_kind(kind, total), "count": spelled(len(met)), "codes": listed(met)}
    if len(met) == total:
        return say(_("All of the %(elements)s are recorded as met."), **parts)
    if kind in RESULTS:
        return _achievement(parts, met)
    if not met:
        return say(_("Of the %(elements)s, none is recorded as entirely met."), **parts)
    message = ngettext_lazy(
        "Of the %(elements)s, not all are entirely met: %(count)s is (%(codes)s).",
        "Of the %(elements)s, not all are entirely met: %(count)s are (%(codes)s).",
        "number",
    )
    return say(message, number=len(met), **parts)


def _achievement(parts: dict[str, str], met: list[str]) -> SafeString:
    if not met:
        return say(_("Not all of the %(elements)s are completely achieved: none is recorded as met."), **parts)
    message = ngettext_lazy(
        "Not all of the %(elements)s are completely achieved: %(count)s is recorded as met (%(codes)s).",
        "Not all of the %(elements)s are completely achieved: %(count)s are recorded as met (%(codes)s).",
        "number",
    )
    return say(message, number=len(met), **parts)


def _distribution(elements: tuple[ElementFacts, ...], assessed: list[Assessed]) -> SafeString:
    """ "Most, six, are of an ongoing nature: two by name (O1, O4) and four under a general statement; …" """
    groups = [(finding, _with(assessed, finding)) for finding in FOUND]
    groups = sorted((group for group in groups if group[1]), key=lambda group: -len(group[1]))
    clauses = [_found(finding, group, len(elements)) for finding, group in groups]
    known = {each.code for each in assessed}
    missing = [element.code for element in elements if element.code not in known]
    if missing:
        message = ngettext_lazy(
            "%(count)s has not been assessed (%(codes)s)", "%(count)s have not been assessed (%(codes)s)", "number"
        )
        clauses.append(say(message, number=len(missing), count=spelled(len(missing)), codes=listed(missing)))
    return _sentence(clauses)


def _with(assessed: list[Assessed], finding: Finding) -> list[Assessed]:
    return [each for each in assessed if each.assessment.finding.value == finding]


def _found(finding: Finding, group: list[Assessed], total: int) -> SafeString:
    named = [each.code for each in group if each.assessment.finding.basis == Basis.SPECIFIC]
    clause = say(FOUND[finding], number=len(group), count=_share(len(group), total))
    general = len(group) - len(named)
    if not general:
        return say(_("%(clause)s (%(codes)s)"), clause=clause, codes=listed(named))
    if not named:
        return say(_("%(clause)s, under a general statement"), clause=clause)
    return say(
        _("%(clause)s: %(named)s by name (%(codes)s) and %(general)s under a general statement"),
        clause=clause,
        named=spelled(len(named)),
        codes=listed(named),
        general=spelled(general),
    )


def _share(number: int, total: int) -> SafeString:
    """How a number stands to its whole: "all nine", "most, six,", "two"."""
    if 1 < number == total:
        return say(_("all %(count)s"), count=spelled(number))
    if number > 1 and 2 * number > total:
        return say(_("most, %(count)s,"), count=spelled(number))
    return say("%(count)s", count=spelled(number))


def _measurability(assessed: list[Assessed]) -> SafeString:
    def judgement(each: Assessed) -> Judgement:
        return each.assessment.measurability

    clauses = _counted(MEASURED, assessed, judgement)
    silent = sum(1 for each in assessed if not each.assessment.measurability.value)
    if not clauses or not silent:
        return _sentence(clauses)
    by_source = any(each.assessment.source for each in assessed)
    message = (
        ngettext_lazy(
            "for the other %(count)s the source does not say",
            "for the other %(count)s the source does not say",
            "number",
        )
        if by_source
        else ngettext_lazy(
            "for the other %(count)s the assessment does not say",
            "for the other %(count)s the assessment does not say",
            "number",
        )
    )
    return _sentence([*clauses, say(message, number=silent, count=spelled(silent))])


def _continuation(total: int, assessed: list[Assessed]) -> SafeString:
    def judgement(each: Assessed) -> Judgement:
        return each.assessment.continuation

    relevant = [each.code for each in assessed if each.assessment.continuation.value in RELEVANT]
    clauses = _counted(CONTINUED, assessed, judgement)
    if relevant:
        message = ngettext_lazy("%(count)s remains relevant", "%(count)s remain relevant", "number")
        clauses.insert(0, say(message, number=len(relevant), count=_share(len(relevant), total)))
    return _sentence(clauses)


def _counted(messages: dict, assessed: list[Assessed], judgement: Callable[[Assessed], Judgement]) -> list[SafeString]:
    clauses = []
    for value, message in messages.items():
        codes = [each.code for each in assessed if judgement(each).value == value]
        if codes:
            clauses.append(say(message, number=len(codes), count=spelled(len(codes)), codes=listed(codes)))
    return clauses


def _sentence(clauses: Iterable[SafeString]) -> SafeString:
    """Clauses as one sentence, parted by semicolons."""
    text = SafeString("; ".join(clauses))
    return say("%(text)s.", text=capitalized(text)) if text else text


def sources(elements: tuple[ElementFacts, ...]) -> str:
    """What the assessments of these elements cite, each citation once."""
    cited = (element.assessment.source for element in elements if element.assessment and element.assessment.source)
    return "; ".join(dict.fromkeys(cited))
