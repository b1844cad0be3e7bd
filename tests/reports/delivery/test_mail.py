"""Letters through a real mail server on loopback, and what its answers make of a delivery."""

from email import message_from_bytes, policy
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from iomtrack.work.letters import LETTER_MOVES, LetterState
from reports.actions.retry import retry
from reports.actions.sending import mark_downloaded, send_delivery, send_notice
from reports.models import Delivery, Notice, Rendition
from tests.reports.world import CLOSED_AT, make_edition, make_recipient, make_user


class Postmaster:
    """Takes letters, and answers as the test says."""

    def __init__(self):
        self.letters = []
        self.rcpt = self.data = self.mail = "250 OK"

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.data


@pytest.fixture
def postmaster(settings):
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Postmaster()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    server.stop()


@pytest.fixture
def delivery(world, queued):
    return make_delivery(world)


def make_delivery(world, state="pending", **fields):
    edition = make_edition(world, "issued")
    rendition = Rendition.objects.create(
        edition=edition, language="en", state="rendered", file="a.pdf", sha256="a", rendered_at=CLOSED_AT
    )
    recipient = make_recipient("BI")
    sent = {"sent_at": CLOSED_AT} if state == "sent" else {}
    return Delivery.objects.create(
        rendition=rendition,
        recipient=recipient,
        email=recipient.email,
        message_id="<delivery.1@localhost>",
        state=state,
        **{**sent, **fields},
    )


def test_a_letter_says_what_was_issued_and_where_to_read_it(delivery, postmaster, settings):
    settings.SITE_URL = "https://strategy.example.org/"

    send_delivery(pk=delivery.pk)

    (letter,) = postmaster.letters
    assert letter["Subject"] == "Assessment of the plan, 1995-2004"
    assert letter["To"] == "mission@bi.example.org"
    assert letter["Message-ID"] == "<delivery.1@localhost>"
    plain = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert "Dear Mission of BI," in plain
    assert "The report “Assessment of the plan” for the period “1995-2004” (MC/1842) has been issued." in plain
    assert "https://strategy.example.org/portal/" in plain
    assert 'href="https://strategy.example.org/portal/"' in html
    assert "sample" not in plain + html
    assert list(letter.iter_attachments()) == []
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    assert delivery.sent_at is not None


def test_a_letter_about_sample_data_says_so_first(delivery, postmaster):
    delivery.rendition.edition.touches_sample = True
    delivery.rendition.edition.save()

    send_delivery(pk=delivery.pk)

    (letter,) = postmaster.letters
    assert letter["Subject"] == "[Sample data] Assessment of the plan, 1995-2004"
    for kind in ("plain", "html"):
        assert "This report rests on sample data. Nothing in it is real." in letter.get_body((kind,)).get_content()


def test_names_are_safe_in_the_html_and_plain_in_the_text(delivery, postmaster):
    delivery.recipient.name = "Mission <b>& Co"
    delivery.recipient.save()

    send_delivery(pk=delivery.pk)

    (letter,) = postmaster.letters
    assert "Dear Mission <b>& Co," in letter.get_body(("plain",)).get_content()
    assert "Dear Mission &lt;b&gt;&amp; Co," in letter.get_body(("html",)).get_content()


def test_a_line_break_in_a_title_does_not_break_the_subject(delivery, postmaster):
    delivery.rendition.edition.definition.title = "Assessment\nBcc: someone@example.org"
    delivery.rendition.edition.definition.save()

    send_delivery(pk=delivery.pk)

    (letter,) = postmaster.letters
    assert letter["Subject"] == "Assessment Bcc: someone@example.org, 1995-2004"
    assert letter["Bcc"] is None


@pytest.mark.parametrize(
    ("stage", "answer", "state"),
    [
        ("rcpt", "550 No such user here", "stopped"),
        ("rcpt", "451 Try again later", "pending"),
        ("data", "554 Refused as spam", "stopped"),
        ("data", "452 Insufficient storage", "pending"),
        ("mail", "530 Sign in first", "pending"),
        ("mail", "421 Closing", "pending"),
    ],
)
def test_what_the_server_answers_decides_what_becomes_of_a_delivery(delivery, postmaster, stage, answer, state):
    setattr(postmaster, stage, answer)

    send_delivery(pk=delivery.pk)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.sent_at) == (state, 1, None)
    assert answer.partition(" ")[2] in delivery.error


def test_a_server_that_is_away_is_tried_again(delivery, postmaster, settings):
    settings.EMAIL_PORT = 1

    send_delivery(pk=delivery.pk)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("pending", "ConnectionRefusedError: [Errno 111] Connection refused")


def test_an_address_that_is_none_stops(delivery, postmaster):
    Delivery.objects.update(email="no\nbody@example.org")

    send_delivery(pk=delivery.pk)

    delivery.refresh_from_db()
    assert delivery.state == "stopped"
    assert postmaster.letters == []


def test_a_refused_delivery_is_told_to_administrators_and_can_be_sent_again(world, delivery, postmaster):
    postmaster.rcpt = "550 No such user here"
    send_delivery(pk=delivery.pk)
    postmaster.rcpt = "250 OK"
    notice = Notice.objects.get()
    send_notice(pk=notice.pk)

    retry(row=delivery, by=world.administrator)
    send_delivery(pk=delivery.pk)

    told, letter = postmaster.letters
    assert told["Subject"] == "Stopped: Assessment of the plan, 1995-2004"
    assert "550 No such user here" in told.get_body(("plain",)).get_content()
    assert letter["To"] == "mission@bi.example.org"


def test_a_letter_that_is_sent_again_has_the_same_message_id(world, delivery, postmaster):
    send_delivery(pk=delivery.pk)
    Delivery.objects.update(state="pending", sent_at=None)

    send_delivery(pk=delivery.pk)

    first, second = postmaster.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_the_row_says_sending_before_mail_leaves(delivery, postmaster, monkeypatch):
    seen = []
    monkeypatch.setattr(mail.EmailMessage, "send", lambda self: seen.append(Delivery.objects.get().state))

    send_delivery(pk=delivery.pk)

    assert seen == ["sending"]


@pytest.mark.parametrize("before", LetterState)
def test_only_a_delivery_that_waits_is_sent(world, queued, before):
    delivery = make_delivery(world, before)

    send_delivery(pk=delivery.pk)

    delivery.refresh_from_db()
    assert delivery.state == ("sent" if before == LetterState.PENDING else before)
    assert len(mail.outbox) == (1 if before == LetterState.PENDING else 0)


def test_every_state_has_its_row_in_the_table():
    assert set(LETTER_MOVES) == set(LetterState)


def test_asking_for_sign_off_leads_to_the_edition(world, queued):
    edition = make_edition(world, "awaiting")
    notice = Notice.objects.create(
        edition=edition,
        user=world.administrator,
        kind="sign_off",
        occasion="00000000-0000-4000-8000-000000000001",
        email="ada@example.org",
        message_id="<notice.1@localhost>",
    )

    send_notice(pk=notice.pk)

    (letter,) = mail.outbox
    assert letter.subject == "To sign off: Assessment of the plan, 1995-2004"
    assert edition.get_absolute_url() in letter.body
    assert "Nothing is sent before that." in letter.body


def test_the_first_download_is_noted_for_the_one_who_received_it(world, delivery):
    delegate = make_user("delegate", "delegate")
    delivery.recipient.user = delegate
    delivery.recipient.save()

    mark_downloaded(rendition=delivery.rendition, by=world.author)
    before = Delivery.objects.get().downloaded_at
    mark_downloaded(rendition=delivery.rendition, by=delegate)
    first = Delivery.objects.get().downloaded_at
    mark_downloaded(rendition=delivery.rendition, by=delegate)

    assert before is None
    assert first is not None
    assert Delivery.objects.get().downloaded_at == first
