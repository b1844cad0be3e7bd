"""Reviewing over HTTP: the queue, and the decisions."""

import pytest

from objectives.actions import review as actions
from objectives.models import Evidence
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

WHY = {
    "return": "Say why, so that the author knows what to put right.",
    "withdraw": "Say why it is withdrawn, so that the author and readers of reports know.",
}


@pytest.fixture
def client(client_for, reviewer):
    return client_for(reviewer)


def decide(client, evidence, step, **typed):
    return client.post(f"/evidence/{evidence.reference}/{step}/", typed, follow=True)


def test_the_queue_shows_what_waits_longest_first_and_not_ones_own(client, reviewer, framework, period):
    for title, day in (("Second", "2026-09-20"), ("First", "2026-09-19")):
        factories.EvidenceFactory(
            framework=framework, title=title, status="submitted", submitted_at=f"{day}T10:00:00+00:00"
        )
    factories.EvidenceFactory(framework=framework, title="Own", author=reviewer, submitted=True)
    factories.EvidenceFactory(framework=framework, title="Draft")

    assert pages.rows(client.get("/review/")) == ["First", "Second"]


def test_an_empty_queue_says_so(client):
    assert "Nothing awaits review." in pages.main(client.get("/review/"))


@pytest.mark.parametrize(
    ("before", "step", "after", "message", "leads_to"),
    [
        ("submitted", "accept", "accepted", "EV-2026-0001 is accepted.", "/review/"),
        ("submitted", "return", "returned", "EV-2026-0001 is returned to its author.", "/review/"),
        ("accepted", "withdraw", "withdrawn", "EV-2026-0001 is withdrawn.", "/evidence/EV-2026-0001/"),
    ],
)
def test_a_decision_is_made_and_said(client, entry, before, step, after, message, leads_to):
    response = decide(client, entry(before), step, reason="The days are wrong.")

    assert Evidence.objects.get().status == after
    assert (pages.messages(response), response.redirect_chain) == ([message], [(leads_to, 302)])


@pytest.mark.parametrize(("before", "step"), [("submitted", "return"), ("accepted", "withdraw")])
def test_a_decision_without_a_reason_comes_back_with_the_error_at_its_place(client, entry, before, step):
    response = decide(client, entry(before), step, reason=" ")

    assert (response.status_code, Evidence.objects.get().status) == (422, before)
    assert pages.error_links(response) == [("id_reason", WHY[step])]
    assert pages.field_errors(response) == [WHY[step]]
    assert pages.faults(response.content.decode()) == []


def test_a_reason_that_is_too_long_is_shown_again(client, entry):
    response = decide(client, entry("submitted"), "return", reason="x" * 2001)

    assert pages.read(response).xpath("//textarea[@name='reason']")[0].text_content().strip() == "x" * 2001


@pytest.mark.parametrize("reason", ["", "Too late."])
@pytest.mark.parametrize(
    ("before", "step", "message"),
    [
        ("returned", "return", "That was done already: the entry is returned."),
        ("withdrawn", "return", "An entry that is withdrawn cannot become returned."),
        ("returned", "withdraw", "An entry that is returned cannot become withdrawn."),
        ("withdrawn", "withdraw", "That was done already: the entry is withdrawn."),
    ],
)
def test_a_decision_that_comes_too_late_is_refused(client, entry, before, step, message, reason):
    response = decide(client, entry(before), step, reason=reason)

    assert (pages.messages(response), Evidence.objects.get().status) == ([message], before)
    assert pages.faults(response.content.decode()) == []


def test_accepting_twice_says_that_it_is_accepted(client, entry):
    evidence = entry("accepted")

    response = decide(client, evidence, "accept")

    assert pages.messages(response) == ["That was done already: the entry is accepted."]
    assert response.redirect_chain == [(evidence.get_absolute_url(), 302)]


@pytest.mark.parametrize("step", ["accept", "return", "withdraw"])
def test_ones_own_entry_is_not_decided_on(client, entry, reviewer, administrator, content, step):
    own = factories.EvidenceFactory(framework=content.contributions[0][0].framework, author=reviewer, submitted=True)

    response = decide(client, own, step, reason="Because.")

    own.refresh_from_db()
    assert own.status == "submitted"
    assert "Nobody reviews their own entry: a colleague has to." in pages.main(response)


# --- two reviewers at once ------------------------------------------------------------------------------


def test_who_decides_second_is_told_who_decided_and_keeps_the_reason(client, entry, administrator):
    evidence = entry("submitted")
    actions.accept(evidence=evidence, by=administrator)

    response = decide(client, evidence, "return", reason="The days are wrong.", **{"note-title": "Too short."})

    late = pages.words(pages.read(response).get_element_by_id("late"))
    assert (response.status_code, Evidence.objects.get().status) == (409, "accepted")
    assert late.startswith(f"{administrator.name} decided on ")
    assert ": Accepted. Your own decision was not taken." in late
    remark = pages.read(response).xpath("//form[contains(@action, '/remarks/')]")[0]
    assert remark.xpath(".//textarea")[0].text_content().strip() == "The days are wrong.\nIn one line: Too short."
    assert remark.xpath("ancestor::details/@open") == [""]
    assert pages.sound(response)


def test_what_was_typed_for_a_late_decision_can_be_remarked(client, entry, administrator):
    evidence = entry("submitted")
    actions.accept(evidence=evidence, by=administrator)
    response = decide(client, evidence, "return", reason="The days are wrong.")

    typed = pages.read(response).xpath("//form[contains(@action, '/remarks/')]//textarea")[0].text_content().strip()
    decide(client, evidence, "remarks", text=typed)

    assert evidence.remarks.get().text == "The days are wrong."


def test_who_accepts_second_is_told_why_it_was_returned(client, entry, administrator):
    evidence = entry("submitted")
    actions.send_back(evidence=evidence, reason="The days are wrong.", by=administrator)

    response = decide(client, evidence, "accept")

    late = pages.words(pages.read(response).get_element_by_id("late"))
    assert ": Returned. The days are wrong. Your own decision was not taken." in late
