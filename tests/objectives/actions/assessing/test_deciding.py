"""An assessment is complete when it is submitted, and is approved, returned and reopened."""

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput
from objectives.enums import ASSESSMENT_MOVES, AssessmentStatus
from objectives.models import Assessment, AuditEvent
from tests import factories
from tests.objectives.actions.assessing.judgements import FRENCH, reopen, send_back

pytestmark = pytest.mark.django_db


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
    stands, wanted = AssessmentStatus(before).label, AssessmentStatus(step[1]).label
    told = f"An assessment that is “{stands}” cannot become “{wanted}”."
    assert str(refusal.value) == (told if wanted != stands else f"That was done already: the assessment is “{stands}”.")
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
