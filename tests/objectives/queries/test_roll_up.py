"""How an indicator takes in the figures of those that roll up to it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.enums import Aggregation, Qualifier
from objectives.queries.figures import (
    Outcome,
    Reported,
    Value,
    aggregate,
    outcomes_for,
    part_of,
    reckon,
    reported_figures,
    values_for,
)
from objectives.queries.roll_up import Part, Tree, roll_up
from tests import factories

DAY = date(2026, 7, 1)
amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=4)


@st.composite
def trees(draw):
    """Up to six indicators of one aggregation, each but the first rolled up to an earlier one, with their figures."""
    number = draw(st.integers(1, 6))
    aggregation = draw(st.sampled_from(Aggregation.values))
    fed_by = {}
    for child in range(1, number):
        fed_by.setdefault(draw(st.integers(0, child - 1)), []).append(child)
    records = iter(range(100))
    figures = {
        indicator: [
            Reported(
                DAY + timedelta(days=draw(st.integers(0, 3))),
                record := next(records),
                f"EV-{record}",
                draw(amounts),
                draw(st.sampled_from(Qualifier.values)),
            )
            for _figure in range(draw(st.integers(0, 4)))
        ]
        for indicator in range(number)
    }
    return Tree(dict.fromkeys(range(number), aggregation), fed_by), aggregation, figures


def rolled_up(tree, aggregation, figures, indicator=0):
    own = {pk: part for pk, mine in figures.items() if (part := part_of(aggregation, mine)) is not None}
    return roll_up(tree, own, [indicator]).get(indicator)


@given(trees())
def test_all_figures_of_the_tree_together_make_the_value_at_its_top(drawn):
    tree, aggregation, figures = drawn
    everything = [figure for mine in figures.values() for figure in mine]
    part = rolled_up(tree, aggregation, figures)

    if aggregation == Aggregation.LATEST:
        each = [aggregate(aggregation, mine) for mine in figures.values() if mine]
        expected = sum(value.value for value in each) if each else None
    else:
        value = aggregate(aggregation, everything)
        expected = value and value.value
    assert (part and part.value) == expected


@given(trees())
def test_a_total_is_as_inexact_as_the_least_exact_figure_of_the_tree(drawn):
    tree, aggregation, figures = drawn
    part = rolled_up(tree, aggregation, figures)

    if part and aggregation in (Aggregation.SUM, Aggregation.AVERAGE):
        assert part.qualifier == aggregate(aggregation, [one for mine in figures.values() for one in mine]).qualifier


@given(trees())
def test_a_value_rests_on_the_records_of_the_whole_tree(drawn):
    tree, aggregation, figures = drawn
    part = rolled_up(tree, aggregation, figures)

    if part and aggregation in (Aggregation.SUM, Aggregation.AVERAGE):
        assert set(part.references) == {one.reference for mine in figures.values() for one in mine}


@given(trees())
def test_a_branch_has_its_own_value_whatever_stands_beside_it(drawn):
    tree, aggregation, figures = drawn
    for indicator in figures:
        below = tree.below(indicator)
        alone = {one: mine for one, mine in figures.items() if one in below}

        assert rolled_up(tree, aggregation, figures, indicator) == rolled_up(tree, aggregation, alone, indicator)


def test_one_that_aggregates_otherwise_gives_its_value_and_is_not_added_up_twice():
    tree = Tree({1: "sum", 2: "latest", 3: "average"}, {1: [2, 3]})
    own = {
        1: Part(Decimal(5), 1, "exact"),
        2: Part(Decimal(200), 1, "exact"),
        3: Part(Decimal(30), 3, "exact"),
    }

    assert roll_up(tree, own, [1])[1].value == 5 + 200 + 10


def test_a_circle_takes_each_in_once():
    tree = Tree({1: "sum", 2: "sum"}, {1: [2], 2: [1]})
    own = {1: Part(Decimal(1), 1, "exact"), 2: Part(Decimal(2), 1, "exact")}

    assert {pk: part.value for pk, part in roll_up(tree, own, [1, 2]).items()} == {1: 3, 2: 3}
    assert tree.below(1) == [1, 2]


def test_nothing_reported_in_the_whole_tree_is_no_value():
    assert roll_up(Tree({1: "sum", 2: "sum"}, {1: [2]}), {}, [1, 2]) == {}


# --- from the database ------------------------------------------------------------------------------


@pytest.fixture
def family(period, elements):
    """Makes a grandparent, a parent and two children with an aggregation, on three elements."""

    def make(aggregation):
        top = factories.IndicatorFactory(element=elements["O1"], aggregation=aggregation)
        middle = factories.IndicatorFactory(element=elements["O2"], aggregation=aggregation, rolls_up_to=top)
        low = [
            factories.IndicatorFactory(element=elements["R1"], aggregation=aggregation, rolls_up_to=middle)
            for _ in range(2)
        ]
        return [top, middle, *low]

    return make


def report(period, indicator, *values, **fields):
    for number, value in enumerate(values):
        evidence = factories.EvidenceFactory(
            framework=period.framework, period=period, accepted=True, ends_on=DAY + timedelta(days=number)
        )
        factories.FigureFactory(evidence=evidence, indicator=indicator, value=value, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("aggregation", "values"),
    [
        ("sum", [91, 90, 60, 30]),
        ("latest", [51, 50, 30, 20]),
        ("average", ["18.2", "22.5", 20, 30]),
        ("maximum", [30, 30, 30, 30]),
    ],
)
def test_an_indicator_takes_in_all_that_roll_up_to_it(aggregation, values, period, family):
    top, middle, first, second = family(aggregation)
    report(period, top, 1)
    report(period, first, 10, 20, 30)
    report(period, second, *([30] if aggregation != "latest" else [40, 20]))

    found = values_for(period, [top, middle, first, second])

    assert [found[one.pk].value for one in (top, middle, first, second)] == [Decimal(value) for value in values]


@pytest.mark.django_db
def test_one_element_alone_asks_for_those_below_it_all_the_same(period, family, django_assert_num_queries):
    top, _middle, first, _second = family("sum")
    report(period, first, 7)

    with django_assert_num_queries(2):
        assert values_for(period, [top]) == {top.pk: Value(Decimal(7), "exact")}


@pytest.mark.django_db
@pytest.mark.parametrize("aggregation", Aggregation.values)
def test_what_the_tallies_say_is_what_the_figures_come_to(aggregation, period, family):
    indicators = family(aggregation)
    for indicator, qualifier in zip(indicators, ("exact", "over", "about", "exact"), strict=True):
        report(period, indicator, 3, "2.5", 4, qualifier=qualifier)

    reckoned = reckon(indicators, reported_figures(period))

    assert {pk: (one.value, one.qualifier) for pk, one in reckoned.items()} == {
        pk: (one.value, one.qualifier) for pk, one in values_for(period, indicators).items()
    }
    assert all(one.references for one in reckoned.values())


# --- answers other than numbers ---------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([], None),
        (["not_reported"], None),
        (["not_applicable"], Outcome(None, True)),
        (["not_applicable", "not_reported"], Outcome(None, True)),
        (["not_applicable", "value"], Outcome(Value(Decimal(0), "exact"), False)),
        (["value", "not_reported"], Outcome(Value(Decimal(0), "exact"), False)),
    ],
)
@pytest.mark.parametrize("aggregation", Aggregation.values)
def test_an_answer_without_a_number_is_in_no_total_and_is_not_zero(answers, outcome, aggregation, period, elements):
    indicator = factories.IndicatorFactory(element=elements["O1"], aggregation=aggregation)
    for answer in answers:
        report(period, indicator, 0 if answer == "value" else None, answer=answer)

    assert outcomes_for(period, [indicator]).get(indicator.pk) == outcome


@pytest.mark.django_db
def test_what_does_not_apply_below_does_not_apply_above_unless_something_was_reported(period, family):
    top, middle, first, second = family("sum")
    report(period, first, None, answer="not_applicable")
    before = outcomes_for(period, [top, middle, second])
    report(period, second, 4)

    assert before == {top.pk: Outcome(None, True), middle.pk: Outcome(None, True)}
    assert outcomes_for(period, [top])[top.pk] == Outcome(Value(Decimal(4), "exact"), False)
