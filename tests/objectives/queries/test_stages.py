"""Where an assessment stands before it is approved, and for whom it waits."""

import pytest

from objectives.actions import assessment as actions
from objectives.queries.overview import period_overview
from objectives.queries.stages import stages_in, with_stages
from objectives.queries.waiting import period_page
from tests import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessed(elements, period, reviewer):
    """An assessment of O1 that the reviewer wrote: draft=True, submitted=True, or approved."""

    def make(**trait):
        return factories.AssessmentFactory(element=elements["O1"], period=period, assessed_by=reviewer, **trait)

    return make


def stage(elements, period):
    found = stages_in(period).get(elements["O1"].pk)
    return found and (found.status, [person.name for person in found.people])


def test_a_draft_waits_for_the_focal_points_and_else_for_the_reviewers(assessed, elements, period, reviewer, recorder):
    assessed(draft=True)

    assert stage(elements, period) == ("draft", [reviewer.name])
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    assert stage(elements, period) == ("draft", [recorder.name])


def test_who_answers_for_several_elements_is_named_once(assessed, elements, period, recorder):
    assessed(draft=True)
    for element in elements.values():
        factories.FocalPointFactory(element=element, user=recorder)
    factories.FocalPointFactory(element=factories.ElementFactory(), user=recorder)

    assert stage(elements, period) == ("draft", [recorder.name])


def test_a_submitted_one_waits_for_a_colleague_of_who_submitted_it(assessed, elements, period, administrator):
    assessed(submitted=True)

    assert stage(elements, period) == ("submitted", [administrator.name])


def test_what_came_back_says_so(assessed, elements, period, administrator):
    submitted = assessed(submitted=True)
    actions.send_back(assessment=submitted, reason="Say more.", by=administrator)

    assert stage(elements, period)[0] == "returned"
    assert [row.status_label for row in period_page(period).rows] == ["Returned", "", ""]


def test_what_was_reopened_says_so(assessed, elements, period, administrator):
    actions.reopen(assessment=assessed(), reason="A figure was wrong.", by=administrator)

    assert stage(elements, period)[0] == "reopened"


def test_what_is_approved_or_not_begun_waits_for_nobody(assessed, elements, period):
    assessed()

    assert stages_in(period) == {}


@pytest.mark.parametrize("address", ["/", "/frameworks/mc-inf-274/?period=2026-Q3"])
def test_each_overview_says_where_it_stands_and_for_whom_it_waits(
    assessed, client_for, recorder, administrator, address
):
    assessed(submitted=True)

    table = pages.read(client_for(recorder).get(address)).xpath("//tbody/tr")
    row = next(pages.words(one) for one in table if "Objective O1" in pages.words(one))

    assert f"Awaiting approval waits for {administrator.name}" in row


def test_stages_take_two_queries_whatever_their_number(elements, period, django_assert_num_queries):
    for element in elements.values():
        factories.AssessmentFactory(element=element, period=period, draft=True)
    rows = period_overview(period.framework, period)

    with django_assert_num_queries(2):
        found = with_stages(rows, period)

    assert [row.stage.status for row in found] == ["draft"] * 3
