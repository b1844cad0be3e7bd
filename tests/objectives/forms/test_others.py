"""The forms for a reason, a period and an assessment."""

from datetime import date

import pytest

from objectives.actions.assessment import AssessmentInput
from objectives.actions.period import PeriodInput
from objectives.forms.assessment import AssessmentForm, initial_of
from objectives.forms.evidence import ReasonForm
from objectives.forms.period import PeriodEditForm, PeriodForm, UnlockForm
from objectives.queries.assessments import content_now
from tests import factories

PERIOD = {"label": "Fourth quarter", "code": "2026-Q4", "starts_on": "2026-10-01", "ends_on": "2026-12-31"}
JUDGEMENT = {"finding": "met", "narrative": "It was done."}


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def test_a_period_is_typed_with_or_without_a_deadline():
    form = PeriodForm(PERIOD)

    assert errors(form) == {}
    assert form.to_input() == PeriodInput("2026-Q4", "Fourth quarter", date(2026, 10, 1), date(2026, 12, 31), None)


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"label": ""}, {"label": ["Give the period a name."]}),
        ({"label": "x" * 81}, {"label": ["“Name” is 1 character too long: it has 81, and 80 fit. Shorten it."]}),
        ({"code": ""}, {"code": ["Give the period a code."]}),
        ({"code": "Q4 2026"}, {"code": ["Use letters, digits and hyphens alone, as in 2026-Q3."]}),
        ({"code": "New"}, {"code": ["A period cannot have the code “new”. Choose another."]}),
        ({"code": "x" * 21}, {"code": ["“Code” is 1 character too long: it has 21, and 20 fit. Shorten it."]}),
        ({"starts_on": ""}, {"starts_on": ["Give the first day."]}),
        ({"ends_on": ""}, {"ends_on": ["Give the last day."]}),
        ({"starts_on": "soon"}, {"starts_on": ["This is not a day of the calendar. Write it as 2026-09-14."]}),
        ({"ends_on": "2026-13-01"}, {"ends_on": ["This is not a day of the calendar. Write it as 2026-09-14."]}),
        ({"deadline": "later"}, {"deadline": ["This is not a day of the calendar. Write it as 2026-09-14."]}),
    ],
)
def test_a_period_says_what_is_wrong(typed, problems):
    assert errors(PeriodForm(PERIOD | typed)) == problems


def test_a_day_may_be_typed_as_it_is_written():
    form = PeriodForm(PERIOD | {"starts_on": "1 October 2026", "ends_on": "31/12/2026"})

    assert errors(form) == {}
    assert (form.to_input().starts_on, form.to_input().ends_on) == (date(2026, 10, 1), date(2026, 12, 31))


NOTHING = content_now(None, "en")


def test_a_draft_may_be_empty():
    form = AssessmentForm({}, language="en")

    assert errors(form) == {}
    assert form.to_input(NOTHING) == AssessmentInput(language="en")


def test_a_judgement_is_of_this_element_by_name_where_it_is_judged_anew():
    kept = NOTHING | {"finding": "met", "finding_basis": "general", "source": "MC/INF/274, paragraph 14"}
    kept |= {"continuation": "revised", "continuation_basis": "general"}
    form = AssessmentForm({"finding": "met", "continuation": "completed"}, language="en")

    assert errors(form) == {}
    assert form.to_input(kept) == AssessmentInput(
        language="en",
        finding="met",
        finding_basis="general",
        continuation="completed",
        source="MC/INF/274, paragraph 14",
    )


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"finding": "superb"}, {"finding": ["This choice is not on the list any more. Choose again."]}),
        (
            {"measurability": "x"},
            {"measurability": ["This choice is not on the list any more. Choose again."]},
        ),
        ({"continuation": "x"}, {"continuation": ["This choice is not on the list any more. Choose again."]}),
        (
            {"narrative": "x" * 10_001},
            {"narrative": ["“Narrative” is 1 character too long: it has 10,001, and 10,000 fit. Shorten it."]},
        ),
        (
            {"challenges": "x" * 10_001},
            {"challenges": ["“Challenges” is 1 character too long: it has 10,001, and 10,000 fit. Shorten it."]},
        ),
        ({"read": "x"}, {"read": ["Enter a whole number."]}),
    ],
)
def test_a_judgement_says_what_is_wrong(typed, problems):
    assert errors(AssessmentForm(JUDGEMENT | typed, language="en")) == problems


@pytest.mark.django_db
def test_a_kept_judgement_fills_the_form_in_its_language():
    text = factories.AssessmentTextFactory(assessment__measurability="difficult", challenges="Roads were closed.")
    factories.AssessmentTextFactory(assessment=text.assessment, language="fr", narrative="Le travail a continué.")

    def filled(language):
        return initial_of(content_now(text.assessment, language), 2)

    assert filled("en") == {
        "read": 2,
        "finding": "ongoing",
        "measurability": "difficult",
        "continuation": "",
        "narrative": "The work went on throughout the period.",
        "challenges": "Roads were closed.",
    }
    assert filled("fr")["narrative"] == "Le travail a continué."
    assert filled("es")["narrative"] == ""


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"label": ""}, {"label": ["Give the period a name."]}),
        ({"label": "x" * 81}, {"label": ["“Name” is 1 character too long: it has 81, and 80 fit. Shorten it."]}),
        ({"deadline": "later"}, {"deadline": ["This is not a day of the calendar. Write it as 2026-09-14."]}),
    ],
)
def test_a_change_of_a_period_says_what_is_wrong(typed, problems):
    assert errors(PeriodEditForm({"label": "Summer", "deadline": ""} | typed)) == problems


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"last_day": ""}, {"last_day": ["Give the last day on which it may come."]}),
        ({"last_day": "soon"}, {"last_day": ["This is not a day of the calendar. Write it as 2026-09-14."]}),
        ({"reason": " "}, {"reason": ["Say why evidence may come late."]}),
        (
            {"reason": "x" * 2_001},
            {"reason": ["“Reason” is 1 character too long: it has 2,001, and 2,000 fit. Shorten it."]},
        ),
        (
            {"office": "0"},
            {"office": ["This choice is not on the list any more. Choose again."]},
        ),
    ],
)
def test_an_unlock_says_what_is_wrong(typed, problems):
    assert errors(UnlockForm({"office": "", "last_day": "2026-10-20", "reason": "So."} | typed)) == problems


@pytest.mark.parametrize("typed", ["", "  \n"])
def test_a_reason_is_required(typed):
    assert errors(ReasonForm({"reason": typed})) == {"reason": ["Say why, so that the author knows what to put right."]}


def test_a_reason_has_its_length():
    assert errors(ReasonForm({"reason": "x" * 2001})) == {
        "reason": ["“Reason” is 1 character too long: it has 2,001, and 2,000 fit. Shorten it."]
    }
