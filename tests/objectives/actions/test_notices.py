"""What people hear of by mail, and when."""

from dataclasses import replace

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.celery import app
from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from objectives.actions.notices import choose, send_digest, write_digests
from objectives.actions.review import remark
from objectives.actions.tick import tick
from objectives.models import AuditEvent, Evidence, NoticeDigest, ReviewNotice
from tests import factories
from tests.objectives import entries, sheets
from tests.reports.delivery.test_mail import postmaster

__all__ = ["postmaster"]  # a fixture: a real mail server on loopback

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queued(monkeypatch, settings):
    """The tasks that were sent, in place of a broker."""
    settings.SITE_URL = "https://strategy.example.org"
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_options: sent.append((name, *args)))
    monkeypatch.setattr(transaction, "on_commit", lambda function, **_options: function())
    return sent


def told():
    """The notices there are: (to whom, of what), in order."""
    return [(one.user.name, one.kind) for one in ReviewNotice.objects.order_by("id")]


def deliver(queued):
    """What a worker does that is woken for each letter."""
    for name, pk in queued:
        if name == "objectives.send_digest":
            send_digest(pk=pk)
    queued.clear()
    letters, mail.outbox[:] = list(mail.outbox), []
    return letters


# --- who is told ----------------------------------------------------------------------------------------


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


# --- when ------------------------------------------------------------------------------------------------


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
        ("fr", "Reviewer a renvoyé EV-2026-0001 «\u202fTraining: the third\u202f»"),
        ("es", "Reviewer devolvió EV-2026-0001 «Training: the third»"),
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


# --- once --------------------------------------------------------------------------------------------------


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


# --- what is imported -----------------------------------------------------------------------------------


@pytest.fixture
def imported(framework, recorder, reviewer, period, nairobi):
    """An import of three entries that wait for a reviewer."""
    return sheets.imported(
        framework, sheets.xlsx(*(sheets.sound(number) for number in (1, 2, 3))), by=recorder, landing="submitted"
    )


def test_a_letter_tells_of_an_import_in_one_line_with_a_link_to_all_that_waits(imported, queued, time_machine):
    time_machine.move_to("2026-09-21T18:00:00+00:00")
    write_digests()
    (letter,) = deliver(queued)

    assert "Recorder imported 3 entries that wait for your review" in letter.body
    assert "https://strategy.example.org/review/" in letter.body


def test_of_an_import_nothing_is_said_once_all_of_it_is_decided(imported, reviewer, queued, time_machine):
    for evidence in Evidence.objects.all():
        actions.accept(evidence=evidence, by=reviewer)
    ReviewNotice.objects.exclude(kind="review").delete()
    time_machine.move_to("2026-09-21T18:00:00+00:00")

    write_digests()

    assert not ReviewNotice.objects.exists()


def test_of_an_import_is_told_while_any_of_it_waits(imported, reviewer, queued, time_machine):
    actions.accept(evidence=Evidence.objects.earliest("pk"), by=reviewer)
    time_machine.move_to("2026-09-21T18:00:00+00:00")

    write_digests()

    assert ReviewNotice.objects.get(kind="review").digest is not None


def test_who_wants_to_hear_of_entries_at_once_hears_so_of_an_import(
    framework, recorder, reviewer, period, nairobi, queued
):
    choose(times={"review": "at_once"}, by=reviewer)
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")

    assert [letter.to for letter in deliver(queued)] == [[reviewer.email]]
