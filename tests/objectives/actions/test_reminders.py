"""Reminding people of what waits for them."""

import smtplib

import pytest
from django.core import mail
from django.db import transaction

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import NotPermitted
from iomtrack.celery import app
from iomtrack.tasks import tick
from objectives.actions import reminders
from objectives.actions.reminders import remind, send_reminder
from objectives.models import AuditEvent, Reminder
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queued(monkeypatch, settings):
    """The tasks that were sent, in place of a broker: (name, argument)."""
    settings.SITE_URL = "https://strategy.example.org"
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_options: sent.append((name, *args)))
    monkeypatch.setattr(transaction, "on_commit", lambda function, **_options: function())
    return sent


@pytest.fixture
def waiting(period, elements, recorder, reviewer, colleague):
    """O1 waits for the recorder, who has a draft too; an entry of the colleague's awaits the reviewer."""
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    factories.EvidenceFactory(framework=period.framework, author=recorder)
    factories.EvidenceFactory(framework=period.framework, author=colleague, submitted=True)
    return period


def test_everybody_waited_for_gets_one_letter_row_with_all_of_it(waiting, administrator, recorder, reviewer, queued):
    reminded = remind(period=waiting, by=administrator)

    assert [(one.user, one.email, one.asked_by) for one in reminded.now] == [
        (recorder, "recorder@example.org", administrator),
        (reviewer, "reviewer@example.org", administrator),
    ]
    assert [(todo["kind"], todo["element"], todo["number"]) for todo in reminded.now[0].errands] == [
        ("drafts", "", 1),
        ("assess", "O1", 0),
        ("evidence", "O1", 0),
    ]
    assert queued == [("objectives.send_reminder", one.pk) for one in reminded.now]


def test_one_person_is_reminded_alone(waiting, administrator, recorder):
    assert [one.user for one in remind(period=waiting, by=administrator, only={recorder.pk}).now] == [recorder]


def test_a_person_for_whom_nothing_waits_is_not_reminded(waiting, administrator, outsider):
    assert remind(period=waiting, by=administrator, only={outsider.pk}).now == []


def test_nobody_reminds_themselves(waiting, elements, administrator):
    factories.FocalPointFactory(element=elements["O2"], user=administrator)

    remind(period=waiting, by=administrator)

    assert not Reminder.objects.filter(user=administrator).exists()


def test_nobody_is_reminded_twice_on_a_day(waiting, administrator, recorder, reviewer, time_machine):
    time_machine.move_to("2026-09-21T10:00:00+00:00", tick=False)
    remind(period=waiting, by=administrator, only={recorder.pk})

    again = remind(period=waiting, by=administrator)
    assert ([one.user for one in again.now], [one.user for one in again.before]) == ([reviewer], [recorder])

    time_machine.move_to("2026-09-22T00:00:00+00:00", tick=False)
    assert [one.user for one in remind(period=waiting, by=administrator).now] == [recorder, reviewer]


def test_each_click_leaves_one_event(waiting, administrator, recorder):
    for _click in range(2):
        remind(period=waiting, by=administrator, only={recorder.pk})

    event = AuditEvent.objects.get(action="period.remind")
    assert (event.by, event.after) == (administrator, {"to": ["recorder@example.org"]})


@pytest.mark.parametrize("role", [Role.RECORDER, Role.REVIEWER, Role.DELEGATE])
def test_only_administrators_remind(waiting, role):
    with pytest.raises(NotPermitted):
        remind(period=waiting, by=factories.UserFactory(role=role))


# --- the letter -------------------------------------------------------------------------------------


def test_the_letter_lists_all_that_waits_with_links(waiting, administrator, recorder):
    row = remind(period=waiting, by=administrator, only={recorder.pk}).now[0]

    send_reminder(pk=row.pk)

    (letter,) = mail.outbox
    site, path = "https://strategy.example.org", "/frameworks/mc-inf-274"
    assert (letter.to, letter.subject) == (["recorder@example.org"], "What waits for you: Third quarter of 2026")
    assert letter.extra_headers["Message-ID"] == row.message_id
    assert "Administrator asks you to look at what waits for you in the period “Third quarter of 2026”" in letter.body
    for words, address in (
        ("Submit 1 draft", f"/evidence/?author=me&status=draft&period={waiting.pk}"),
        ("Assess O1", f"{path}/elements/O1/assess/2026-Q3/"),
        ("See that evidence comes in for O1: there is none yet", f"{path}/elements/O1/?period=2026-Q3"),
    ):
        assert f"- {words}\n  {site}{address}\n" in letter.body
    html = str(letter.alternatives[0][0])
    assert f'href="{site}{path}/elements/O1/assess/2026-Q3/"' in html
    row.refresh_from_db()
    assert (row.state, AuditEvent.objects.get(action="reminder.send").after["email"]) == (
        "sent",
        "recorder@example.org",
    )


def test_a_letter_on_sample_data_says_so_first(waiting, administrator, recorder):
    type(waiting).objects.update(is_sample=True)
    row = remind(period=waiting, by=administrator, only={recorder.pk}).now[0]

    send_reminder(pk=row.pk)

    assert mail.outbox[0].subject.startswith("[Sample data] ")
    assert mail.outbox[0].body.startswith("This period is sample data.")


def test_what_is_refused_for_good_stops_and_the_next_click_tries_again(
    waiting, administrator, recorder, monkeypatch, queued
):
    def refuse(message):
        raise smtplib.SMTPRecipientsRefused({"recorder@example.org": (550, b"No such mailbox")})

    row = remind(period=waiting, by=administrator, only={recorder.pk}).now[0]
    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", refuse)
        send_reminder(pk=row.pk)
    row.refresh_from_db()
    assert (row.state, row.error) == ("stopped", "550 No such mailbox")

    again = remind(period=waiting, by=administrator, only={recorder.pk})
    send_reminder(pk=again.now[0].pk)

    assert (again.now, Reminder.objects.get().state, len(mail.outbox)) == ([row], "sent", 1)


def test_a_message_that_was_lost_is_sent_again_by_the_tick(waiting, administrator, recorder, queued):
    row = remind(period=waiting, by=administrator, only={recorder.pk}).now[0]
    queued.clear()

    tick()

    assert ("objectives.send_reminder", row.pk) in queued


def test_of_two_who_ask_at_once_one_writes_the_letter(waiting, administrator, recorder, monkeypatch):
    person = next(one for one in reminders.people_waited_for(waiting) if one.user == recorder)
    factories.ReminderFactory(period=waiting, user=recorder)
    monkeypatch.setattr(reminders, "people_waited_for", lambda period: [person])

    reminded = remind(period=waiting, by=administrator)

    assert (len(reminded.now), len(reminded.before), Reminder.objects.count()) == (0, 1, 1)
