"""Assessing an element over HTTP: what is written, and in which languages."""

import pytest

from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput
from objectives.models import Assessment, AssessmentVersion
from tests import pages
from tests.objectives.views.assessing.forms import ASSESS, JUDGEMENT, SUBMIT, read, value
from tests.pages import sound

pytestmark = pytest.mark.django_db


# --- writing ----------------------------------------------------------------------------------------


def test_an_element_is_assessed_as_a_draft(client, elements, reviewer):
    response = client.post(ASSESS, JUDGEMENT, follow=True)

    kept = Assessment.objects.get()
    assert (kept.element, kept.status, kept.finding, kept.measurability, kept.continuation, kept.assessed_by) == (
        elements["O1"],
        "draft",
        "met",
        "",
        "completed",
        reviewer,
    )
    assert (pages.messages(response), response.redirect_chain[0][0]) == (
        ["The assessment of O1 is saved as a draft."],
        f"{ASSESS}?language=en",
    )
    assert sound(response)


def test_an_assessment_is_revised_from_what_was_kept(client):
    client.post(ASSESS, JUDGEMENT)

    page = client.get(ASSESS)
    client.post(ASSESS, {**JUDGEMENT, "finding": "not_met", "read": read(page)})

    assert pages.read(page).xpath("//input[@checked]/@value") == ["met", "", "completed"]
    assert value(page, "narrative") == "It was done."
    assert Assessment.objects.get().finding == "not_met"


def test_what_is_judged_by_a_general_statement_stays_so_until_it_is_judged_anew(client, elements, period, reviewer):
    general = AssessmentInput(
        language="en", finding="met", finding_basis="general", continuation="revised", continuation_basis="general"
    )
    actions.save(element=elements["O1"], period=period, content=general, by=reviewer)

    client.post(ASSESS, {**JUDGEMENT, "read": 1})

    kept = Assessment.objects.get()
    assert (kept.finding_basis, kept.continuation_basis) == ("general", "specific")


def test_what_a_submission_lacks_is_listed_with_links_and_what_was_typed_is_kept(client):
    response = client.post(ASSESS, {"challenges": "Roads were closed.", "read": 0, "submit": "yes"})

    assert (response.status_code, Assessment.objects.get().status) == (422, "draft")
    assert pages.error_links(response) == [
        ("id_finding_field", "Choose a finding."),
        ("id_narrative", "Say in English what the finding rests on."),
    ]
    assert pages.messages(response) == ["What you typed is saved as a draft; it is not submitted yet."]
    assert (value(response, "challenges"), read(response)) == ("Roads were closed.", "1")
    assert sound(response)


def test_each_error_of_an_assessment_has_its_link(client):
    typed = {"finding": "x", "measurability": "x", "continuation": "x", "narrative": "x" * 10_001}
    response = client.post(ASSESS, {**typed, "challenges": "x" * 10_001})

    assert len(pages.error_links(response)) == 5
    assert sound(response)


def test_what_somebody_submitted_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(client, decider):
    decider.post(ASSESS, SUBMIT)

    response = client.post(ASSESS, {**JUDGEMENT, "narrative": "Much was done."})

    assert pages.error_links(response) == [
        ("", "This assessment awaits approval. It can be changed once it is returned.")
    ]
    assert value(response, "narrative") == "Much was done."


def test_two_who_save_the_same_text_are_told_with_both_texts_kept(client, decider):
    client.post(ASSESS, {**JUDGEMENT, "narrative": "It was done in March."})

    response = decider.post(ASSESS, {**JUDGEMENT, "narrative": "It was done in May."})
    theirs = pages.words(pages.read(response).get_element_by_id("theirs"))

    assert response.status_code == 422
    assert pages.error_links(response) == [
        (
            "id_narrative",
            "Reviewer has changed this since you opened the page. What they saved stands below.",
        )
    ]
    assert "Narrative It was done in March." in theirs
    assert value(response, "narrative") == "It was done in May."
    assert sound(response)

    decider.post(ASSESS, {**JUDGEMENT, "narrative": "It was done in May.", "read": read(response)})
    assert Assessment.objects.get().texts.get().narrative == "It was done in May."
    assert AssessmentVersion.objects.count() == 2


def test_a_finding_that_two_people_chose_is_shown_as_a_word(client, decider):
    client.post(ASSESS, {**JUDGEMENT, "finding": "partly_met"})

    response = decider.post(ASSESS, JUDGEMENT)

    assert "Finding Partly met" in pages.words(pages.read(response).get_element_by_id("theirs"))


# --- languages --------------------------------------------------------------------------------------


def test_saving_one_language_never_touches_another(client, bilingual):
    client.post(ASSESS, JUDGEMENT)
    page = client.get(f"{ASSESS}?language=fr")
    client.post(f"{ASSESS}?language=fr", {**JUDGEMENT, "narrative": "C’est fait.", "read": read(page)})

    assert value(page, "narrative") == ""
    assert list(Assessment.objects.get().texts.values_list("language", "narrative")) == [
        ("en", "It was done."),
        ("fr", "C’est fait."),
    ]


def test_the_languages_of_the_reports_are_offered_with_what_is_not_written_yet(client, bilingual):
    client.post(ASSESS, JUDGEMENT)

    tabs = pages.read(client.get(f"{ASSESS}?language=fr")).xpath("//nav[@aria-label='Language of the narrative']/a")

    assert [(pages.words(tab), tab.get("href"), tab.get("aria-current")) for tab in tabs] == [
        ("English", "?language=en", None),
        ("French (not written yet)", "?language=fr", "true"),
    ]


def test_one_saves_and_goes_on_in_another_language(client, bilingual):
    response = client.post(ASSESS, {**JUDGEMENT, "then": "fr"})

    assert response.headers["Location"] == f"{ASSESS}?language=fr"


def test_a_narrative_that_lacks_in_another_language_is_told_at_the_top(client, bilingual):
    response = client.post(ASSESS, SUBMIT)

    assert pages.error_links(response) == [("", "Say in French what the finding rests on.")]


@pytest.mark.parametrize("language", ["xx", "..%2F", "en-Latn-GB"])
def test_a_language_that_there_is_not_is_not_found(client, language):
    assert client.get(f"{ASSESS}?language={language}").status_code == 404
