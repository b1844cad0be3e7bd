"""Judging an element for a period: what is written, by whom, and what two write at once."""

import pytest

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput, Overtaken
from objectives.models import Assessment, AssessmentVersion
from tests import factories
from tests.objectives.actions.assessing.judgements import FRENCH, JUDGEMENT, texts

pytestmark = pytest.mark.django_db


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
