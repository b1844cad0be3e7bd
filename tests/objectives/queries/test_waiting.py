"""What a period lacks, and for whom it waits."""

from datetime import date

import pytest

from objectives.letters import address, said
from objectives.queries.waiting import Todo, people_waited_for, period_page
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def serve(period, recorder):
    """Makes an entry of the period in a status that serves an element."""

    def make(element, status="accepted", author=recorder):
        traits = {} if status == "draft" else {status: True}
        entry = factories.EvidenceFactory(framework=period.framework, author=author, **traits)
        factories.ContributionFactory(evidence=entry, element=element)
        return entry

    return make


def waits(period):
    """By element: what it waits for, and the names of those who can do it."""
    return {
        row.known.element.code: [(wait.kind, [user.name for user in wait.people]) for wait in row.waits]
        for row in period_page(period).rows
    }


def todos(period):
    return {one.user.name: one.todos for one in people_waited_for(period)}


def test_an_element_waits_for_its_focal_points_or_else_for_the_reviewers(
    period, elements, indicator, recorder, colleague, reviewer, administrator
):
    for user in (recorder, colleague):
        factories.FocalPointFactory(element=elements["O1"], user=user)

    found = waits(period)

    named = ["Colleague", "Recorder"]
    assert found["O1"] == [("assess", named), ("evidence", named), ("figures", named)]
    assert found["R1"] == [("assess", ["Reviewer"]), ("evidence", [])]


def test_what_is_submitted_waits_for_a_reviewer_who_did_not_submit_it(period, elements, reviewer, administrator):
    other = factories.UserFactory(name="Rita", role="reviewer")
    factories.AssessmentFactory(element=elements["O1"], period=period, assessed_by=other, submitted=True)

    assert waits(period)["O1"][0] == ("approve", ["Reviewer"])
    assert Todo("approve", "O1") in todos(period)["Reviewer"]
    assert Todo("approve", "O1") not in todos(period)["Rita"]


def test_where_the_only_reviewer_submitted_it_waits_for_the_administrators(period, elements, reviewer, administrator):
    factories.AssessmentFactory(element=elements["O1"], period=period, assessed_by=reviewer, submitted=True)

    assert waits(period)["O1"][0] == ("approve", ["Administrator"])


def test_an_element_with_all_that_is_asked_waits_for_nobody(period, elements, serve, recorder):
    serve(elements["O1"])
    factories.AssessmentFactory(element=elements["O1"], period=period)

    assert waits(period)["O1"] == []


def test_a_closed_period_waits_for_no_evidence_and_no_figures(framework, elements, indicator, reviewer, recorder):
    closed = factories.PeriodFactory(framework=framework, closed=True)
    factories.EvidenceFactory(framework=framework, author=recorder)

    assert waits(closed)["O1"] == [("assess", ["Reviewer"])]
    assert "Recorder" not in todos(closed)


def test_entries_wait_for_reviewers_but_not_for_their_own_author(period, elements, serve, recorder, reviewer):
    other = factories.UserFactory(name="Rita", role="reviewer")
    for author in (recorder, recorder, other):
        serve(elements["O1"], "submitted", author)

    found = todos(period)

    assert found["Reviewer"][0] == Todo("review", number=3)
    assert found["Rita"][0] == Todo("review", number=2)


def test_what_only_its_author_could_review_waits_for_the_administrators(
    period, elements, serve, reviewer, administrator
):
    serve(elements["O1"], "submitted", reviewer)

    found = todos(period)

    assert found["Administrator"] == [Todo("review", number=1)]
    assert Todo("review", number=1) not in found["Reviewer"]


def test_drafts_and_returned_entries_wait_for_their_authors(period, elements, serve, recorder, inactive):
    for status, author in (("draft", recorder), ("draft", recorder), ("returned", recorder), ("draft", inactive)):
        serve(elements["O1"], status, author)

    found = todos(period)

    assert found["Recorder"] == [Todo("drafts", number=2), Todo("returned", number=1)]
    assert "Inactive" not in found


def test_the_last_reminder_of_a_person_is_shown(period, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    factories.ReminderFactory(period=period, user=recorder, asked_on=date(2026, 9, 1))
    last = factories.ReminderFactory(period=period, user=recorder, asked_on=date(2026, 9, 2))

    assert {one.user: one.reminder for one in people_waited_for(period)}[recorder] == last


def test_figures_are_counted_of_those_expected(period, elements, indicator, serve):
    factories.IndicatorFactory(element=elements["O1"])
    factories.FigureFactory(evidence=serve(elements["O1"]), indicator=indicator, value=0)

    page = period_page(period)

    assert [(row.reported, row.expected) for row in page.rows] == [(1, 2), (0, 0), (0, 0)]
    assert (page.missing.figures, page.missing.figures_expected) == (1, 2)


def test_what_is_missing_names_the_elements(period, elements, serve):
    serve(elements["O1"], "submitted")
    factories.AssessmentFactory(element=elements["O1"], period=period, draft=True)
    factories.AssessmentFactory(element=elements["O2"], period=period, submitted=True)

    missing = period_page(period).missing

    assert (missing.is_open, missing.to_review, missing.is_empty) == (True, 1, True)
    assert (missing.not_begun, missing.drafts, missing.to_approve, missing.without_evidence) == (
        ("R1",),
        ("O1",),
        ("O2",),
        ("O1", "O2", "R1"),
    )


def test_an_approved_assessment_lacks_a_narrative_in_each_language_of_the_reports(period, elements):
    factories.DefinitionFactory(framework=period.framework, languages=["en", "fr"])
    factories.AssessmentTextFactory(assessment__element=elements["O1"], assessment__period=period)
    factories.AssessmentFactory(element=elements["O2"], period=period, draft=True)

    assert period_page(period).missing.narratives == (("O1", "fr"),)


def test_where_nothing_is_missing_nothing_is_said(framework, elements, recorder):
    closed = factories.PeriodFactory(framework=framework, closed=True)
    for element in elements.values():
        entry = factories.EvidenceFactory(framework=framework, accepted=True)
        factories.ContributionFactory(evidence=entry, element=element)
        factories.AssessmentTextFactory(assessment__element=element, assessment__period=closed)

    missing = period_page(closed).missing

    assert (missing.is_empty, missing.has_gaps, missing.narratives, missing.to_review) == (False, False, (), 0)


@pytest.mark.parametrize(
    ("todo", "words", "where"),
    [
        (Todo("review", number=1), "Review 1 entry", "/review/"),
        (Todo("review", number=2), "Review 2 entries", "/review/"),
        (Todo("approve", "O1"), "Approve or return the assessment of O1", "/elements/O1/assess/2026-Q3/"),
        (Todo("assess", "O1"), "Assess O1", "/elements/O1/assess/2026-Q3/"),
        (Todo("returned", number=2), "Put right 2 entries that came back", "status=returned"),
        (Todo("drafts", number=1), "Submit 1 draft", "status=draft"),
        (Todo("evidence", "O1"), "See that evidence comes in for O1: there is none yet", "/elements/O1/?period="),
        (Todo("figures", "O1", 2), "See that 2 figures of O1 are reported", "/elements/O1/?period=2026-Q3"),
    ],
)
def test_each_thing_that_waits_is_said_with_where_it_is_done(period, todo, words, where):
    assert said(todo) == words
    assert where in address(todo, period)
