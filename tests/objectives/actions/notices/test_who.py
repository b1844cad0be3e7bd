"""Who hears of what by mail."""

import pytest
from django.db import IntegrityError, transaction

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from objectives.actions.review import remark
from objectives.models import ReviewNotice
from tests import factories
from tests.objectives import entries
from tests.objectives.actions.notices.letters import told

pytestmark = pytest.mark.django_db


def test_each_step_tells_whom_it_concerns_and_nobody_of_their_own_doing(entry, content, recorder, reviewer):
    evidence = entry("submitted")
    actions.send_back(evidence=evidence, reason="The days are wrong.", by=reviewer)
    actions.submit(evidence=evidence, by=recorder)
    remark(evidence=evidence, text="They are right.", by=recorder)
    actions.accept(evidence=evidence, by=reviewer)
    actions.withdraw(evidence=evidence, reason="Logged twice.", by=reviewer)

    assert told() == [
        ("Reviewer", "review"),
        ("Recorder", "returned"),
        ("Reviewer", "review"),
        ("Reviewer", "remark"),
        ("Recorder", "accepted"),
        ("Recorder", "returned"),
    ]


def test_a_correction_tells_its_author_and_the_entry_s(content, recorder, reviewer):
    accepted = entries.in_status("accepted", content, by=recorder, reviewer=reviewer)
    other = factories.UserFactory(name="Other", role=Role.REVIEWER)
    correction = actions.submit(evidence=correct(evidence=accepted, reason="Why.", by=reviewer), by=reviewer)
    ReviewNotice.objects.all().delete()

    actions.accept(evidence=correction, by=other)

    assert sorted(told()) == [("Recorder", "accepted"), ("Reviewer", "accepted")]


def test_a_conversation_is_told_to_those_who_take_part_in_it_and_still_may(entry, recorder, colleague, reviewer):
    evidence = entry("submitted")
    remark(evidence=evidence, text="One.", by=colleague)
    ReviewNotice.objects.all().delete()
    colleague.posting.delete()

    remark(evidence=evidence, text="Two.", by=reviewer)

    assert told() == [("Recorder", "remark")]


def test_what_is_refused_is_told_to_nobody(entry, recorder):
    evidence = entry("submitted")
    ReviewNotice.objects.all().delete()

    with pytest.raises(ActionError):
        actions.accept(evidence=evidence, by=factories.UserFactory(role=Role.REVIEWER, pk=recorder.pk))
    assert told() == []


def test_what_is_loaded_from_a_file_is_told_to_nobody(content, service, reviewer):
    evidence = entries.draft(content, by=service)

    actions.submit(evidence=evidence, by=service)

    assert told() == []


def test_nobody_can_be_told_of_their_own_doing(entry, recorder):
    evidence = entry("draft")

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewNotice.objects.create(user=recorder, by=recorder, kind="remark", evidence=evidence)
