"""The page of an indicator: its value in each period, its parts, and the records that it rests on."""

import pytest

from objectives.models import Indicator
from objectives.queries.indicator import indicator_page
from objectives.queries.plausibility import yardsticks
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sex(indicator):
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for place, code in enumerate(("female", "male")):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title(), position=place)
    indicator.dimensions.add(dimension)
    return dimension


@pytest.fixture
def report(indicator, period):
    """Makes an accepted figure of the period, with its parts by category code."""

    def make(value, day="2026-09-01", status="accepted", answer="value", **parts):
        evidence = factories.EvidenceFactory(
            framework=indicator.element.framework, period=period, ends_on=day, **{status: True}
        )
        figure = factories.FigureFactory(evidence=evidence, indicator=indicator, value=value, answer=answer)
        for code, part in parts.items():
            category = indicator.dimensions.get().categories.get(code=code)
            factories.FigurePartFactory(figure=figure, category=category, value=part)
        return evidence

    return make


@pytest.fixture
def told(indicator, period, recorder):
    """The parts by category, and what is not broken down."""

    def tell():
        page = indicator_page(indicator, period, recorder)
        return [({row.category.code: row.value for row in one.rows}, one.unparted) for one in page.broken_down]

    return tell


def test_parts_add_up_over_the_records_and_the_rest_is_told(indicator, sex, report, told):
    report(40, female=25, male=15)
    report(10, female=10)
    report(7)
    report(100, status="submitted", female=100)

    assert told() == [({"female": 35, "male": 15}, 7)]


def test_parts_that_exceed_their_total_are_told(indicator, period, sex, report, recorder):
    report(40, female=30, male=15)

    (one,) = indicator_page(indicator, period, recorder).broken_down

    assert (one.unparted, one.excess, one.is_given) == (-5, 5, True)


@pytest.mark.parametrize(("aggregation", "parts"), [("latest", {"female": 5, "male": 3}), ("maximum", {"female": 9})])
def test_the_parts_of_one_records_value_are_that_records(indicator, period, sex, report, told, aggregation, parts):
    Indicator.objects.filter(pk=indicator.pk).update(aggregation=aggregation)
    indicator.refresh_from_db()
    report(9, "2026-08-01", female=9)
    report(8, "2026-09-01", female=5, male=3)

    assert told() == [({"female": None, "male": None} | parts, 0)]


def test_the_parts_of_an_average_are_told_and_nothing_of_their_sum(indicator, sex, report, told):
    Indicator.objects.filter(pk=indicator.pk).update(aggregation="average")
    indicator.refresh_from_db()
    report(10, female=8, male=12)
    report(10, female=4)

    assert told() == [({"female": 6, "male": 12}, 0)]


def test_a_retired_category_is_told_where_something_was_reported_for_it(indicator, sex, report, told):
    report(40, female=25)
    sex.categories.update(retired_on="2026-01-01")

    assert told() == [({"female": 25}, 15)]


def test_parts_are_told_by_a_dimension_that_is_not_asked_for_any_more(indicator, sex, report, told):
    report(40, female=40)
    indicator.dimensions.clear()

    assert told() == [({"female": 40, "male": None}, 0)]


def test_where_nothing_was_reported_nothing_is_broken_down(sex, period, told):
    assert told() == []


def test_each_period_has_its_value(indicator, period, report, recorder):
    report(40)
    report(10)
    report(None, answer="not_applicable")
    for code, starts_on, ends_on, value in (
        ("2026-Q4", "2026-10-01", "2026-12-31", 0),
        ("2027-Q1", "2027-01-01", "2027-03-31", None),
        ("2027-Q2", "2027-04-01", "2027-06-30", "n/a"),
    ):
        other = factories.PeriodFactory(
            framework=indicator.element.framework, code=code, starts_on=starts_on, ends_on=ends_on
        )
        if value is not None:
            evidence = factories.EvidenceFactory(
                framework=indicator.element.framework, period=other, ends_on=ends_on, accepted=True
            )
            said = {"answer": "not_applicable", "value": None} if value == "n/a" else {"value": value}
            factories.FigureFactory(evidence=evidence, indicator=indicator, **said)

    rows = indicator_page(indicator, period, recorder).rows

    assert [(one.period.code, one.row.value and one.row.value.value, one.row.not_applicable) for one in rows] == [
        ("2027-Q2", None, True),
        ("2027-Q1", None, False),
        ("2026-Q4", 0, False),
        ("2026-Q3", 50, False),
    ]


def test_the_page_counts_all_records_and_names_the_newest(indicator, period, report, recorder):
    entries = [report(number, f"2026-09-{number + 1:02d}") for number in range(12)]
    report(None, answer="not_reported")
    report(None, answer="not_applicable")

    page = indicator_page(indicator, period, recorder)

    assert (page.figure_count, len(page.figures), page.figures[0].evidence) == (12, 10, entries[-1])
    assert (page.not_reported, page.not_applicable, page.gives_the_value) == (1, 1, None)


def test_the_record_that_gives_a_latest_value_is_named(indicator, period, report, recorder):
    Indicator.objects.filter(pk=indicator.pk).update(aggregation="latest")
    indicator.refresh_from_db()
    report(9, "2026-08-01")
    last = report(8, "2026-09-01")

    assert indicator_page(indicator, period, recorder).gives_the_value == last.pk


def test_what_rolls_up_to_it_is_told_with_its_value(elements, indicator, period, report, recorder):
    child = factories.IndicatorFactory(element=elements["O2"], rolls_up_to=indicator)
    silent = factories.IndicatorFactory(element=elements["R1"], rolls_up_to=indicator)
    evidence = factories.EvidenceFactory(framework=indicator.element.framework, period=period, accepted=True)
    factories.FigureFactory(evidence=evidence, indicator=child, value=6)

    report(40)

    page = indicator_page(indicator, period, recorder)

    assert [(one.indicator, one.value and one.value.value) for one in page.fed_by] == [(child, 6), (silent, None)]
    assert (page.now.value.value, page.figure_count) == (46, 1)


def test_without_a_period_the_page_tells_what_is_known_without_one(indicator, recorder):
    page = indicator_page(indicator, None, recorder)

    assert (page.rows, page.now, page.figures, page.figure_count, page.broken_down) == ([], None, [], 0, [])


# --- yardsticks -----------------------------------------------------------------------------


def test_the_yardstick_is_the_largest_of_what_is_known(indicator, report):
    factories.TargetFactory(indicator=indicator, value=30)
    report(40)
    report(400, status="submitted")

    assert {pk: (one.value, one.kind) for pk, one in yardsticks([indicator]).items()} == {indicator.pk: (40, "figure")}


def test_where_nothing_above_0_is_known_there_is_no_yardstick(indicator, report):
    report(0)

    assert (yardsticks([indicator]), yardsticks([])) == ({}, {})
