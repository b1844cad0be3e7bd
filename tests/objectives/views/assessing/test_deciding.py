"""Deciding on an assessment over HTTP, and who may."""

import pytest

from objectives.models import Assessment
from tests import factories, pages
from tests.objectives.views.assessing.forms import ASSESS, JUDGEMENT, SUBMIT
from tests.pages import sound

pytestmark = pytest.mark.django_db


# --- deciding ---------------------------------------------------------------------------------------


def test_what_is_submitted_is_approved_by_a_colleague(client, decider):
    submitted = client.post(ASSESS, SUBMIT, follow=True)
    page = decider.get(ASSESS)
    approved = decider.post(f"{ASSESS}approve/", follow=True)

    assert pages.messages(submitted) == ["The assessment of O1 is submitted for approval."]
    assert "You submitted it: a colleague approves it." in pages.main(submitted)
    assert not pages.read(submitted).xpath("//form[contains(@action, '/approve/')]")
    assert not pages.read(page).xpath("//textarea[@name='narrative']")
    assert pages.messages(approved) == ["The assessment of O1 is approved."]
    assert Assessment.objects.get().status == "approved"
    assert sound(approved)


def test_approving_ones_own_is_refused_in_words(client):
    client.post(ASSESS, SUBMIT, follow=True)

    assert pages.messages(client.post(f"{ASSESS}approve/", follow=True)) == [
        "Nobody approves what they submitted themselves: a colleague has to."
    ]


def test_what_is_returned_comes_back_with_its_reason(client, decider):
    client.post(ASSESS, SUBMIT)
    response = decider.post(f"{ASSESS}return/", {"reason": "Name the offices."}, follow=True)

    assert pages.messages(response) == ["The assessment of O1 is a draft again."]
    note = pages.words(pages.read(client.get(ASSESS)).find_class("note-warm")[0])
    assert note.startswith("Made a draft again by Administrator on")
    assert note.endswith("Name the offices.")


@pytest.mark.parametrize(("name", "approved"), [("return", False), ("reopen", True)])
def test_a_decision_without_a_reason_is_told_at_its_field(client, decider, name, approved):
    client.post(ASSESS, SUBMIT)
    if approved:
        decider.post(f"{ASSESS}approve/")

    response = decider.post(f"{ASSESS}{name}/", {"reason": " "})

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_reason", "Say why, so that the author knows what to put right.")]
    assert sound(response)


def test_what_is_approved_is_reopened_with_a_reason(client, decider):
    client.post(ASSESS, SUBMIT)
    decider.post(f"{ASSESS}approve/")

    decider.post(f"{ASSESS}reopen/", {"reason": "A figure was corrected."})

    assert Assessment.objects.get().status == "draft"


def test_deciding_on_what_is_decided_says_so(client, decider):
    client.post(ASSESS, JUDGEMENT)

    told = [pages.messages(decider.post(f"{ASSESS}{name}/", {"reason": "So."}, follow=True))[0] for name in NAMES]

    assert told == [
        "An assessment that is “Draft” cannot become “Approved”.",
        "That was done already: the assessment is “Draft”.",
        "That was done already: the assessment is “Draft”.",
    ]


NAMES = ("approve", "return", "reopen")


@pytest.mark.parametrize("name", NAMES)
def test_where_there_is_no_assessment_nothing_is_decided(decider, period, elements, name):
    assert decider.post(f"{ASSESS}{name}/", {"reason": "So."}).status_code == 404


# --- who --------------------------------------------------------------------------------------------


def test_a_focal_point_assesses_its_element_and_takes_back_what_it_submitted(client_for, period, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    focal = client_for(recorder)

    focal.post(ASSESS, SUBMIT)
    submitted = Assessment.objects.get().status
    focal.post(f"{ASSESS}return/", {"reason": "I forgot an office."})

    assert (submitted, Assessment.objects.get().status) == ("submitted", "draft")
    assert focal.get(ASSESS.replace("O1", "O2")).status_code == 404
    assert focal.post(f"{ASSESS}approve/").status_code == 404


def test_a_focal_point_returns_nothing_that_another_submitted(client_for, client, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    client.post(ASSESS, SUBMIT)

    assert client_for(recorder).post(f"{ASSESS}return/", {"reason": "So."}).status_code == 404


@pytest.mark.parametrize(
    "address", [ASSESS.replace("O1", "O9"), ASSESS.replace("2026-Q3", "2026-Q9"), ASSESS.replace("mc-inf-274", "x")]
)
def test_what_there_is_not_is_not_assessed(client, address):
    assert client.post(address, JUDGEMENT).status_code == 404


def test_a_period_of_another_framework_is_not_found(client_for, reviewer, elements):
    factories.PeriodFactory(code="2026-Q3")

    assert client_for(reviewer).get(ASSESS).status_code == 404
