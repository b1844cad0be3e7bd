"""The course of a value over the periods, as places on a drawing; the page draws them, and tells them in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 600, 150
MARGIN = 12  # units on each side, so that marks at the edge are whole


@dataclass(frozen=True)
class Spot:
    """A point of the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """What is drawn: the value as unbroken runs (a period that reported nothing breaks one), the targets, the baseline.

    `top` is the number at the upper edge; the lower edge is 0.
    """

    runs: tuple[str, ...]  # of two points or more, as SVG writes them
    spots: tuple[Spot, ...]
    targets: tuple[Spot, ...]
    baseline: float | None
    top: Decimal
    width: int = WIDTH
    height: int = HEIGHT


def draw(
    values: Sequence[Decimal | None], targets: Sequence[Decimal | None], baseline: Decimal | None
) -> Drawing | None:
    """Values and targets by period, oldest first, on one scale from 0. None where there is nothing to draw."""
    known = [one for one in (*values, *targets, baseline) if one is not None]
    if all(value is None for value in values) or max(known) <= 0:
        return None
    top = max(known)
    xs = [_x(place, len(values)) for place in range(len(values))]
    spots = [None if value is None else Spot(x, _y(value, top)) for x, value in zip(xs, values, strict=True)]
    return Drawing(
        runs=tuple(" ".join(f"{spot.x:g},{spot.y:g}" for spot in run) for run in _runs(spots) if len(run) > 1),
        spots=tuple(spot for spot in spots if spot is not None),
        targets=tuple(Spot(x, _y(one, top)) for x, one in zip(xs, targets, strict=True) if one is not None),
        baseline=None if baseline is None else _y(baseline, top),
        top=top,
    )


def _x(place: int, number: int) -> float:
    """Periods stand at equal distances; one alone in the middle."""
    if number == 1:
        return WIDTH / 2
    return round(MARGIN + (WIDTH - 2 * MARGIN) * place / (number - 1), 1)


def _y(value: Decimal, top: Decimal) -> float:
    share = float(max(value, Decimal(0)) / top)
    return round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share, 1)


def _runs(spots: Sequence[Spot | None]) -> list[list[Spot]]:
    runs: list[list[Spot]] = [[]]
    for spot in spots:
        if spot is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    return [run for run in runs if run]
