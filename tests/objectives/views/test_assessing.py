"""Assessing an element over HTTP: writing, submitting, deciding."""

import pytest

from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput
from objectives.models import Assessment, AssessmentVersion
from tests import factories, pages
from tests.pages import sound

pytestmark = pytest.mark.django_db

FRAMEWORK = "/frameworks/mc-inf-274"
ASSESS = f"{FRAMEWORK}/elements/O1/assess/2026-Q3/"
JUDGEMENT = {"finding": "met", "measurability": "", "continuation": "completed", "narrative": "It was done.", "read": 0}
SUBMIT = {**JUDGEMENT, "submit": "yes"}


@pytest.fixture
def client(client_for, reviewer, period, elements):
    return client_for(reviewer)


@pytest.fixture
def decider(client_for, administrator):
    return client_for(administrator)


def value(response, name):
    """What a text box of the form holds."""
    return pages.read(response).xpath(f"//textarea[@name='{name}']")[0].text_content().strip()


def read(response):
    return pages.read(response).xpath("//input[@name='read']/@value")[0]


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


@pytest.fixture
def bilingual(framework):
    factories.DefinitionFactory(framework=framework, languages=["en", "fr"])


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
        "An assessment that is “Draft” cannot become “Draft”.",
        "An assessment that is “Draft” cannot become “Draft”.",
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


# --- beside -----------------------------------------------------------------------------------------


def test_one_assesses_beside_the_evidence_and_figures_and_the_period_before(client, period, elements, indicator):
    before = factories.PeriodFactory(
        framework=period.framework,
        code="2026-Q2",
        label="Second quarter",
        starts_on="2026-04-01",
        ends_on="2026-06-30",
        closed=True,
    )
    for number, of in ((30, before), (40, period)):
        entry = factories.EvidenceFactory(
            framework=period.framework, period=of, title=f"Training {number}", accepted=True
        )
        factories.ContributionFactory(evidence=entry, element=elements["O1"])
        factories.FigureFactory(evidence=entry, indicator=indicator, value=number)
    factories.AssessmentTextFactory(
        assessment__element=elements["O1"], assessment__period=before, narrative="Much was done in spring."
    )

    beside = pages.words(pages.read(client.get(ASSESS)).xpath("//aside")[0])

    assert "Persons assisted 40" in beside
    assert "Training 40" in beside
    assert "Training 30" not in beside
    assert "Second quarter Ongoing by nature Narrative Much was done in spring." in beside
    assert "What Then Now Accepted entries 1 1 Persons assisted 30 40" in beside


def test_the_first_period_has_none_before(client):
    assert "There is none: this is the first period of the framework." in pages.main(client.get(ASSESS))


def test_the_history_shows_words_put_in_and_taken_out(client, decider):
    client.post(ASSESS, JUDGEMENT)
    client.post(ASSESS, {**JUDGEMENT, "narrative": "It was done well.", "finding": "partly_met", "read": 1})

    tree = pages.read(client.get(ASSESS))
    (newest, *_older) = tree.xpath("//section[@aria-labelledby='history-heading']//li")

    assert pages.words(newest).startswith("Version 2, in English · Reviewer")
    assert [node.text for node in newest.xpath(".//ins")] == ["Partly met", " well"]
    assert [node.text for node in newest.xpath(".//del")] == ["Met"]


# --- what others see --------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "stage"), [("draft", "Draft"), ("submitted", "Awaiting approval")])
def test_staff_see_no_assessment_before_it_is_approved(client_for, recorder, reviewer, period, elements, status, stage):
    text = factories.AssessmentTextFactory(
        assessment=factories.AssessmentFactory(element=elements["O1"], period=period, **{status: True})
    )
    address = f"{FRAMEWORK}/elements/O1/?period=2026-Q3"

    assert text.narrative not in pages.main(client_for(recorder).get(address))
    assert f"{stage} waits for" in pages.main(client_for(recorder).get(address))
    assert text.narrative in pages.main(client_for(reviewer).get(address))
    for page in ("/", f"{FRAMEWORK}/?period=2026-Q3"):
        assert "Ongoing by nature" not in pages.main(client_for(reviewer).get(page))


def test_home_counts_what_one_is_to_write_and_to_approve(client_for, recorder, reviewer, period, elements):
    for code in ("O1", "O2"):
        factories.FocalPointFactory(element=elements[code], user=recorder)
    factories.AssessmentFactory(element=elements["O2"], period=period, assessed_by=recorder, submitted=True)

    assert "1 assessment for you to write" in pages.main(client_for(recorder).get("/"))
    assert "awaits your approval" not in pages.main(client_for(recorder).get("/"))
    assert "1 assessment awaits your approval" in pages.main(client_for(reviewer).get("/"))
