"""Where each element stands in a period, and what waits for a person."""

from datetime import date

import pytest

from objectives.queries.home import Waiting, elements_without_evidence, office_of, waiting_for
from objectives.queries.overview import period_overview
from objectives.queries.periods import Standing, current_period, overlapping, period_holding
from objectives.queries.waiting import period_page
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(period, recorder, nairobi):
    """Makes entries in a status that serve an element."""

    def make(element, status="accepted", number=1, **fields):
        traits = {} if status == "draft" else {status: True}
        made = factories.EvidenceFactory.create_batch(
            number, **{"framework": period.framework, "author": recorder, "office": nairobi, **traits, **fields}
        )
        for evidence in made:
            factories.ContributionFactory(evidence=evidence, element=element)
        return made

    return make


def test_an_element_counts_what_is_accepted_and_what_awaits_review(period, elements, served):
    for status, number in (("draft", 1), ("submitted", 2), ("returned", 3), ("accepted", 4)):
        served(elements["O1"], status, number)
    served(elements["R1"])

    rows = period_overview(period.framework, period)

    assert [(row.element.code, row.accepted, row.awaiting) for row in rows] == [
        ("O1", 4, 2),
        ("O2", 0, 0),
        ("R1", 1, 0),
    ]


def test_a_reported_zero_is_not_the_same_as_not_reported(period, elements, served):
    zero, silent = (factories.IndicatorFactory(element=elements["O1"]) for _ in range(2))
    factories.FigureFactory(evidence=served(elements["O1"])[0], indicator=zero, value=0)

    row = period_overview(period.framework, period)[0]

    assert [one.value and one.value.value for one in row.indicators] == [0, None]
    assert ([one.indicator for one in row.indicators], row.not_reported) == ([zero, silent], 1)


def test_an_overview_shows_the_targets_and_assessments_of_its_period(period, elements, indicator):
    target = factories.TargetFactory(indicator=indicator)
    assessment = factories.AssessmentFactory(element=elements["O1"], period=period)
    factories.AssessmentFactory(
        element=elements["O2"],
        period=factories.PeriodFactory(
            framework=period.framework, code="old", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)
        ),
    )

    rows = period_overview(period.framework, period)

    assert (rows[0].indicators[0].target, [row.assessment for row in rows]) == (target, [assessment, None, None])


def test_an_assessment_that_is_not_approved_counts_nowhere(period, elements):
    factories.AssessmentFactory(element=elements["O1"], period=period, draft=True)
    factories.AssessmentFactory(element=elements["O2"], period=period, submitted=True)

    assert [row.assessment for row in period_overview(period.framework, period)] == [None, None, None]


def test_without_a_period_every_element_stands_bare(framework, indicator):
    rows = period_overview(framework, None)

    assert [(row.element.code, row.accepted, row.assessment, row.not_reported) for row in rows] == [
        ("O1", 0, None, 1),
        ("O2", 0, None, 0),
        ("R1", 0, None, 0),
    ]


def test_an_overview_takes_the_same_queries_for_many(period, elements, served, django_assert_num_queries):
    for number in range(10):
        indicator = factories.IndicatorFactory(element=elements["O1"])
        for evidence in served(elements["O1"], number=number % 3):
            factories.FigureFactory(evidence=evidence, indicator=indicator)

    with django_assert_num_queries(7):
        period_overview(period.framework, period)


# --- what waits -------------------------------------------------------------------------------------


def test_what_waits_is_counted_for_the_person(period, elements, served, recorder, colleague, outsider, bogota):
    for status, number in (("draft", 1), ("returned", 2), ("submitted", 3), ("accepted", 4)):
        served(elements["O1"], status, number)
    served(elements["O1"], "submitted", 5, author=outsider, office=bogota)
    served(elements["O1"], "accepted", 6, author=colleague)

    assert waiting_for(recorder, period, office_of(recorder)) == Waiting(
        drafts=1, returned=2, submitted=3, accepted=10, to_review=0, shared=0, unfinished=0
    )


def test_a_reviewer_does_not_wait_for_their_own(period, elements, served, reviewer):
    served(elements["O1"], "submitted", 2)
    served(elements["O1"], "submitted", 3, author=reviewer)

    assert waiting_for(reviewer, period, office_of(reviewer)) == Waiting(
        drafts=0, returned=0, submitted=3, accepted=0, to_review=2, shared=0, unfinished=0
    )


def test_a_gap_is_an_element_with_nothing_accepted_or_submitted_of_the_office(
    period, elements, served, nairobi, bogota
):
    served(elements["O1"], "submitted")
    served(elements["O2"], "draft")
    served(elements["O2"], "returned")
    served(elements["R1"], "accepted", office=bogota)

    assert [element.code for element in elements_without_evidence(period, nairobi)] == ["O2", "R1"]


def test_a_gap_is_of_its_period_and_framework(period, elements, served, nairobi):
    factories.ElementFactory()
    other = factories.PeriodFactory(
        framework=period.framework, code="old", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)
    )
    served(elements["O1"], period=other)

    assert [element.code for element in elements_without_evidence(period, nairobi)] == ["O1", "O2", "R1"]


# --- periods ----------------------------------------------------------------------------------------


def test_a_periods_standing_counts_its_entries_by_status(period, elements, served):
    for status, number in (("draft", 1), ("returned", 2), ("submitted", 3), ("accepted", 4)):
        served(elements["O1"], status, number)

    assert period_page(period).counts == Standing(drafts=1, returned=2, submitted=3, accepted=4)


@pytest.fixture
def quarters(framework):
    """The second quarter, open, and the third, closed."""
    second = factories.PeriodFactory(
        framework=framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    return second, factories.PeriodFactory(framework=framework, closed=True)


def test_the_current_period_is_the_newest_open_one(framework, quarters):
    assert current_period(framework) == quarters[0]


def test_where_all_are_closed_it_is_the_newest(framework):
    old = {"code": "old", "starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}
    newest = factories.PeriodFactory(framework=framework, closed=True)
    factories.PeriodFactory(framework=framework, closed=True, **old)

    assert current_period(framework) == newest


def test_a_framework_without_periods_has_none_that_is_current(framework):
    assert current_period(framework) is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2026, 6, 30), "2026-Q2"),
        (date(2026, 7, 1), "2026-Q3"),
        (date(2026, 10, 1), None),
    ],
)
def test_a_day_falls_in_the_period_that_holds_it(framework, quarters, day, code):
    assert getattr(period_holding(framework, day), "code", None) == code


def test_periods_that_share_a_day_overlap(framework, quarters):
    days = (date(2026, 6, 30), date(2026, 10, 1), date(2026, 12, 31))

    assert overlapping(framework, days[0], days[0]) == quarters[0]
    assert overlapping(framework, days[1], days[2]) is None
