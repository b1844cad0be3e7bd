"""What the rows of an overview come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from objectives.queries.overview import ElementRow
from objectives.templatetags.words import bar

register = template.Library()


@dataclass(frozen=True)
class Sum:
    """How many elements there are, how many have something, and whether any bar is drawn for one."""

    elements: int
    with_evidence: int
    assessed: int
    has_bars: bool


@register.filter
def summed_up(rows: Sequence[ElementRow]) -> Sum:
    """The elements of a page in numbers."""
    return Sum(
        elements=len(rows),
        with_evidence=sum(1 for row in rows if row.accepted),
        assessed=sum(1 for row in rows if row.assessment),
        has_bars=any(bar(row.indicators[0]).is_drawn for row in rows if row.indicators),
    )
