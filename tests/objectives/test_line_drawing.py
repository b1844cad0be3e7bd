"""The course of a value, as it is drawn."""

from decimal import Decimal

import pytest

from objectives.line_drawing import Spot, draw


def numbers(*values):
    return [None if value is None else Decimal(value) for value in values]


def test_values_targets_and_baseline_share_one_scale_from_0():
    drawing = draw(numbers(0, 50, 100), numbers(None, 75, 25), Decimal(50))

    assert drawing.runs == ("12,138 300,75 588,12",)
    assert drawing.spots == (Spot(12, 138), Spot(300, 75), Spot(588, 12))
    assert drawing.targets == (Spot(300, 43.5), Spot(588, 106.5))
    assert (drawing.baseline, drawing.top) == (75, 100)


def test_a_period_that_reported_nothing_is_a_gap():
    drawing = draw(numbers(1, 2, None, 2, None), numbers(*[None] * 5), None)

    assert (len(drawing.runs), len(drawing.spots), drawing.baseline) == (1, 3, None)


def test_one_period_stands_in_the_middle():
    assert draw(numbers(5), numbers(10), None).spots == (Spot(300, 75),)


def test_what_is_below_0_stays_on_the_drawing():
    assert draw(numbers(-5, 10), numbers(None, None), None).spots[0].y == 138


@pytest.mark.parametrize("values", [(), (None, None), (0, 0), (-3,)])
def test_where_there_is_nothing_to_draw_there_is_no_drawing(values):
    assert draw(numbers(*values), numbers(*[None] * len(values)), None) is None
