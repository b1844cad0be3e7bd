"""Annex: each element with all that it descends from, period by period."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from objectives.enums import Finding
from objectives.models.calendar_names import calendar_name
from reports.content.facts import SeriesFacts, SeriesPoint
from reports.document.blocks import Block, Heading, SeriesFigure, SeriesRow, SeriesTable
from reports.document.blocks import Finding as FindingMark
from reports.document.manuscript import Manuscript
from reports.document.numbers import amount, with_unit
from reports.document.wording import PLURALS, say


def series(manuscript: Manuscript) -> tuple[Block, ...]:
    """A table for each element that has a longer series, or one paragraph that says that none has."""
    return tuple(_blocks(manuscript))


def _blocks(manuscript: Manuscript) -> Iterator[Block]:
    if not manuscript.content.series:
        message = _("No element of %(framework)s descends from one of an earlier framework.")
        yield manuscript.paragraph(say(message, framework=manuscript.content.framework.symbol))
        return
    message = _("Each table begins with the elements that the present one descends from. “–” is not zero.")
    yield manuscript.paragraph(say(message))
    of_element = {facts.element: facts for facts in manuscript.content.series}
    for kind, elements in manuscript.kinds.items():
        found = [of_element[one.code] for one in elements if one.code in of_element]
        if found:
            yield Heading(3, str(PLURALS[kind]))  # type: ignore[index]
        for facts in found:
            yield from _element(facts, manuscript)


def _element(facts: SeriesFacts, manuscript: Manuscript) -> Iterator[Block]:
    element = manuscript.elements[facts.element]
    yield Heading(4, element.label, manuscript.badge(element.code))
    caption = str(say(_("%(code)s through the years"), code=element.code))
    yield SeriesTable(caption, tuple(_row(point, manuscript) for point in facts.points))


def _row(point: SeriesPoint, manuscript: Manuscript) -> SeriesRow:
    is_own = point.framework == manuscript.content.framework.symbol
    return SeriesRow(
        period=calendar_name(point.period, point.starts_on, point.ends_on),
        element=point.element if is_own else f"{point.element} {point.label}",
        framework="" if is_own else point.framework,
        finding=FindingMark(
            point.finding or "none", str(Finding(point.finding).label if point.finding else _("Not assessed"))
        ),
        entries=str(point.entries) if point.entries else "",
        figures=tuple(
            SeriesFigure(
                title=one.title,
                value=with_unit(amount(one.value, one.decimals, manuscript.language), one.unit) if one.value else "",
            )
            for one in point.figures
        ),
    )
