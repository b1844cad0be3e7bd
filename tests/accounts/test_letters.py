"""Letters about accounts: rows that a worker sends once, that hold no secret, and by which nothing can be told."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from iomtrack.accounts.invitations import begin_invitation
from iomtrack.accounts.letters import write_new_password
from iomtrack.accounts.models import AccountLetter, User
from iomtrack.celery import app
from iomtrack.tasks import tick
from objectives.actions.account_letters import send_account_letter
from tests import factories
from tests.mailing import deliver

pytestmark = pytest.mark.django_db

RESET, CHANGE = "/accounts/password/reset/", "/accounts/password/"
WHO = ["recorder", "administrator", "inactive", "service", "nobody"]


@pytest.fixture
def queued(monkeypatch):
    """The tasks that were sent, in place of a broker: (name, argument)."""
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_options: sent.append((name, *args)))
    monkeypatch.setattr(transaction, "on_commit", lambda function, **_options: function())
    return sent


@pytest.fixture
def unreachable(monkeypatch):
    """A mail server that is away."""

    def fail(_message):
        raise SMTPServerDisconnected("the server is away")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)


@pytest.fixture
def invited(db):
    user = factories.UserFactory(email="new@example.org", password=None)
    begin_invitation(user)
    return user


def the_letter():
    return AccountLetter.objects.get()


def try_again(times):
    for _time in range(times):
        AccountLetter.objects.update(leased_until=None)
        deliver()


def test_asking_for_a_link_does_the_same_whether_there_is_an_account_or_not(cast, queued):
    done = {}
    for number, who in enumerate(WHO):
        client = Client(REMOTE_ADDR=f"10.0.0.{number}")
        client.get(RESET)
        with CaptureQueriesContext(connection) as made:
            client.post(RESET, {"email": f"{who}@example.org"})
        done[who] = [one["sql"].split()[0] for one in made.captured_queries]

    assert done == dict.fromkeys(WHO, done["nobody"])
    assert [name for name, _pk in queued] == ["accounts.send_letter"] * len(WHO)
    assert mail.outbox == []


def test_an_address_that_nobody_has_is_not_kept(cast):
    write_new_password("nobody@example.org")

    deliver()

    assert not AccountLetter.objects.exists()
    assert mail.outbox == []


def test_no_row_holds_a_link(invited, recorder):
    write_new_password(recorder.email)
    waiting = list(AccountLetter.objects.values())
    deliver()

    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        key = letter.body.partition("/password/reset/key/")[2].split()[0].strip("/")
        assert key.partition("-")[2]
        assert key.partition("-")[2] not in f"{waiting}{list(AccountLetter.objects.values())}"


def test_a_letter_is_sent_once_however_often_its_task_runs(invited):
    for _time in range(3):
        send_account_letter(pk=the_letter().pk)

    assert [one.extra_headers["Message-ID"] for one in mail.outbox] == [the_letter().message_id]
    assert (the_letter().state, the_letter().attempts) == ("sent", 1)


@pytest.mark.usefixtures("unreachable")
def test_after_three_attempts_a_letter_is_stopped(invited):
    try_again(5)

    assert (the_letter().state, the_letter().attempts) == ("stopped", 3)
    assert the_letter().error == "SMTPServerDisconnected: the server is away"


def test_the_tick_wakes_a_worker_for_a_letter_whose_message_was_lost(invited, queued):
    tick()

    assert ("accounts.send_letter", the_letter().pk) in queued


def test_a_letter_whose_worker_died_waits_again(invited, queued):
    AccountLetter.objects.update(
        state="sending", claim="6e0a4a52-0b1f-4d3c-9a65-5f2d2c1c0a11", attempts=1, leased_until=timezone.now()
    )

    tick()
    deliver()

    assert (the_letter().state, the_letter().attempts) == ("sent", 2)


def test_a_link_that_was_asked_for_days_ago_is_not_sent(recorder):
    write_new_password(recorder.email)
    AccountLetter.objects.update(created_at=timezone.now() - timedelta(days=4))

    deliver()

    assert (mail.outbox, the_letter().state) == ([], "stopped")
    assert the_letter().error == "The link was asked for too long ago, so this letter was not sent."


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_active": False}, "The account has changed since, so this letter was not sent."),
        ({"email": "other@example.org"}, "The account has changed since, so this letter was not sent."),
        ({"password": "chosen"}, "The account has changed since, so this letter was not sent."),
        ({"invited_at": timezone.now() - timedelta(days=9)}, "The invitation expired before the letter could be sent."),
    ],
)
def test_an_invitation_to_what_is_no_more_is_not_sent(invited, change, why):
    User.objects.filter(pk=invited.pk).update(**change)

    deliver()

    assert (mail.outbox, the_letter().state, the_letter().error) == ([], "stopped", why)


def test_of_two_invitations_the_later_letter_is_sent_alone(invited):
    begin_invitation(invited)

    deliver()

    assert sorted(AccountLetter.objects.values_list("state", flat=True)) == ["sent", "stopped"]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_dead_the_page_answers_and_the_letter_waits(recorder, monkeypatch):
    def refuse(*_args, **_options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(app, "send_task", refuse)

    response = Client().post(RESET, {"email": recorder.email})

    assert (response.status_code, response.url) == (302, f"{RESET}sent/")
    assert the_letter().state == "pending"


def test_a_letter_with_a_link_is_in_the_language_of_whoever_reads_it(recorder, monkeypatch):
    User.objects.update(language="fr")
    spoken = []
    monkeypatch.setattr(
        "iomtrack.accounts.letters.render_to_string", lambda *_args: spoken.append(get_language()) or "words"
    )
    write_new_password(recorder.email)

    deliver()

    assert set(spoken) == {"fr"}


@pytest.mark.parametrize("worker", ["sends", "fails"])
def test_a_notice_waits_for_the_worker_too_and_its_words_are_wiped(client_for, recorder, settings, worker, request):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    typed = {"oldpassword": factories.PASSWORD, "password1": "another-long-1951", "password2": "another-long-1951"}
    client_for(recorder).post(CHANGE, typed)
    waiting = the_letter()

    if worker == "fails":
        request.getfixturevalue("unreachable")
    try_again(3)

    assert (waiting.kind, waiting.email, "password" in waiting.body.lower()) == ("notice", recorder.email, True)
    assert (the_letter().subject, the_letter().body) == ("", "")
    assert [one.to for one in mail.outbox] == ([[recorder.email]] if worker == "sends" else [])


def test_what_has_ended_is_forgotten_after_a_month_but_for_invitations(invited, recorder, queued):
    write_new_password(recorder.email)
    deliver()
    AccountLetter.objects.update(created_at=timezone.now() - timedelta(days=31))

    tick()

    assert [one.kind for one in AccountLetter.objects.all()] == ["invitation"]
