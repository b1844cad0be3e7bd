"""How a value stands to its target: the one function that page, PDF, export and API all use (law 2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from objectives.enums import Course, Direction, Qualifier


@dataclass(frozen=True)
class Progress:
    """How far a value has come, and what that is called.

    `ratio` is the share of the way from baseline to target: 0 at the baseline, 1 at the target, more beyond it, less
    than 0 on the wrong side of the baseline. It is None where there is no way to measure.
    """

    ratio: Decimal | None
    word: Course


def progress(
    value: Decimal | None,
    target: Decimal | None,
    baseline: Decimal | None,
    direction: str,
    qualifier: str = Qualifier.EXACT,
) -> Progress:
    """The progress of an indicator's value, all four in its own unit; None is "not known", never 0.

    - A value at its target, or beyond it in its direction, has reached it. A decrease is an increase in a mirror.
    - Without a baseline an increase is measured from zero (ratio = value / target, for a target above zero), and its
      word says only whether the target was reached. A decrease without one has no ratio: from where is not known.
    - A target that is at its baseline or behind it leaves no way to go: there is no ratio, but there is a word.
    - `qualifier` is the value's own. "Over 90" has reached 80, and has broken a ceiling of 80; whether it has reached
      100 nobody can tell. Nor what "about 90" has.
    """
    if value is None:
        return Progress(None, Course.NOT_REPORTED)
    if target is None:
        return Progress(None, Course.NO_TARGET)
    if direction == Direction.NONE:
        return Progress(None, Course.NO_DIRECTION)
    if direction == Direction.INCREASE:
        start = Decimal(0) if baseline is None else baseline
        return Progress(_ratio(value, target, start), _word(value, target, baseline, qualifier, grows=True))
    if direction == Direction.DECREASE:
        ratio = None if baseline is None else _ratio(-value, -target, -baseline)
        mirrored = None if baseline is None else -baseline
        return Progress(ratio, _word(-value, -target, mirrored, qualifier, grows=False))
    raise ValueError(f"Unknown direction {direction!r}.")


def _ratio(value: Decimal, target: Decimal, start: Decimal) -> Decimal | None:
    return (value - start) / (target - start) if target > start else None


def _word(value: Decimal, target: Decimal, baseline: Decimal | None, qualifier: str, *, grows: bool) -> Course:
    """The word for a value that should rise. One that should fall comes mirrored, and does not `grow`."""
    reached = value >= target
    if qualifier == Qualifier.ABOUT or (qualifier == Qualifier.OVER and reached != grows):
        return Course.INEXACT
    if reached:
        return Course.REACHED
    if baseline is None:
        return Course.SHORT
    if qualifier == Qualifier.OVER:  # a ceiling that is broken: the value lies still further from it than it says
        return Course.BEHIND if value <= baseline else Course.SHORT
    if value == baseline:
        return Course.UNCHANGED
    return Course.TOWARDS if value > baseline else Course.BEHIND
