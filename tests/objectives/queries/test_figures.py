"""The value of an indicator for a period: one function, whatever the order in which figures come."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.enums import Aggregation, Qualifier
from objectives.queries.figures import Reported, Value, aggregate, values_for
from objectives.queries.roll_up import least_exact
from objectives.queries.targets import targets_for
from tests import factories

DAY = date(2026, 7, 1)
amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=4)


def reported(*values, qualifiers=(), days=()):
    """Figures one after the other: a day later each, unless days are given."""
    return [
        Reported(
            on=DAY + timedelta(days=days[number] if days else number),
            evidence_id=number,
            reference=f"EV-{number}",
            value=Decimal(value),
            qualifier=qualifiers[number] if qualifiers else "exact",
        )
        for number, value in enumerate(values)
    ]


@st.composite
def some_figures(draw):
    values = draw(st.lists(amounts, min_size=1, max_size=12))
    number = len(values)
    days = draw(st.lists(st.integers(0, 4), min_size=number, max_size=number))
    qualifiers = draw(st.lists(st.sampled_from(Qualifier.values), min_size=number, max_size=number))
    return reported(*values, days=days, qualifiers=qualifiers)


@pytest.mark.parametrize(
    ("aggregation", "value"),
    [
        ("sum", Value(Decimal(60), "exact", ("EV-0", "EV-1", "EV-2"))),
        ("average", Value(Decimal(20), "exact", ("EV-0", "EV-1", "EV-2"))),
        ("latest", Value(Decimal(10), "exact", ("EV-2",))),
        ("maximum", Value(Decimal(30), "exact", ("EV-1",))),
    ],
)
def test_figures_become_one_value_by_the_indicators_aggregation(aggregation, value):
    assert aggregate(aggregation, reported(20, 30, 10)) == value


@pytest.mark.parametrize("aggregation", Aggregation)
def test_nothing_reported_is_no_value(aggregation):
    assert aggregate(aggregation, []) is None


@pytest.mark.parametrize("aggregation", Aggregation)
def test_a_reported_zero_is_a_value(aggregation):
    assert aggregate(aggregation, reported(0)) == Value(Decimal(0), "exact", ("EV-0",))


def test_an_aggregation_that_is_not_known_is_an_error():
    with pytest.raises(ValueError, match="median"):
        aggregate("median", reported(1))


@pytest.mark.parametrize(
    ("qualifiers", "total"),
    [
        (("exact", "exact"), "exact"),
        (("exact", "over"), "over"),
        (("about", "exact"), "about"),
        (("about", "over"), "about"),
        (("over", "about"), "about"),
    ],
)
@pytest.mark.parametrize("aggregation", ["sum", "average"])
def test_a_total_is_as_inexact_as_its_least_exact_part(aggregation, qualifiers, total):
    assert aggregate(aggregation, reported(1, 2, qualifiers=qualifiers)).qualifier == total


@pytest.mark.parametrize("aggregation", ["latest", "maximum"])
def test_one_figure_of_many_keeps_its_own_qualifier(aggregation):
    assert aggregate(aggregation, reported(1, 2, qualifiers=("about", "over"))).qualifier == "over"


def test_every_qualifier_is_told_apart_in_a_total():
    assert {least_exact([qualifier]) for qualifier in Qualifier} == set(Qualifier)


def test_of_two_figures_of_one_day_the_later_record_is_the_latest():
    assert aggregate("latest", reported(1, 2, days=(3, 3))) == Value(Decimal(2), "exact", ("EV-1",))


@given(figures=some_figures(), aggregation=st.sampled_from(Aggregation.values), data=st.data())
def test_the_order_in_which_figures_come_does_not_matter(figures, aggregation, data):
    shuffled = data.draw(st.permutations(figures))

    assert aggregate(aggregation, shuffled) == aggregate(aggregation, figures)


@given(figures=some_figures())
def test_a_sum_is_exact_to_the_last_place(figures):
    whole = sum(int(figure.value * 10_000) for figure in figures)

    assert aggregate("sum", figures).value * 10_000 == whole


@given(figures=some_figures())
def test_the_latest_is_of_the_latest_day(figures):
    (reference,) = aggregate("latest", figures).references

    last = next(figure for figure in figures if figure.reference == reference)
    assert last.on == max(figure.on for figure in figures)


@given(figures=some_figures())
def test_an_average_lies_between_the_least_and_the_most(figures):
    values = [figure.value for figure in figures]

    assert min(values) <= aggregate("average", figures).value <= max(values)


@given(figures=some_figures(), aggregation=st.sampled_from(["sum", "average"]))
def test_a_total_rests_on_every_record_oldest_first(figures, aggregation):
    oldest_first = sorted(figures, key=lambda figure: (figure.on, figure.evidence_id))

    assert aggregate(aggregation, figures).references == tuple(figure.reference for figure in oldest_first)


# --- from the database ------------------------------------------------------------------------------


@pytest.fixture
def report(period, indicator):
    """Reports a figure by an entry in a status."""

    def make(value, status="accepted", of=indicator, **fields):
        traits = {} if status == "draft" else {status: True}
        evidence = factories.EvidenceFactory(framework=period.framework, period=fields.pop("period", period), **traits)
        return factories.FigureFactory(evidence=evidence, indicator=of, value=value, **fields)

    return make


@pytest.mark.django_db
def test_accepted_evidence_alone_counts(period, indicator, report):
    for value, status in ((1, "draft"), (2, "submitted"), (4, "returned"), (8, "accepted"), (16, "accepted")):
        report(value, status)
    withdrawn = report(32).evidence
    withdrawn.status = "withdrawn"
    withdrawn.save()

    assert values_for(period, [indicator])[indicator.pk].value == 24


@pytest.mark.django_db
def test_the_figures_of_another_period_do_not_count(period, indicator, report):
    other = factories.PeriodFactory(
        framework=period.framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    report(5, period=other)

    assert values_for(period, [indicator]) == {}


@pytest.mark.django_db
def test_each_indicator_has_its_own_value(period, indicator, elements, report):
    latest = factories.IndicatorFactory(element=elements["O2"], aggregation="latest")
    silent = factories.IndicatorFactory(element=elements["O2"])
    for one in (indicator, latest):
        report(5, of=one)
        report(7, of=one, qualifier="over")

    values = values_for(period, [indicator, latest, silent])

    assert {key: (value.value, value.qualifier) for key, value in values.items()} == {
        indicator.pk: (12, "over"),
        latest.pk: (7, "over"),
    }


@pytest.mark.django_db
def test_values_take_two_queries_and_none_for_no_indicator(period, indicator, report, django_assert_num_queries):
    for value in range(3):
        report(value)

    with django_assert_num_queries(2):
        values_for(period, [indicator])
    with django_assert_num_queries(0):
        values_for(period, [])


@pytest.mark.django_db
def test_the_target_is_the_one_due_in_the_period_or_next_after_it(period, indicator):
    for due_on, value in ((date(2026, 6, 30), 1), (date(2026, 12, 31), 2), (date(2027, 12, 31), 3)):
        factories.TargetFactory(indicator=indicator, due_on=due_on, value=value)

    assert targets_for(period, [indicator])[indicator.pk].value == 2


@pytest.mark.django_db
def test_the_latest_revision_of_a_target_applies(period, indicator):
    factories.TargetFactory(indicator=indicator, value=100)
    for revision, value in ((1, 80), (2, 90)):
        factories.TargetFactory(indicator=indicator, value=value, revision=revision, reason="Less money came.")

    assert targets_for(period, [indicator])[indicator.pk].value == 90


@pytest.mark.django_db
def test_a_target_that_has_passed_is_no_target(period, indicator):
    factories.TargetFactory(indicator=indicator, due_on=date(2026, 6, 30))

    assert targets_for(period, [indicator]) == {}
