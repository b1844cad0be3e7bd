"""Judging an element for a period: written, submitted, approved, returned, reopened."""

from dataclasses import replace

import pytest

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput, Overtaken
from objectives.enums import ASSESSMENT_MOVES, AssessmentStatus
from objectives.models import Assessment, AssessmentVersion, AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db

JUDGEMENT = AssessmentInput(
    finding="ongoing",
    narrative="The work went on.",
    language="en",
    challenges="Roads were closed.",
    measurability="quantifiable",
    continuation="remains_relevant",
)
FRENCH = replace(JUDGEMENT, language="fr", narrative="Le travail a continué.", challenges="")


@pytest.fixture
def element(elements):
    return elements["O1"]


@pytest.fixture
def save(element, period, reviewer):
    """Saves the judgement, but for the changes."""

    def write(content=JUDGEMENT, by=reviewer, read=None, **changes):
        return actions.save(element=element, period=period, content=replace(content, **changes), by=by, read=read)

    return write


@pytest.fixture
def in_status(save, reviewer, administrator):
    """Takes an assessment to a status by the steps that people take: the reviewer writes, the administrator decides."""

    def make(status):
        one = save()
        if status != "draft":
            one = actions.submit(assessment=one, by=reviewer)
        if status == "approved":
            one = actions.approve(assessment=one, by=administrator)
        return one

    return make


def texts():
    return list(Assessment.objects.get().texts.values_list("language", "narrative", "challenges"))


# --- writing ----------------------------------------------------------------------------------------


def test_a_judgement_is_kept_as_a_draft_with_its_words(save, element, period, reviewer):
    save()

    kept = Assessment.objects.get(element=element, period=period)
    assert (kept.status, kept.finding, kept.measurability, kept.continuation, kept.assessed_by) == (
        "draft",
        "ongoing",
        "quantifiable",
        "remains_relevant",
        reviewer,
    )
    assert texts() == [("en", "The work went on.", "Roads were closed.")]


def test_a_draft_may_lack_anything(save):
    save(AssessmentInput(language="en"))

    assert (Assessment.objects.get().finding, texts()) == ("", [])


def test_a_second_judgement_revises_the_first(save, administrator):
    save()
    save(finding="met", by=administrator)

    kept = Assessment.objects.get()
    assert (kept.finding, kept.assessed_by, kept.texts.count()) == ("met", administrator, 1)


def test_the_words_of_another_language_stay(save):
    save()
    save(FRENCH)

    assert texts() == [("en", "The work went on.", "Roads were closed."), ("fr", "Le travail a continué.", "")]


def test_emptying_one_language_leaves_the_other(save):
    save()
    save(FRENCH)
    save(narrative="", challenges=" \n")

    assert texts() == [("fr", "Le travail a continué.", "")]


def test_a_browsers_line_ends_are_no_change(save):
    save(narrative="One.\n\nTwo.")
    save(narrative="One.\r\n\r\nTwo.\r\n", read=1)

    assert AssessmentVersion.objects.count() == 1


def test_every_saved_version_is_kept(save, reviewer, administrator):
    save()
    save()  # says the same: no version of its own
    save(FRENCH, by=administrator)
    save(finding="met")

    kept = AssessmentVersion.objects.order_by("number")
    assert [(one.number, one.language, one.by, one.content["finding"], one.content["narrative"]) for one in kept] == [
        (1, "en", reviewer, "ongoing", "The work went on."),
        (2, "fr", administrator, "ongoing", "Le travail a continué."),
        (3, "en", reviewer, "met", "The work went on."),
    ]


def test_an_element_and_a_period_of_different_frameworks_are_refused(element, reviewer):
    with pytest.raises(ActionError, match=r"^The element and the period are of different frameworks\.$"):
        actions.save(element=element, period=factories.PeriodFactory(), content=JUDGEMENT, by=reviewer)


@pytest.mark.parametrize("role", [Role.RECORDER, Role.DELEGATE])
def test_staff_and_delegates_assess_nothing(save, role):
    with pytest.raises(NotPermitted):
        save(by=factories.UserFactory(role=role))

    assert Assessment.objects.count() == 0


def test_a_focal_point_writes_and_submits_the_assessment_of_its_element_alone(save, period, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)

    actions.submit(assessment=save(by=recorder), by=recorder)

    assert Assessment.objects.get().submitted_by == recorder
    with pytest.raises(NotPermitted):
        actions.save(element=elements["O2"], period=period, content=JUDGEMENT, by=recorder)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.SERVICE])
def test_being_named_lets_nobody_write_who_is_no_staff(save, element, role):
    user = factories.UserFactory(role=role, is_active=role != Role.SERVICE)
    factories.FocalPointFactory(element=element, user=user)

    with pytest.raises(NotPermitted):
        save(by=user)


def test_a_closed_period_can_still_be_assessed(element, reviewer):
    closed = factories.PeriodFactory(framework=element.framework, closed=True)

    assert actions.save(element=element, period=closed, content=JUDGEMENT, by=reviewer).finding == "ongoing"


@pytest.mark.parametrize(
    ("status", "message"),
    [
        ("submitted", "This assessment awaits approval. It can be changed once it is returned."),
        ("approved", "This assessment is approved. Whoever approves can reopen it, with a reason."),
    ],
)
def test_what_is_no_draft_is_not_written(in_status, save, status, message):
    in_status(status)

    with pytest.raises(ActionError) as refusal:
        save(finding="met")

    assert (refusal.value.problems, Assessment.objects.get().finding) == ({"": [message]}, "ongoing")


# --- two who write at once --------------------------------------------------------------------------


def test_who_saves_second_is_told_and_what_stands_is_given(save, administrator):
    save(read=0)

    with pytest.raises(Overtaken) as refusal:
        save(narrative="It was done.", finding="met", by=administrator, read=0)

    message = "Reviewer has changed this since you opened the page. What they saved stands below."
    assert refusal.value.problems == {"finding": [message], "narrative": [message]}
    assert (refusal.value.number, refusal.value.stands.narrative) == (1, "The work went on.")
    assert texts() == [("en", "The work went on.", "Roads were closed.")]


def test_having_seen_what_stands_one_saves_over_it_and_the_history_keeps_both(save, administrator):
    save(read=0)
    save(narrative="It was done.", by=administrator, read=1)

    assert texts()[0][1] == "It was done."
    assert [one.content["narrative"] for one in AssessmentVersion.objects.order_by("number")] == [
        "The work went on.",
        "It was done.",
    ]


def test_what_two_people_changed_in_different_parts_is_put_together(save, administrator):
    save()
    save(finding="met", read=1)
    save(challenges="None.", by=administrator, read=1)

    assert (Assessment.objects.get().finding, texts()) == ("met", [("en", "The work went on.", "None.")])


def test_who_writes_in_french_does_not_undo_what_was_judged_meanwhile(save, administrator):
    save()
    save(finding="met", read=1)
    save(FRENCH, by=administrator, read=1)

    assert (Assessment.objects.get().finding, len(texts())) == ("met", 2)


def test_the_person_named_is_the_one_who_changed_that_part(save, administrator, colleague, element):
    factories.FocalPointFactory(element=element, user=colleague)
    save(by=administrator)
    save(narrative="It was done.", by=colleague, read=1)
    save(FRENCH, by=administrator, read=2)

    with pytest.raises(Overtaken, match=r"^Colleague has changed this"):
        save(narrative="Much was done.", read=1)


# --- completeness -----------------------------------------------------------------------------------


def test_what_is_submitted_has_a_finding_and_a_narrative(save, reviewer):
    with pytest.raises(ActionError) as refusal:
        actions.submit(assessment=save(AssessmentInput(language="en")), by=reviewer)

    assert refusal.value.problems == {
        "finding": ["Choose a finding."],
        "narrative-en": ["Say in English what the finding rests on."],
    }


def test_a_narrative_is_wanted_in_every_language_of_the_reports(save, framework, reviewer):
    factories.DefinitionFactory(framework=framework, languages=["en", "fr"])
    factories.DefinitionFactory(framework=framework, languages=["es"], is_active=False)

    with pytest.raises(ActionError) as refusal:
        actions.submit(assessment=save(), by=reviewer)

    assert refusal.value.problems == {"narrative-fr": ["Say in French what the finding rests on."]}
    assert actions.submit(assessment=save(FRENCH), by=reviewer).status == "submitted"


def test_challenges_alone_are_no_words_of_a_language(save, reviewer):
    save()

    with pytest.raises(ActionError) as refusal:
        actions.submit(assessment=save(FRENCH, narrative="", challenges="Les routes."), by=reviewer)

    assert list(refusal.value.problems) == ["narrative-fr"]


def test_what_a_loaded_file_says_in_one_language_is_whole(save, framework, service, administrator):
    factories.DefinitionFactory(framework=framework, languages=["en", "fr"])

    assert actions.submit(assessment=save(by=service), by=service).status == "submitted"


# --- deciding ---------------------------------------------------------------------------------------


def test_an_approval_says_who_and_when(in_status, reviewer, administrator, time_machine):
    one = in_status("submitted")
    time_machine.move_to("2026-10-01T09:00:00+00:00", tick=False)

    kept = actions.approve(assessment=one, by=administrator)

    assert (kept.submitted_by, kept.approved_by, f"{kept.approved_at:%F %R}") == (
        reviewer,
        administrator,
        "2026-10-01 09:00",
    )


def test_nobody_approves_what_they_submitted(in_status, reviewer):
    with pytest.raises(ActionError, match=r"^Nobody approves what they submitted themselves: a colleague has to\.$"):
        actions.approve(assessment=in_status("submitted"), by=reviewer)

    assert Assessment.objects.get().status == "submitted"


def test_what_became_incomplete_meanwhile_is_not_approved(in_status, framework, administrator):
    one = in_status("submitted")
    factories.DefinitionFactory(framework=framework, languages=["fr"])

    with pytest.raises(ActionError, match=r"^Say in French"):
        actions.approve(assessment=one, by=administrator)


@pytest.mark.parametrize(
    ("status", "name", "words"),
    [
        ("submitted", "approve", {}),
        ("submitted", "send_back", {"reason": "Say more."}),
        ("approved", "reopen", {"reason": "A figure was wrong."}),
    ],
)
def test_a_focal_point_decides_nothing(in_status, element, recorder, status, name, words):
    factories.FocalPointFactory(element=element, user=recorder)

    with pytest.raises(NotPermitted):
        getattr(actions, name)(assessment=in_status(status), by=recorder, **words)


def test_who_submitted_takes_it_back(save, element, recorder):
    factories.FocalPointFactory(element=element, user=recorder)
    one = actions.submit(assessment=save(by=recorder), by=recorder)

    assert send_back(assessment=one, by=recorder).status == "draft"


@pytest.mark.parametrize(("status", "name"), [("submitted", "send_back"), ("approved", "reopen")])
def test_a_draft_is_made_again_with_a_reason_alone(in_status, administrator, status, name):
    with pytest.raises(ActionError) as refusal:
        getattr(actions, name)(assessment=in_status(status), reason=" ", by=administrator)

    assert refusal.value.problems == {"reason": ["Say why, so that the writer knows what to put right."]}
    assert Assessment.objects.get().status == status


# --- the moves --------------------------------------------------------------------------------------


def send_back(*, assessment, by):
    return actions.send_back(assessment=assessment, reason="Name the offices.", by=by)


def reopen(*, assessment, by):
    return actions.reopen(assessment=assessment, reason="A figure was corrected.", by=by)


STEPS = {
    ("draft", "submitted"): actions.submit,
    ("submitted", "approved"): actions.approve,
    ("submitted", "draft"): send_back,
    ("approved", "draft"): reopen,
}
PAIRS = [(before, step) for before in AssessmentStatus.values for step in STEPS]


def test_the_steps_are_the_moves_of_the_table():
    assert {before: {after for one, after in STEPS if one == before} for before in AssessmentStatus.values} == {
        before: set(after) for before, after in ASSESSMENT_MOVES.items()
    }


@pytest.mark.parametrize(("before", "step"), PAIRS)
def test_each_step_is_made_from_its_status_and_from_no_other(in_status, administrator, before, step):
    one = in_status(before)

    if before == step[0]:
        assert STEPS[step](assessment=one, by=administrator).status == step[1]
        return
    with pytest.raises(ActionError) as refusal:
        STEPS[step](assessment=one, by=administrator)
    assert str(refusal.value) == (
        f"An assessment that is “{AssessmentStatus(before).label}” cannot become “{AssessmentStatus(step[1]).label}”."
    )
    assert Assessment.objects.get().status == before


# --- the trace --------------------------------------------------------------------------------------


def test_each_judgement_leaves_one_event_with_what_stood_before_and_after(save):
    save()
    save(finding="met", narrative="Done.")

    first, second = AuditEvent.objects.order_by("id")
    assert (first.action, first.before, first.after["finding"]) == ("assessment.save", None, "ongoing")
    assert (second.action, second.before["finding"], second.before["narrative"], second.after["narrative"]) == (
        "assessment.save",
        "ongoing",
        "The work went on.",
        "Done.",
    )


def test_each_move_leaves_one_event_and_one_decision(in_status, reviewer, administrator):
    one = send_back(assessment=in_status("submitted"), by=administrator)
    one = actions.approve(assessment=actions.submit(assessment=one, by=reviewer), by=administrator)
    reopen(assessment=one, by=administrator)

    moves = AuditEvent.objects.exclude(action="assessment.save").order_by("id")
    assert [(event.action, event.by, event.after["reason"]) for event in moves] == [
        ("assessment.submitted", reviewer, ""),
        ("assessment.returned", administrator, "Name the offices."),
        ("assessment.submitted", reviewer, ""),
        ("assessment.approved", administrator, ""),
        ("assessment.reopened", administrator, "A figure was corrected."),
    ]
    assert list(one.decisions.values_list("before", "after", "by", "reason")) == [
        (event.before["status"], event.after["status"], event.by_id, event.after["reason"]) for event in moves
    ]
