"""What an element's figures and evidence show, within its passage of section III."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from reports.content.facts import ElementFacts, EvidenceFacts
from reports.document.blocks import Block, Figure
from reports.document.charts import Chart, can_be_drawn, dot_plot
from reports.document.manuscript import Manuscript
from reports.document.measures import description, progress_of_all
from reports.document.wording import capitalized, joined, say, spelled
from reports.enums import Section

MOST_STATEMENTS = 12


def evidence_blocks(element: ElementFacts, manuscript: Manuscript) -> Iterator[Block]:
    """Figures against baselines and targets, their chart, then the entries."""
    yield from _figures(element, manuscript)
    yield from _entries(element, manuscript)


def _figures(element: ElementFacts, manuscript: Manuscript) -> Iterator[Block]:
    if not element.indicators:
        return
    yield manuscript.paragraph(progress_of_all(element.indicators, manuscript))
    drawn = [indicator for indicator in element.indicators if can_be_drawn(indicator)]
    if drawn:
        chart = dot_plot(drawn, description(drawn, manuscript), manuscript.language)
        yield Figure(_caption(element, chart, manuscript), chart)


def _caption(element: ElementFacts, chart: Chart, manuscript: Manuscript) -> SafeString:
    message = (
        _("Figure %(number)s. %(label)s: baseline, value and target")
        if chart.has_target
        else _("Figure %(number)s. %(label)s: baseline and value")
    )
    return say(message, number=manuscript.next_figure(), label=f"{element.code} {element.label}")


def _entries(element: ElementFacts, manuscript: Manuscript) -> Iterator[Block]:
    """What was done, of what may be shared; how much is internal is said, and nothing else of it."""
    entries = [manuscript.evidence[reference] for reference in element.evidence]
    if not entries:
        return
    described = [entry for entry in entries if not entry.is_internal]
    shown = selection(described, _carrying_figures(element))
    points = tuple(_statement(entry, element, manuscript) for entry in shown)
    yield manuscript.paragraph(_lead(element, len(entries), len(described), len(shown), manuscript), points)


def _carrying_figures(element: ElementFacts) -> frozenset[str]:
    return frozenset(reference for indicator in element.indicators for reference in indicator.evidence)


def selection(entries: list[EvidenceFacts], carrying_figures: frozenset[str]) -> list[EvidenceFacts]:
    """A fair dozen: those with figures first, then others spread evenly over the period; in the register's order."""
    if len(entries) <= MOST_STATEMENTS:
        return entries
    with_figures = [entry for entry in entries if entry.reference in carrying_figures]
    others = [entry for entry in entries if entry.reference not in carrying_figures]
    chosen = _spread(with_figures, MOST_STATEMENTS)
    chosen += _spread(others, MOST_STATEMENTS - len(chosen))
    references = {entry.reference for entry in chosen}
    return [entry for entry in entries if entry.reference in references]


def _spread(entries: list[EvidenceFacts], number: int) -> list[EvidenceFacts]:
    """So many of them, at even distances from the first to the last."""
    if len(entries) <= number:
        return entries
    if number <= 1:
        return entries[:number]
    return [entries[place * (len(entries) - 1) // (number - 1)] for place in range(number)]


def _lead(element: ElementFacts, total: int, described: int, shown: int, manuscript: Manuscript) -> SafeString:
    if described < total:
        return _lead_with_internal(element, total, described, shown, manuscript)
    message = ngettext_lazy(
        "For %(code)s, %(count)s entry of evidence was accepted in this period:",
        "For %(code)s, %(count)s entries of evidence were accepted in this period:",
        "number",
    )
    register = manuscript.part_name(Section.REGISTER)
    if shown == total:
        return say(message, number=total, count=spelled(total), code=element.code)
    message = _(
        "For %(code)s, %(count)s entries of evidence were accepted in this period; "
        "of these, %(shown)s are given here, those with figures first and others spread over the period."
    )
    shorter = say(message, code=element.code, count=spelled(total), shown=spelled(shown))
    return joined(shorter, say(_("All are listed in %(register)s."), register=register) if register else "")


def _lead_with_internal(
    element: ElementFacts, total: int, described: int, shown: int, manuscript: Manuscript
) -> SafeString:
    """The same where some entries are internal, or all."""
    accepted = ngettext_lazy(
        "For %(code)s, %(count)s entry of evidence was accepted in this period.",
        "For %(code)s, %(count)s entries of evidence were accepted in this period.",
        "number",
    )
    hidden = ngettext_lazy(
        "%(count)s is internal: it counts in the figures, and is not described here.",
        "%(count)s are internal: they count in the figures, and are not described here.",
        "number",
    )
    sentences = [
        say(accepted, number=total, count=spelled(total), code=element.code),
        capitalized(say(hidden, number=total - described, count=spelled(total - described))),
    ]
    if shown < described:
        message = _(
            "Of the others, %(shown)s are given here, those with figures first and others spread over the period."
        )
        sentences.append(say(message, shown=spelled(shown)))
    register = manuscript.part_name(Section.REGISTER)
    if shown < total and register:
        sentences.append(say(_("All are listed in %(register)s."), register=register))
    return joined(*sentences)


def _statement(entry: EvidenceFacts, element: ElementFacts, manuscript: Manuscript) -> SafeString:
    """What was done, and how it served this element; the footnote says where it comes from."""
    hows = [given.how for given in entry.contributions if given.element == element.code and given.how]
    citation = manuscript.footnote(manuscript.entry_citation(entry))
    title = entry.title.rstrip(".")
    if hows:
        return say(_("%(title)s: %(how)s"), title=title, how=hows[0].rstrip(".")) + citation
    return say("%(title)s", title=title) + citation
