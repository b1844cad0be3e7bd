"""Each letter is sent once, and to nobody who has left."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from objectives.actions import evidence as actions
from objectives.actions.notices import send_digest, write_digests
from objectives.actions.tick import tick
from objectives.models import NoticeDigest
from tests.objectives.actions.notices.letters import deliver, told

pytestmark = pytest.mark.django_db


def test_of_two_ticks_at_once_one_writes_the_letter(entry, reviewer, queued):
    entry("submitted")
    write_digests()

    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeDigest.objects.create(user=reviewer, email=reviewer.email, message_id="<other@example.org>")
    assert NoticeDigest.objects.count() == 1


def test_a_task_that_runs_twice_sends_once(entry, reviewer, queued):
    actions.send_back(evidence=entry("submitted"), reason="Why?", by=reviewer)
    ((_name, pk),) = queued

    for _twice in range(2):
        send_digest(pk=pk)

    assert len(mail.outbox) == 1


def test_a_message_that_was_lost_is_sent_again_by_the_tick(entry, reviewer, queued):
    actions.send_back(evidence=entry("submitted"), reason="Why?", by=reviewer)
    queued.clear()

    tick()

    assert [letter.to for letter in deliver(queued)] == [["recorder@example.org"], ["reviewer@example.org"]][:1]


def test_who_has_left_hears_no_more(entry, recorder, reviewer, queued):
    actions.accept(evidence=entry("submitted"), by=reviewer)
    recorder.is_active = False
    recorder.save()

    write_digests()

    assert deliver(queued) == []
    assert ("Recorder", "accepted") not in told()
