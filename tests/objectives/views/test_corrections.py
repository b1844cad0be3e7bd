"""Correcting an accepted entry, over HTTP."""

import pytest

from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from objectives.models import Evidence
from tests import factories, pages
from tests.objectives import entries
from tests.objectives.windows import window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def post(client, evidence, step, **typed):
    return client.post(f"/evidence/{evidence.reference}/{step}/", typed, follow=True)


@pytest.mark.parametrize("who", ["recorder", "reviewer"])
def test_a_correction_is_begun_on_the_entry_s_page_and_goes_on_in_the_form(client_for, cast, entry, who):
    evidence, client = entry("accepted"), client_for(cast[who])
    assert "Correct this entry" in pages.main(client.get(evidence.get_absolute_url()))

    response = post(client, evidence, "correct", reason="It was forty-two.")

    assert response.redirect_chain == [(f"/evidence/{evidence.reference}-C1/edit/", 302)]
    assert "Training in Nairobi" in response.content.decode()
    assert pages.faults(response.content.decode()) == []


def test_without_a_reason_it_comes_back_with_the_error_at_its_place(client_for, recorder, entry):
    response = post(client_for(recorder), entry("accepted"), "correct", reason=" ")

    why = "Say what is wrong, so that the reviewer knows what to look for."
    assert (response.status_code, pages.error_links(response)) == (422, [("id_correct_reason", why)])
    assert pages.faults(response.content.decode()) == []


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 404), ("outsider", 404), ("auditor", 404), ("delegate", 404)]
)
def test_others_cannot(client_for, cast, entry, who, status):
    evidence = entry("accepted")

    assert post(client_for(cast[who]), evidence, "correct", reason="Why?").status_code == 404
    assert "Correct this entry" not in client_for(cast[who]).get(evidence.get_absolute_url()).content.decode()
    assert Evidence.objects.count() == 1


def test_the_reviewer_sees_what_it_changes_and_accepts_it(client_for, reviewer, recorder, entry, content):
    evidence = entry("accepted")
    correction = correct(evidence=evidence, reason="It was forty-two.", by=recorder)
    actions.save(evidence=correction, content=entries.replace(content, title="Put right"), by=recorder)
    actions.submit(evidence=correction, by=recorder)
    client = client_for(reviewer)

    text = pages.main(client.get(correction.get_absolute_url()))
    response = post(client, correction, "accept")

    assert f"What it changes in {evidence.reference} In one line" in text
    assert "It was forty-two." in text
    assert pages.messages(response) == [
        f"{correction.reference} is accepted: {evidence.reference} says now what it says."
    ]
    page = pages.main(client.get(evidence.get_absolute_url()))
    assert "Put right Accepted · EV-2026-0001, version 2" in page
    assert "Corrected · Reviewer" in page
    assert "Reason given by its author: It was forty-two." in page


def test_a_correction_is_discarded_on_its_page(client_for, recorder, entry):
    evidence = entry("accepted")
    correction = correct(evidence=evidence, reason="It was forty-two.", by=recorder)

    response = post(client_for(recorder), correction, "give-up")

    correction.refresh_from_db()
    assert (correction.status, response.redirect_chain) == ("discarded", [(evidence.get_absolute_url(), 302)])
    assert f"{correction.reference} (Discarded, Recorder)" in pages.main(response)


def test_what_cannot_be_corrected_says_why(client_for, reviewer, entry):
    response = post(client_for(reviewer), entry("withdrawn"), "correct", reason="Why?")

    assert pages.messages(response) == ["Only an accepted entry is corrected: this one is withdrawn."]


def test_the_form_of_a_correction_lists_the_files_of_the_entry_and_takes_away_what_is_ticked(
    client_for, recorder, entry
):
    evidence = entry("accepted")
    file = factories.AttachmentFactory(evidence=evidence, name="wrong.pdf")
    correction = correct(evidence=evidence, reason="Another paper is meant.", by=recorder)
    client, address = client_for(recorder), f"/evidence/{correction.reference}/edit/"
    sent = window(client, address)

    client.post(address, {**sent, "leave-out": file.pk, "save": "yes"})
    ticked = pages.read(client.get(address)).xpath("//input[@name='leave-out'][@checked]/@value")
    client.post(address, {**window(client, address), "leave-out": [], "save": "yes"})

    assert "Take away wrong.pdf" in pages.main(client.get(address))
    assert (ticked, correction.files_left_out.count()) == ([str(file.pk)], 0)
