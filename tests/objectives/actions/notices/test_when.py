"""When people hear of it, and in what words."""

from dataclasses import replace

import pytest

from iomtrack.accounts.models import User
from objectives.actions import evidence as actions
from objectives.actions.notices import choose, send_digest, write_digests
from objectives.actions.tick import tick
from objectives.models import AuditEvent, NoticeDigest
from tests.objectives import entries
from tests.objectives.actions.notices.letters import deliver, told
from tests.reports.delivery.test_mail import postmaster

__all__ = ["postmaster"]  # a fixture: a real mail server on loopback
pytestmark = pytest.mark.django_db


def test_a_return_is_told_at_once_with_its_reason_and_a_link(entry, reviewer, queued):
    actions.send_back(evidence=entry("submitted"), reason="The days\nare wrong.", by=reviewer)

    (letter,) = deliver(queued)
    assert letter.to == ["recorder@example.org"]
    assert letter.subject == "Reviewer returned EV-2026-0001 “Training in Nairobi”"
    assert "- Reviewer returned EV-2026-0001 “Training in Nairobi”: The days are wrong." in letter.body
    assert "  https://strategy.example.org/evidence/EV-2026-0001/\n" in letter.body
    assert "https://strategy.example.org/notices/" in letter.body
    assert NoticeDigest.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Reviewer returned EV-2026-0001 “Training: the third”"),
        ("fr", "Reviewer a renvoyé la fiche EV-2026-0001 «\u202fTraining: the third\u202f»"),
        ("es", "Reviewer devolvió el registro EV-2026-0001 «Training: the third»"),
    ],
)
def test_the_subject_of_a_letter_on_one_thing_says_it_without_its_reason(
    content, recorder, reviewer, queued, language, subject
):
    User.objects.filter(pk=recorder.pk).update(language=language)
    evidence = entries.draft(replace(content, title="Training: the third"), by=recorder)
    actions.send_back(evidence=actions.submit(evidence=evidence, by=recorder), reason="Late: see why.", by=reviewer)

    (letter,) = deliver(queued)
    assert letter.subject == subject
    assert "Late: see why." in letter.body


def test_the_rest_waits_for_one_letter_a_day_after_its_hour(
    entry, content, recorder, reviewer, queued, time_machine, settings
):
    entry("submitted")
    actions.submit(evidence=entries.draft(replace(content, title="A second one"), by=recorder), by=recorder)
    assert deliver(queued) == []

    settings.DIGEST_HOUR = 11  # it is ten o'clock
    tick()
    assert deliver(queued) == []
    time_machine.move_to("2026-09-21T11:00:00+00:00", tick=False)
    tick()
    (letter,) = deliver(queued)
    assert (letter.to, letter.subject) == (["reviewer@example.org"], "2 pieces of news on evidence")
    assert "Recorder submitted EV-2026-0001 “Training in Nairobi” for review" in letter.body

    actions.submit(evidence=entries.draft(replace(content, title="A third one"), by=recorder), by=recorder)
    tick()
    assert deliver(queued) == []
    time_machine.move_to("2026-09-22T11:00:00+00:00", tick=False)
    tick()
    (letter,) = deliver(queued)
    assert "A third one" in letter.body
    tick()
    assert deliver(queued) == []


def test_what_has_settled_itself_is_not_told(entry, reviewer, administrator, queued):
    actions.accept(evidence=entry("submitted"), by=administrator)

    write_digests()

    assert [letter.to for letter in deliver(queued)] == [["recorder@example.org"]]
    assert told() == [("Recorder", "accepted")]


def test_each_chooses_what_to_hear_of_and_when(entry, recorder, reviewer, queued):
    choose(times={"returned": "never", "accepted": "at_once"}, by=recorder)
    choose(times={"review": "at_once"}, by=reviewer)
    evidence = entry("submitted")
    assert [letter.to for letter in deliver(queued)] == [["reviewer@example.org"]]

    actions.send_back(evidence=evidence, reason="Why?", by=reviewer)
    assert deliver(queued) == []
    actions.submit(evidence=evidence, by=recorder)
    deliver(queued)
    actions.accept(evidence=evidence, by=reviewer)
    assert [letter.to for letter in deliver(queued)] == [["recorder@example.org"]]
    event = AuditEvent.objects.filter(action="account.choose_notices").earliest("id")
    assert (event.by, event.after) == (recorder, {"returned": "never", "accepted": "at_once"})


def test_a_letter_is_in_its_reader_s_language(entry, recorder, reviewer, queued):
    recorder.language = "fr"
    recorder.save()

    actions.send_back(evidence=entry("submitted"), reason="Pourquoi ?", by=reviewer)

    (letter,) = deliver(queued)
    assert '<html lang="fr">' in str(letter.alternatives[0][0])


def test_a_letter_goes_through_a_real_mail_server_once(entry, reviewer, queued, postmaster):
    actions.send_back(evidence=entry("submitted"), reason="The days are wrong.", by=reviewer)

    for _twice in range(2):
        for _name, pk in queued:
            send_digest(pk=pk)

    (letter,) = postmaster.letters
    digest = NoticeDigest.objects.get()
    assert (letter["To"], letter["Message-ID"], digest.state) == (
        "recorder@example.org",
        digest.message_id,
        "sent",
    )
    assert "The days are wrong." in letter.get_body(("plain",)).get_content()
    assert "EV-2026-0001" in letter.get_body(("html",)).get_content()


def test_what_the_server_refuses_for_good_stops_and_says_why(entry, reviewer, queued, postmaster):
    actions.send_back(evidence=entry("submitted"), reason="The days are wrong.", by=reviewer)
    postmaster.rcpt = "550 No such mailbox"

    send_digest(pk=queued[0][1])

    digest = NoticeDigest.objects.get()
    assert (digest.state, digest.error) == ("stopped", "550 No such mailbox")
