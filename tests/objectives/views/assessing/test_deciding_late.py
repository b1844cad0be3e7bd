"""Two people decide on one assessment at once: the second is told who decided, and nothing typed is lost."""

import pytest

from objectives.models import Assessment
from tests import factories, pages
from tests.conftest import make_person
from tests.objectives.views.assessing.forms import ASSESS, SUBMIT

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(client_for):
    """Another who approves."""
    return client_for(make_person("other-administrator", "administrator"))


def late(response):
    return pages.words(pages.read(response).get_element_by_id("late"))


def version(client):
    return pages.read(client.get(ASSESS)).xpath("//form[contains(@action, '/approve/')]//input[@name='read']/@value")[0]


def test_who_returns_second_is_told_who_approved_and_keeps_the_reason(client, decider, other):
    client.post(ASSESS, SUBMIT)
    decider.post(f"{ASSESS}approve/")

    response = other.post(f"{ASSESS}return/", {"reason": "Name the offices."})

    assert (response.status_code, Assessment.objects.get().status) == (409, "approved")
    assert late(response).startswith("Administrator decided on ")
    assert ": Approved. Your own decision was not taken." in late(response)
    reopening = pages.read(response).xpath("//form[contains(@action, '/reopen/')]//textarea[@name='reason']")[0]
    assert reopening.text_content().strip() == "Name the offices."
    assert reopening.xpath("ancestor::details/@open") == [""]
    assert pages.sound(response)


def test_who_approves_second_is_told_why_it_was_returned(client, decider, other):
    client.post(ASSESS, SUBMIT)
    decider.post(f"{ASSESS}return/", {"reason": "Name the offices."})

    response = other.post(f"{ASSESS}approve/")

    assert (response.status_code, Assessment.objects.get().status) == (409, "draft")
    assert ": Returned. Name the offices. Your own decision was not taken." in late(response)
    assert pages.sound(response)


def test_who_returns_what_was_returned_keeps_the_reason_to_copy(client, decider, other):
    client.post(ASSESS, SUBMIT)
    decider.post(f"{ASSESS}return/", {"reason": "Name the offices."})

    response = other.post(f"{ASSESS}return/", {"reason": "The figure is not that of the source."})

    assert (response.status_code, late(response).count("The figure is not that of the source.")) == (409, 1)
    assert pages.messages(response) == ["That was done already: the assessment is “Draft”."]


def test_who_takes_back_what_was_returned_just_now_is_told(client_for, decider, period, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    focal = client_for(recorder)
    focal.post(ASSESS, SUBMIT)
    decider.post(f"{ASSESS}return/", {"reason": "Name the offices."})

    response = focal.post(f"{ASSESS}return/", {"reason": "I forgot an office."})

    assert (response.status_code, "I forgot an office." in late(response)) == (409, True)


def test_pressing_twice_is_no_late_decision(client, decider):
    client.post(ASSESS, SUBMIT)
    decider.post(f"{ASSESS}approve/")

    response = decider.post(f"{ASSESS}approve/", follow=True)

    assert (response.status_code, pages.read(response).xpath("//*[@id='late']")) == (200, [])
    assert pages.messages(response)[-1] == "That was done already: the assessment is “Approved”."


def test_what_was_submitted_anew_is_not_approved_unseen(client, decider, other):
    client.post(ASSESS, SUBMIT)
    seen = version(decider)
    other.post(f"{ASSESS}return/", {"reason": "Name the offices."})
    client.post(ASSESS, {**SUBMIT, "narrative": "It was not done.", "read": seen})

    response = decider.post(f"{ASSESS}approve/", {"read": seen})

    assert (response.status_code, Assessment.objects.get().status) == (409, "submitted")
    assert pages.messages(response) == ["It has changed since you opened it. Look through it, and decide then."]
    assert "It was not done." in pages.main(response)
    decider.post(f"{ASSESS}approve/", {"read": version(decider)})
    assert Assessment.objects.get().status == "approved"
