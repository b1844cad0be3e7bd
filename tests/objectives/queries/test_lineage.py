"""Two strategies side by side, and an element through the years."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from objectives.enums import LineageKind
from objectives.queries.lineage import ancestors_of, compare, related_frameworks, through_the_years
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans():
    """Three strategies, each of two elements: A1 became B1; A1 and A2 were merged into B2; B1 became C1; C2 is new."""
    frameworks = [
        factories.FrameworkFactory(symbol=symbol, slug=symbol.lower(), issued_on=date(year, 1, 1))
        for symbol, year in (("A", 1990), ("B", 2000), ("C", 2010))
    ]
    for before, after in pairwise(frameworks):
        after.supersedes = before
        after.save()
    rows = {
        f"{framework.symbol}{number}": factories.ElementFactory(
            framework=framework, position=number, code=f"{framework.symbol}{number}"
        )
        for framework in frameworks
        for number in (1, 2)
    }
    for ancestor, descendant, kind in (
        ("A1", "B1", "retained"),
        ("A1", "B2", "merged"),
        ("A2", "B2", "merged"),
        ("B1", "C1", "refined"),
        (None, "C2", "new"),
        ("B2", None, "discontinued"),
    ):
        factories.LineageFactory(ancestor=rows.get(ancestor), descendant=rows.get(descendant), kind=kind)
    return rows


def test_an_element_descends_from_all_that_its_threads_lead_back_to(plans):
    lines = ancestors_of([plans["C1"], plans["B2"], plans["A2"]])

    codes = {element.pk: code for code, element in plans.items()}
    told = {codes[pk]: {codes[one]: back for one, back in line.items()} for pk, line in lines.items()}
    assert told == {"C1": {"C1": 0, "B1": 1, "A1": 2}, "B2": {"B2": 0, "A1": 1, "A2": 1}, "A2": {"A2": 0}}


def test_a_ring_of_threads_ends_where_it_closes(plans):
    factories.LineageFactory(ancestor=plans["C1"], descendant=plans["A1"], kind="refined")

    (line,) = ancestors_of([plans["C1"]]).values()

    assert line == {plans["C1"].pk: 0, plans["B1"].pk: 1, plans["A1"].pk: 2}


def test_a_framework_is_related_to_those_before_and_after_it(plans):
    (a, b, c) = (plans[code].framework for code in ("A1", "B1", "C1"))

    assert [related_frameworks(one) for one in (a, b, c)] == [[b], [a, c], [b]]


def test_a_draft_is_seen_from_its_own_pages_alone(plans):
    (b, c) = (plans[code].framework for code in ("B1", "C1"))
    c.status = "draft"
    c.save()

    assert c not in related_frameworks(b)
    assert related_frameworks(c) == [b]


def test_a_comparison_has_every_thread_and_names_what_has_none(plans):
    stranger = factories.ElementFactory(framework=plans["C1"].framework, position=9, code="C9")

    comparison = compare(plans["B1"].framework, plans["C1"].framework)

    ends = [(one.ancestor and one.ancestor.code, one.descendant and one.descendant.code) for one in comparison.threads]
    assert sorted(ends, key=str) == [("B1", "C1"), ("B2", None), (None, "C2")]
    assert comparison.loose == {stranger.pk}
    assert comparison.counts() == {LineageKind.REFINED: 1, LineageKind.NEW: 1, LineageKind.DISCONTINUED: 1}


@pytest.fixture
def years(plans):
    """A decade of A, in which A1 had two entries and a figure, and a year of B in which nothing was done for B1."""
    decade = factories.PeriodFactory(
        framework=plans["A1"].framework,
        code="1990s",
        label="The nineties",
        starts_on=date(1990, 1, 1),
        ends_on=date(1999, 12, 31),
    )
    factories.PeriodFactory(
        framework=plans["B1"].framework, code="2001", starts_on=date(2001, 1, 1), ends_on=date(2001, 12, 31)
    )
    indicator = factories.IndicatorFactory(element=plans["A1"])
    for value in (30, 12):
        entry = factories.EvidenceFactory(
            framework=plans["A1"].framework,
            period=decade,
            accepted=True,
            starts_on=date(1995, 1, 1),
            ends_on=date(1995, 1, 2),
        )
        factories.ContributionFactory(evidence=entry, element=plans["A1"])
        factories.FigureFactory(evidence=entry, indicator=indicator, value=value)
    factories.AssessmentFactory(element=plans["A1"], period=decade, finding="met")
    return through_the_years([plans["B1"]])[plans["B1"].pk]


def test_an_element_is_followed_back_through_its_ancestors(years):
    told = [(year.element.code, year.period.code, year.generation, year.accepted, year.finding) for year in years]

    assert told == [("A1", "1990s", 1, 2, "met"), ("B1", "2001", 0, 0, "")]


def test_the_figures_of_a_period_are_aggregated_as_everywhere(years):
    (figure,) = years[0].figures

    assert figure.value.value == Decimal(42)
    assert years[1].figures == ()


def test_what_was_not_reported_has_no_value(plans):
    factories.PeriodFactory(framework=plans["A1"].framework)
    factories.IndicatorFactory(element=plans["A1"])

    ((year,),) = through_the_years([plans["A1"]]).values()

    assert [figure.value for figure in year.figures] == [None]


def test_the_number_of_queries_does_not_grow_with_elements(plans, django_assert_max_num_queries):
    factories.PeriodFactory(framework=plans["A1"].framework)
    with django_assert_max_num_queries(8):
        through_the_years(plans.values())
