"""Sentences on indicators."""

import dataclasses
from decimal import Decimal

import pytest

from reports.content.facts import Amount
from reports.document.charts import can_be_drawn
from reports.document.manuscript import Manuscript
from reports.document.measures import course, progress
from tests.reports.document import papers

STAFF = dataclasses.replace(papers.growth("staff", "Staff", "staff members", 1100, 4100, "over"), evidence=())


def exactly(value, qualifier="exact"):
    return Amount(Decimal(value), qualifier)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Staff rose from 1,100 in 1995 to over 4,100 staff members."),
        ({"value": exactly(900)}, "Staff fell from 1,100 in 1995 to 900 staff members."),
        ({"value": exactly(1100)}, "Staff stood at 1,100 staff members, the same as the baseline in 1995."),
        ({"value": exactly(0)}, "Staff fell from 1,100 in 1995 to 0 staff members."),
        ({"value": None}, "Staff: no figure was reported; the baseline is 1,100 in 1995."),
        ({"baseline": None}, "Staff stood at over 4,100 staff members; no baseline is known."),
        ({"baseline": None, "value": None}, "Staff: no figure was reported, and no baseline is known."),
        (
            {"direction": "increase", "target": Decimal(4000)},
            "Staff rose from 1,100 in 1995 to over 4,100 staff members. The target of 4,000 staff members was reached.",
        ),
        (
            {"value": exactly(3999), "direction": "increase", "target": Decimal(4000)},
            "Staff rose from 1,100 in 1995 to 3,999 staff members. The target of 4,000 staff members was not reached.",
        ),
        (
            {"title": "Member States", "unit": "States", "value": exactly(105), "baseline": exactly(55)},
            "Member States rose from 55 in 1995 to 105.",
        ),
    ],
)
def test_a_sentence_says_where_an_indicator_began_and_where_it_stands(changes, sentence):
    assert progress(dataclasses.replace(STAFF, **changes), Manuscript(papers.record(), "en")) == sentence


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (exactly(100), "increase", "reached"),
        (exactly(99), "increase", "behind"),
        (exactly(99, "over"), "increase", "inexact"),
        (exactly(120, "about"), "increase", "inexact"),
        (exactly(100), "decrease", "reached"),
        (exactly(101), "decrease", "towards"),
        (exactly(101, "over"), "decrease", "short"),
        (exactly(100), "none", "no_direction"),
        (None, "increase", "not_reported"),
    ],
)
def test_the_word_for_a_target_is_the_one_that_the_screens_give(value, direction, word):
    indicator = dataclasses.replace(STAFF, value=value, direction=direction, target=Decimal(100))

    assert course(indicator) == word


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": exactly(60)}, "The target of 100 staff members was not reached."),
        ({"value": exactly(60, "about")}, "The target was 100 staff members."),
        ({"value": exactly(60), "direction": "none"}, "The target was 100 staff members."),
        ({"value": exactly(100)}, "The target of 100 staff members was reached."),
    ],
)
def test_a_sentence_says_of_the_target_what_the_figure_can_tell(changes, sentence):
    indicator = dataclasses.replace(STAFF, **{"direction": "increase", "target": Decimal(100), **changes})

    assert progress(indicator, Manuscript(papers.record(), "en")).endswith(sentence)


def test_what_does_not_apply_is_said_and_is_not_a_figure_that_was_not_reported():
    indicator = dataclasses.replace(STAFF, value=None, not_applicable=True)

    assert progress(indicator, Manuscript(papers.record(), "en")) == "Staff: not applicable in this period."


@pytest.mark.parametrize(
    ("changes", "drawn"),
    [
        ({}, True),
        ({"value": None}, False),
        ({"value": None, "target": Decimal(5)}, True),
        ({"value": exactly(-1)}, False),
    ],
)
def test_a_chart_needs_two_points_to_compare(changes, drawn):
    assert can_be_drawn(dataclasses.replace(STAFF, **changes)) is drawn
