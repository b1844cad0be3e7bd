"""How a value stands to its target: one function for increase and decrease, and for what is not known."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from objectives.enums import Course, Direction, Qualifier
from objectives.queries.progress import Progress, progress

amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=4)
either = st.sampled_from([Direction.INCREASE, Direction.DECREASE])


def known(*numbers):
    return [None if number is None else Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("value", "target", "baseline", "direction", "ratio", "word"),
    [
        (100, 100, 20, "increase", "1", "reached"),
        (120, 100, 20, "increase", "1.25", "reached"),
        (60, 100, 20, "increase", "0.5", "towards"),
        (20, 100, 20, "increase", "0", "unchanged"),
        (0, 100, 20, "increase", "-0.25", "behind"),
        (30, 30, 90, "decrease", "1", "reached"),
        (15, 30, 90, "decrease", "1.25", "reached"),
        (60, 30, 90, "decrease", "0.5", "towards"),
        (90, 30, 90, "decrease", "0", "unchanged"),
        (105, 30, 90, "decrease", "-0.25", "behind"),
        (0, 0, 8, "decrease", "1", "reached"),
    ],
)
def test_progress_is_the_share_of_the_way_from_the_baseline_to_the_target(
    value, target, baseline, direction, ratio, word
):
    assert progress(*known(value, target, baseline), direction) == Progress(Decimal(ratio), Course(word))


@pytest.mark.parametrize(
    ("value", "target", "direction", "ratio", "word"),
    [
        (70, 100, "increase", "0.7", "short"),
        (100, 100, "increase", "1", "reached"),
        (0, 100, "increase", "0", "short"),
        (-5, 100, "increase", "-0.05", "short"),
        (5, 0, "increase", None, "reached"),
        (-5, 0, "increase", None, "short"),
        (70, 100, "decrease", None, "reached"),
        (130, 100, "decrease", None, "short"),
    ],
)
def test_without_a_baseline_an_increase_is_measured_from_zero_and_a_decrease_from_nowhere(
    value, target, direction, ratio, word
):
    expected = Progress(None if ratio is None else Decimal(ratio), Course(word))

    assert progress(*known(value, target, None), direction) == expected


@pytest.mark.parametrize(
    ("value", "target", "baseline", "word"),
    [
        (100, 100, 100, "reached"),
        (101, 100, 100, "reached"),
        (99, 100, 100, "behind"),
        (110, 100, 120, "reached"),
        (120, 100, 120, "reached"),
        (90, 100, 120, "behind"),
    ],
)
def test_a_target_at_the_baseline_or_behind_it_leaves_no_way_to_measure(value, target, baseline, word):
    assert progress(*known(value, target, baseline), "increase") == Progress(None, Course(word))
    assert progress(*known(-value, -target, -baseline), "decrease") == Progress(None, Course(word))


@pytest.mark.parametrize(
    ("value", "target", "direction", "word"),
    [
        (None, 100, "increase", "not_reported"),
        (None, None, "none", "not_reported"),
        (5, None, "increase", "no_target"),
        (5, None, "none", "no_target"),
        (5, 100, "none", "no_direction"),
    ],
)
def test_what_is_not_known_is_said_and_never_taken_for_zero(value, target, direction, word):
    assert progress(*known(value, target, 0), direction) == Progress(None, Course(word))


@pytest.mark.parametrize(
    ("value", "baseline", "direction", "qualifier", "word"),
    [
        (100, 20, "increase", "over", "reached"),
        (99, 20, "increase", "over", "inexact"),
        (120, 20, "increase", "about", "inexact"),
        (20, 20, "increase", "about", "inexact"),
        (99, 200, "decrease", "over", "inexact"),
        (100, 200, "decrease", "over", "inexact"),
        (101, 200, "decrease", "over", "short"),
        (200, 200, "decrease", "over", "behind"),
        (201, 200, "decrease", "over", "behind"),
        (101, None, "decrease", "over", "short"),
    ],
)
def test_a_word_is_given_only_where_the_figure_is_exact_enough(value, baseline, direction, qualifier, word):
    assert progress(*known(value, 100, baseline), direction, qualifier).word == word


def test_a_direction_that_is_not_known_is_an_error():
    with pytest.raises(ValueError, match="sideways"):
        progress(*known(1, 2, 3), "sideways")


@given(value=amounts, target=amounts, baseline=st.none() | amounts)
def test_a_target_is_reached_from_the_right_side_alone(value, target, baseline):
    assert (progress(value, target, baseline, "increase").word == Course.REACHED) == (value >= target)
    assert (progress(value, target, baseline, "decrease").word == Course.REACHED) == (value <= target)


@given(value=amounts, target=amounts, baseline=amounts)
def test_a_decrease_is_an_increase_seen_in_a_mirror(value, target, baseline):
    assert progress(value, target, baseline, "increase") == progress(-value, -target, -baseline, "decrease")


@given(value=amounts, target=amounts, baseline=amounts, direction=either)
def test_the_ratio_and_the_word_never_disagree(value, target, baseline, direction):
    found = progress(value, target, baseline, direction)
    assume(found.ratio is not None)

    assert found.word == (
        Course.REACHED
        if found.ratio >= 1
        else Course.TOWARDS
        if found.ratio > 0
        else Course.UNCHANGED
        if found.ratio == 0
        else Course.BEHIND
    )


@given(
    value=st.none() | amounts,
    target=st.none() | amounts,
    baseline=st.none() | amounts,
    direction=st.sampled_from(Direction.values),
    qualifier=st.sampled_from(Qualifier.values),
)
def test_every_figure_has_a_word_and_none_divides_by_zero(value, target, baseline, direction, qualifier):
    assert progress(value, target, baseline, direction, qualifier).word in Course
