"""Dot plots of baseline, value and target: the geometry, which the template draws as SVG.

Rows of the same unit share a scale that begins at zero, so that lengths can be compared. Coordinates are in quarters
of a millimetre.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from decimal import Decimal

from reports.content.facts import IndicatorFacts
from reports.document.numbers import amount, figure

WIDTH = 620
PLOT_LEFT, PLOT_RIGHT = 200, 580
LEGEND_HEIGHT = 26
ROW_HEIGHT = 54
LABEL_CHARACTERS = 28
LABEL_ROOM = 52  # two figures nearer than this would print over one another


@dataclass(frozen=True)
class Mark:
    """A point of a row: where it stands, and the figure written beside it ("" where there is no room)."""

    x: float
    figure: str


@dataclass(frozen=True)
class Row:
    label: tuple[str, ...]
    y: int
    baseline: Mark | None
    value: Mark | None
    target: Mark | None
    target_is_below: bool

    @property
    def label_top(self) -> int:
        """The first line's baseline, so that one or two lines stand centred on the row."""
        return self.y + 4 - 8 * (len(self.label) - 1)

    @property
    def span(self) -> tuple[float, float] | None:
        """From baseline to value, where both are known."""
        return (self.baseline.x, self.value.x) if self.baseline and self.value else None


@dataclass(frozen=True)
class Chart:
    rows: tuple[Row, ...]
    height: int
    description: str  # the alternative text: every figure that the chart shows, in words
    has_target: bool

    width: int = WIDTH
    left: int = PLOT_LEFT
    right: int = PLOT_RIGHT

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height on paper."""
        return self.width / 4, self.height / 4


def can_be_drawn(indicator: IndicatorFacts) -> bool:
    """A row needs two points to compare, none of them below zero."""
    points = _points(indicator)
    return len(points) > 1 and min(points) >= 0 < max(points)


def dot_plot(indicators: list[IndicatorFacts], description: str, language: str) -> Chart:
    """The chart of indicators that `can_be_drawn`."""
    tops = {unit: _top(indicators, unit) for unit in {indicator.unit for indicator in indicators}}
    rows = tuple(
        _row(indicator, LEGEND_HEIGHT + ROW_HEIGHT * place + ROW_HEIGHT // 2, tops[indicator.unit], language)
        for place, indicator in enumerate(indicators)
    )
    has_target = any(row.target for row in rows)
    return Chart(rows, LEGEND_HEIGHT + ROW_HEIGHT * len(rows), description, has_target)


def _points(indicator: IndicatorFacts) -> list[Decimal]:
    reported = [each.value for each in (indicator.baseline, indicator.value) if each is not None]
    return reported + ([indicator.target] if indicator.target is not None else [])


def _top(indicators: list[IndicatorFacts], unit: str) -> Decimal:
    return max(point for indicator in indicators if indicator.unit == unit for point in _points(indicator))


def _row(indicator: IndicatorFacts, y: int, top: Decimal, language: str) -> Row:
    places = indicator.decimals
    baseline = value = target = None
    if indicator.baseline is not None:
        baseline = Mark(_x(indicator.baseline.value, top), amount(indicator.baseline, places, language))
    if indicator.value is not None:
        value = Mark(_x(indicator.value.value, top), amount(indicator.value, places, language))
    is_below = False
    if indicator.target is not None:
        x = _x(indicator.target, top)
        is_below = _has_room(x, baseline)
        text = figure(indicator.target, places, language) if is_below or _has_room(x, value) else ""
        target = Mark(x, text)
    label = tuple(textwrap.wrap(indicator.title, LABEL_CHARACTERS, max_lines=2, placeholder="…"))
    return Row(label, y, baseline, value, target, is_below)


def _x(value: Decimal, top: Decimal) -> float:
    return round(PLOT_LEFT + float(value / top) * (PLOT_RIGHT - PLOT_LEFT), 1)


def _has_room(x: float, mark: Mark | None) -> bool:
    return mark is None or abs(x - mark.x) >= LABEL_ROOM
