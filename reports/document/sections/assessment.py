"""Section III: the overall statement on each kind, the table of findings, and a passage for each element."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from objectives.enums import Basis, Continuation, Finding, LineageKind, Measurability
from reports.content.facts import AssessmentFacts, ElementFacts
from reports.document import statements
from reports.document.blocks import Block, FindingRow, FindingsTable, Heading, Quotation
from reports.document.blocks import Finding as FindingMark
from reports.document.errors import DocumentError
from reports.document.manuscript import Manuscript
from reports.document.numbers import language_name
from reports.document.sections.evidence import evidence_blocks
from reports.document.sections.introduction import typed_paragraphs
from reports.document.wording import PLURALS, joined, say

FOUND = {
    Finding.MET: _("%(code)s has been met."),
    Finding.ONGOING: _("%(code)s is ongoing by nature."),
    Finding.PARTLY_MET: _("%(code)s has been partly met."),
    Finding.DIFFICULT_TO_MEASURE: _("%(code)s is difficult to measure."),
    Finding.NOT_ATTAINABLE: _("%(code)s is not possible to attain completely."),
    Finding.NOT_MET: _("%(code)s has not been met."),
}
MEASURED = {
    Measurability.QUANTIFIABLE: _("The work done for it is clearly identifiable and quantifiable."),
    Measurability.DIFFICULT: _("Its results are difficult to quantify."),
}
CONTINUED = {
    Continuation.REMAINS_RELEVANT: _("It remains relevant."),
    Continuation.COMPLETED: _("It has been completed."),
    Continuation.REVISED: _("It has been revised."),
    Continuation.REFINED: _("It has been refined."),
}


def assessment(manuscript: Manuscript) -> tuple[Block, ...]:
    """The statements and tables of all kinds first, as a summary; then the passages."""
    return (*_summary(manuscript), *_passages(manuscript))


def _summary(manuscript: Manuscript) -> Iterator[Block]:
    for kind, elements in manuscript.kinds.items():
        statement = statements.overall(kind, elements)
        yield manuscript.paragraph(statement + manuscript.footnote(statements.sources(elements)))
    for kind, elements in manuscript.kinds.items():
        rows = tuple(_row(element, manuscript) for element in elements)
        yield FindingsTable(str(PLURALS[kind]), rows)  # type: ignore[index]


def _row(element: ElementFacts, manuscript: Manuscript) -> FindingRow:
    found = element.assessment
    measurability = Measurability(found.measurability.value).label if found and found.measurability.value else ""
    return FindingRow(
        badge=manuscript.badge(element.code),
        label=element.label,
        finding=_mark(found),
        measurability=str(measurability),
        entries=str(element.entries) if element.entries else "",
        outcome=_outcome(element, manuscript),
    )


def _mark(found: AssessmentFacts | None) -> FindingMark:
    if found is None:
        return FindingMark("none", str(_("Not assessed")))
    return FindingMark(found.finding.value, str(Finding(found.finding.value).label))


def _outcome(element: ElementFacts, manuscript: Manuscript) -> str:
    """What became of it: its threads into a later framework, or else what the assessment says."""
    threads = [
        f"{LineageKind(thread.kind).label} ({thread.other_code})"
        if thread.other_code
        else str(LineageKind(thread.kind).label)
        for thread in manuscript.content.lineage
        if thread.element == element.code and thread.direction == "succession"
    ]
    if threads:
        return ", ".join(threads)
    continued = element.assessment.continuation.value if element.assessment else ""
    return str(Continuation(continued).label) if continued else ""


def _passages(manuscript: Manuscript) -> Iterator[Block]:
    for kind, elements in manuscript.kinds.items():
        yield Heading(3, str(PLURALS[kind]))  # type: ignore[index]
        for element in elements:
            yield from _passage(element, manuscript)


def _passage(element: ElementFacts, manuscript: Manuscript) -> Iterator[Block]:
    yield Heading(4, element.label, manuscript.badge(element.code))
    yield Quotation(element.wording, manuscript.wording_language)
    yield manuscript.paragraph(_finding(element, manuscript))
    yield from evidence_blocks(element, manuscript)
    if element.assessment:
        yield from _texts(element, element.assessment, manuscript)


def _finding(element: ElementFacts, manuscript: Manuscript) -> SafeString:
    found = element.assessment
    silence = "" if element.entries else _("No evidence was accepted for it in this period.")
    if found is None:
        return joined(say(_("%(code)s has not been assessed for this period."), code=element.code), silence)
    basis = ""
    if found.finding.basis == Basis.GENERAL:
        basis = say(
            _("This follows from a general statement, and was not said of %(code)s by name."), code=element.code
        )
    measured = MEASURED.get(found.measurability.value)  # type: ignore[call-overload]
    continued = CONTINUED.get(found.continuation.value)  # type: ignore[call-overload]
    sentence = say(FOUND[Finding(found.finding.value)], code=element.code)
    return joined(sentence + manuscript.footnote(found.source), basis, measured or "", continued or "", silence)


def _texts(element: ElementFacts, found: AssessmentFacts, manuscript: Manuscript) -> Iterator[Block]:
    """Narrative and challenges as they were typed. Raises DocumentError if they exist, but not in this language."""
    language = manuscript.language
    if found.narratives and not found.narratives.get(language):
        message = _("The narrative of %(code)s is missing in %(language)s.")
        raise DocumentError(str(say(message, code=element.code, language=language_name(language, language))))
    for text in typed_paragraphs(found.narratives.get(language, "")):
        yield manuscript.paragraph(text)
    for place, text in enumerate(typed_paragraphs(found.challenges.get(language, ""))):
        yield manuscript.paragraph(say(_("Challenges: %(text)s"), text=text) if place == 0 else text)
