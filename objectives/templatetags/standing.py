"""Lines of elements for a period: a page shows dozens, which seldom change, so each is kept by all that it shows."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from iomtrack.accounts.models import User
from iomtrack.accounts.pieces import Piece, keeper
from objectives.models import Element, Framework, Period
from objectives.queries.overview import ElementRow
from objectives.queries.waiting import StandingRow
from objectives.templatetags.trees import Placed
from objectives.templatetags.words import bar

register = template.Library()
_kept = keeper(2_000)


@register.simple_tag
def element_line(placed: Placed, period: Period | None, framework: Framework | None) -> SafeString:
    """An element with its finding, figures and entries, on home and on the page of its strategy."""
    row: ElementRow = placed.row
    first = row.indicators[0] if row.indicators else None
    said = bar(first) if first else None
    figures = first and (first.indicator.code, first.indicator.title, said, bool(first.value), first.not_applicable)
    stage = row.stage and (row.stage.status, _names(row.stage.people))
    counts = (row.accepted, row.awaiting, row.not_reported)
    shows = ("element", *_place(placed, row.element, period, framework), _finding(row), stage, figures, *counts)
    told = {"row": row, "bar": said}
    return _kept(Piece(shows, partial(_written, "element_line", placed, period, framework, told)))


@register.simple_tag
def standing_line(placed: Placed, period: Period, framework: Framework | None, may_write: bool) -> SafeString:
    """Where an element stands in a period, and for whom it waits, on the period's page."""
    row: StandingRow = placed.row
    known, waits = row.known, row.waits_by_people
    states = (row.status, row.stage, bool(may_write), period.framework.slug)
    counts = (known.accepted, known.awaiting, row.reported, row.expected)
    waiting = tuple((_names(people), tuple(kinds)) for people, kinds in waits)
    shows = ("standing", *_place(placed, known.element, period, framework), _finding(known), *states, *counts, waiting)
    told = {"row": row, "waits": waits, "may_write": may_write}
    return _kept(Piece(shows, partial(_written, "standing_line", placed, period, framework, told)))


def _place(placed: Placed, element: Element, period: Period | None, framework: Framework | None) -> tuple[object, ...]:
    """What leads to an element, and how it is named."""
    names = (element.code, element.kind, element.label)
    return (placed.depth, element.get_absolute_url(), *names, period and period.code, framework and framework.language)


def _finding(row: ElementRow) -> tuple[str, str, str] | None:
    found = row.assessment
    return (found.finding, found.get_finding_display(), found.finding_basis) if found else None


def _names(people: tuple[User, ...]) -> tuple[str, ...]:
    return tuple(person.name for person in people)


def _written(
    name: str, placed: Placed, period: Period | None, framework: Framework | None, told: dict[str, Any]
) -> SafeString:
    worded_in = framework.language if framework else ""
    context = told | {"depth": placed.depth, "period": period, "worded_in": worded_in}
    return render_to_string(f"objectives/_{name}.html", context)
