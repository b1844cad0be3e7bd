"""Reviewing over HTTP: the queue, and the decisions."""

from dataclasses import replace

import pytest

from objectives.actions import evidence as evidence_actions
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


# --- what has changed since it was read -------------------------------------------------------------------

CHANGED = "It has changed since you read it. Read what it says now, and decide then."


@pytest.fixture
def read_before(client, entry, administrator, content, recorder):
    """An entry that was returned and handed in anew after a reviewer had opened it: with what their form says."""
    evidence = entry("submitted")
    form = pages.read(client.get(evidence.get_absolute_url())).xpath("//form[contains(@action, '/return/')]")[0]
    read = form.xpath("./input[@name='read']/@value")[0]
    actions.send_back(evidence=evidence, reason="The days are wrong.", by=administrator)
    evidence_actions.save(evidence=evidence, content=replace(content, title="Another course"), by=recorder)
    evidence_actions.submit(evidence=evidence, by=recorder)
    return evidence, read


@pytest.mark.parametrize(("more", "after"), [({}, ""), ({"queue": "yes", "whose": "all"}, "?queue=yes&whose=all")])
def test_what_has_changed_since_it_was_read_is_not_accepted_unseen(client, read_before, more, after):
    evidence, read = read_before

    response = decide(client, evidence, "accept", read=read, **more)

    assert (pages.messages(response), Evidence.objects.get().status) == ([CHANGED], "submitted")
    assert response.redirect_chain == [(evidence.get_absolute_url() + after, 302)]
    assert "Another course" in pages.main(response)


def test_nor_is_it_returned_and_the_reason_stays_in_its_box(client, read_before):
    evidence, read = read_before

    response = decide(client, evidence, "return", read=read, reason="The days are wrong.", parts=["title"])

    assert (response.status_code, Evidence.objects.get().status) == (422, "submitted")
    assert pages.error_links(response) == [("", CHANGED)]
    form = pages.read(response).xpath("//form[contains(@action, '/return/')]")[0]
    assert form.xpath(".//textarea[@name='reason']")[0].text_content().strip() == "The days are wrong."
    assert form.xpath(".//input[@name='parts'][@checked]/@value") == ["title"]
    assert pages.sound(response)

    decide(client, evidence, "return", read=form.xpath("./input[@name='read']/@value")[0], reason="The days are wrong.")

    assert Evidence.objects.get().status == "returned"


@pytest.mark.parametrize("read", ["", "x", "٣", "9" * 400, "-1"])
def test_a_form_that_does_not_say_what_was_read_breaks_nothing(client, entry, read):
    response = decide(client, entry("submitted"), "accept", read=read)

    assert response.status_code == 200
