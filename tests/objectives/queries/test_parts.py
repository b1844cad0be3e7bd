"""Figures broken down, and by how much the parts miss their total."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.models import Category, Dimension, Indicator
from objectives.queries.parts import Breakdown, Mismatch, breakdowns, mismatch, mismatches, parts_for
from tests import factories

amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=4)


@given(st.lists(amounts, min_size=1, max_size=8), amounts)
def test_the_parts_miss_the_total_by_exactly_what_is_said(values, total):
    dimension = Dimension(pk=1, name="Sex")
    parts = [(Category(pk=pk, dimension=dimension, position=pk), value) for pk, value in enumerate(values)]

    found = mismatches(Indicator(unit="persons", aggregation="sum"), total, breakdowns(parts))

    assert [one.come_to + one.missing for one in found] == ([] if sum(values) == total else [total])


@pytest.fixture
def sexes(db):
    sex = factories.DimensionFactory(code="sex", name="Sex")
    return [
        factories.CategoryFactory(dimension=sex, position=place, label=label)
        for place, label in enumerate(("Women", "Men"))
    ]


@pytest.fixture
def ages(db):
    age = factories.DimensionFactory(code="age", name="Age group", position=1)
    return [factories.CategoryFactory(dimension=age, label="Under 18")]


@pytest.fixture
def report(period):
    """Reports a figure of an indicator with its parts by category."""

    def make(indicator, value, parts, day=15, **fields):
        traits = {"accepted": True, **fields}
        evidence = factories.EvidenceFactory(
            framework=period.framework, ends_on=date(2026, 9, day), **{"period": period, **traits}
        )
        figure = factories.FigureFactory(evidence=evidence, indicator=indicator, value=value)
        for category, number in parts.items():
            factories.FigurePartFactory(figure=figure, category=category, value=number)
        return figure

    return make


def told(found):
    return {one.dimension.name: [(category.label, value) for category, value in one.parts] for one in found}


@pytest.mark.parametrize(
    ("women", "men", "missing"), [(100, 98, 16), (100, 114, None), (114, 100, None), (200, 20, -6), (0, 0, 214)]
)
def test_a_figure_says_by_how_much_its_parts_miss_it(women, men, missing, report, indicator, sexes):
    figure = report(indicator, 214, {sexes[0]: women, sexes[1]: men})

    expected = [] if missing is None else [Mismatch(sexes[0].dimension, Decimal(women + men), Decimal(missing))]
    assert list(mismatch(figure)) == expected


def test_each_dimension_is_checked_by_itself(report, indicator, sexes, ages):
    figure = report(indicator, 10, {sexes[0]: 4, sexes[1]: 6, ages[0]: 3})

    assert [(one.dimension.name, one.missing) for one in mismatch(figure)] == [("Age group", 7)]


def test_a_figure_that_is_not_broken_down_misses_nothing(report, indicator):
    assert mismatch(report(indicator, 10, {})) == ()


@pytest.mark.django_db
def test_an_answer_without_a_number_misses_nothing(indicator, period):
    evidence = factories.EvidenceFactory(framework=period.framework, period=period)
    figure = factories.FigureFactory(evidence=evidence, indicator=indicator, answer="not_applicable", value=None)

    assert mismatch(figure) == ()


def test_the_parts_of_a_sum_are_added_up_over_accepted_records(report, indicator, period, sexes, ages):
    report(indicator, 10, {sexes[0]: 4, sexes[1]: 6})
    report(indicator, 5, {sexes[0]: 5, ages[0]: 1})
    report(indicator, 100, {sexes[0]: 100}, accepted=False, submitted=True)

    found = parts_for(period, [indicator])

    assert told(found[indicator.pk]) == {"Sex": [("Women", 9), ("Men", 6)], "Age group": [("Under 18", 1)]}


@pytest.mark.parametrize(("aggregation", "parts"), [("latest", [("Women", 3)]), ("maximum", [("Men", 9)])])
def test_a_value_of_one_record_has_that_records_parts(aggregation, parts, report, elements, period, sexes):
    indicator = factories.IndicatorFactory(element=elements["O1"], aggregation=aggregation)
    report(indicator, 9, {sexes[1]: 9}, day=1)
    report(indicator, 3, {sexes[0]: 3}, day=2)

    assert told(parts_for(period, [indicator])[indicator.pk]) == {"Sex": parts}


def test_the_parts_of_an_average_are_the_means_of_the_figures_that_have_them(report, elements, period, sexes):
    indicator = factories.IndicatorFactory(element=elements["O1"], aggregation="average")
    below = factories.IndicatorFactory(element=elements["O2"], aggregation="average", rolls_up_to=indicator)
    report(indicator, 9, {sexes[0]: 6, sexes[1]: 10})
    report(indicator, 5, {sexes[0]: 3})
    report(below, 9, {sexes[0]: 3})

    assert told(parts_for(period, [indicator])[indicator.pk]) == {"Sex": [("Women", 4), ("Men", 10)]}


@pytest.mark.parametrize(
    ("unit", "aggregation", "add_up"),
    [
        ("persons", "sum", True),
        ("offices", "latest", True),
        ("US dollars", "maximum", True),
        ("corporate services", "sum", True),
        ("days", "average", False),
        ("per cent", "latest", False),
        ("% of cases", "maximum", False),
        ("pour cent des cas", "latest", False),
        ("porcentaje", "latest", False),
        ("rate per 1,000", "latest", False),
    ],
)
def test_the_indicator_decides_whether_parts_add_up(unit, aggregation, add_up, report, elements, sexes):
    indicator = factories.IndicatorFactory(element=elements["O1"], unit=unit, aggregation=aggregation)
    figure = report(indicator, 50, {sexes[0]: 40, sexes[1]: 60})

    assert (indicator.parts_add_up, mismatch(figure) == ()) == (add_up, not add_up)


@pytest.mark.parametrize(("aggregation", "women"), [("sum", 12), ("latest", 12), ("maximum", 7)])
def test_parts_roll_up_as_their_totals_do(aggregation, women, report, elements, period, sexes):
    above = factories.IndicatorFactory(element=elements["O1"], aggregation=aggregation)
    below = factories.IndicatorFactory(element=elements["O2"], aggregation=aggregation, rolls_up_to=above)
    report(above, 5, {sexes[0]: 5})
    report(below, 7, {sexes[0]: 7})

    found = parts_for(period, [above])

    assert found == {above.pk: (Breakdown(sexes[0].dimension, ((sexes[0], Decimal(women)),)),)}


def test_parts_take_three_queries_whatever_their_number(report, elements, period, sexes, django_assert_num_queries):
    indicators = [factories.IndicatorFactory(element=elements["O1"], aggregation=one) for one in ("sum", "latest") * 3]
    for indicator in indicators:
        report(indicator, 2, {sexes[0]: 1, sexes[1]: 1})

    with django_assert_num_queries(3):
        found = parts_for(period, indicators)

    assert len(found) == 6
