"""What became since the last report of entries of earlier periods: those corrected, with what their figures were and
are, and those withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from objectives.queries.evidence_parts import label_of
from reports.content.facts import Amount, CorrectedFigureFacts, CorrectionFacts, WithdrawalFacts
from reports.document.blocks import Block
from reports.document.manuscript import INTERNAL, Manuscript
from reports.document.numbers import NOTHING, amount, long_date, with_unit
from reports.document.wording import joined, say, spelled

CORRECTED = ngettext_lazy(
    "Since the last report, %(count)s entry of an earlier period was corrected; that report keeps what it said:",
    "Since the last report, %(count)s entries of earlier periods were corrected; that report keeps what it said:",
    "number",
)
WITHDRAWN = ngettext_lazy(
    "Since the last report, %(count)s entry of an earlier period was withdrawn and counts no longer; that report keeps "
    "what it said:",
    "Since the last report, %(count)s entries of earlier periods were withdrawn and count no longer; that report keeps "
    "what it said:",
    "number",
)

ON_PAPER = {  # what a form calls by a question or a place to write has another name in a paper
    "title": _("Title"),
    "description": _("Description"),
    "sensitivity": _("What may be shared"),
    "contributions": _("The objectives and roles chosen"),
}


def corrections(manuscript: Manuscript) -> Iterator[Block]:
    """One paragraph with a point for each entry; none where nothing was corrected."""
    corrected = manuscript.content.corrections
    if corrected:
        message = say(CORRECTED, number=len(corrected), count=spelled(len(corrected)))
        yield manuscript.paragraph(message, tuple(_point(one, manuscript) for one in corrected))


def withdrawals(manuscript: Manuscript) -> Iterator[Block]:
    """One paragraph with a point for each entry; none where nothing was withdrawn."""
    withdrawn = manuscript.content.withdrawals
    if withdrawn:
        message = say(WITHDRAWN, number=len(withdrawn), count=spelled(len(withdrawn)))
        points = (joined(_named(one, one.withdrawn_on, manuscript), *_reason(one)) for one in withdrawn)
        yield manuscript.paragraph(message, tuple(points))


def _point(correction: CorrectionFacts, manuscript: Manuscript) -> SafeString:
    head = _named(correction, correction.corrected_on, manuscript)
    return head if correction.is_internal else joined(head, *_sentences(correction, manuscript))


def _named(entry: CorrectionFacts | WithdrawalFacts, on: date, manuscript: Manuscript) -> SafeString:
    """Which entry, and the day of what became of it; of an internal one no title."""
    day = long_date(on, manuscript.language)
    if entry.is_internal:
        known = {"reference": entry.reference, "internal": INTERNAL, "day": day}
        return say(_("%(reference)s (%(internal)s), on %(day)s."), **known)
    return say(_("%(reference)s, “%(title)s”, on %(day)s."), reference=entry.reference, title=entry.title, day=day)


def _reason(entry: CorrectionFacts | WithdrawalFacts) -> Iterator[SafeString]:
    if entry.reason:
        yield say(_("Reason given: “%(reason)s”"), reason=entry.reason.strip())


def _sentences(correction: CorrectionFacts, manuscript: Manuscript) -> Iterator[SafeString]:
    for figure in correction.figures:
        yield _figure(figure, manuscript.language)
    if correction.parts:
        parts = "; ".join(str(ON_PAPER.get(name) or label_of(name)) for name in correction.parts)
        yield say(_("Changed besides: %(parts)s.") if correction.figures else _("Changed: %(parts)s."), parts=parts)
    yield from _reason(correction)


def _figure(figure: CorrectedFigureFacts, language: str) -> SafeString:
    return say(
        _("%(code)s, %(title)s: it was %(before)s, and is now %(after)s."),
        code=figure.element,
        title=figure.title,
        before=_told(figure.before, figure, language),
        after=_told(figure.after, figure, language),
    )


def _told(reported: Amount | None, figure: CorrectedFigureFacts, language: str) -> SafeString | str:
    """A number with its unit; a dash where none was given, which is not 0 (law 3)."""
    if reported is None:
        return NOTHING
    return with_unit(amount(reported, figure.decimals, language), figure.unit)
