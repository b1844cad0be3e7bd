"""People are invited over HTTP: their letter, and its link."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from iomtrack.accounts.models import User
from tests import pages
from tests.mailing import deliver
from tests.objectives.views.people.page import offered, person

pytestmark = pytest.mark.django_db

INVITE = "/people/invite/"
NEW = {"email": "new@example.org", "name": "New Person", "role": "recorder", "language": "en"}


def invite(admin, **fields):
    """Invite someone; the worker sends the letter after the page has answered."""
    response = admin.post(INVITE, {**NEW, **fields}, follow=True)
    deliver()
    return response


def test_an_invited_person_chooses_a_password_by_the_letter_and_signs_in(admin, nairobi):
    response = invite(admin, office=nairobi.pk)
    visitor = Client()
    (path,) = re.findall(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    page = visitor.get(path, follow=True)
    typed = {"password1": "chosen-by-myself-1951", "password2": "chosen-by-myself-1951"}
    visitor.post(page.redirect_chain[-1][0], typed)
    visitor.post("/accounts/sign-in/", {"login": "NEW@example.org", "password": "chosen-by-myself-1951"})

    assert pages.messages(response) == ["An invitation is on its way to new@example.org."]
    assert visitor.get("/").status_code == 200
    assert User.objects.get(email="new@example.org").status == "active"


@pytest.mark.parametrize("password", ["", "!", "chosen-by-myself-1951"])
def test_without_a_password_nobody_signs_in(admin, nairobi, password):
    invite(admin, office=nairobi.pk)
    visitor = Client()

    visitor.post("/accounts/sign-in/", {"login": "new@example.org", "password": password})

    assert visitor.get("/").status_code == 302


def test_the_page_says_invited_and_when(admin, nairobi):
    response = invite(admin, office=nairobi.pk)

    assert "Invited · Staff" in pages.main(response)
    assert f"Invited {timezone.now():%-d %B %Y}" in pages.main(response)
    assert "Invite again" in offered(response)


def letter(response):
    """What the page of a person says of the letter."""
    (term,) = [node for node in pages.read(response).iter("dt") if pages.words(node) == "Letter"]
    return pages.words(term.getnext())


def test_the_page_says_what_became_of_the_letter(admin, nairobi):
    on_its_way = invite(admin, office=nairobi.pk)
    sent = admin.get(person(User.objects.get(email="new@example.org")))

    assert letter(on_its_way) == "on its way"
    assert letter(sent).startswith(f"sent on {timezone.now():%-d %B %Y}")


def test_a_letter_that_does_not_leave_is_told_with_why_and_sent_by_trying_again(admin, nairobi, monkeypatch):
    def refuse(_message):
        raise SMTPRecipientsRefused({"new@example.org": (550, b"No such mailbox")})

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        asked = invite(admin, office=nairobi.pk)
    user = User.objects.get(email="new@example.org")
    failed = admin.get(person(user))
    again = admin.post(person(user, "invite-again"), follow=True)
    deliver()

    assert pages.messages(asked) == ["An invitation is on its way to new@example.org."]
    assert letter(failed) == "the letter did not leave 550 No such mailbox Invite again to send another."
    assert (pages.messages(again), letter(again)) == (pages.messages(asked), "on its way")
    assert [one.to for one in mail.outbox] == [["new@example.org"]]


def test_a_letter_that_is_tried_again_says_so(admin, nairobi, monkeypatch):
    def fail(_message):
        raise SMTPServerDisconnected("the server is away")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    invite(admin, office=nairobi.pk)

    assert letter(admin.get(person(User.objects.get(email="new@example.org")))) == (
        "did not leave yet, and is tried again SMTPServerDisconnected: the server is away"
    )


def test_the_link_of_an_earlier_invitation_is_no_longer_good(admin, nairobi):
    invite(admin, office=nairobi.pk)
    admin.post(person(User.objects.get(email="new@example.org"), "invite-again"))
    deliver()

    answers = [
        pages.main(Client().get(path, follow=True))
        for letter in mail.outbox
        for path in re.findall(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", letter.body)
    ]

    assert ["This link is no longer good" in answer for answer in answers] == [True, False]


def test_an_expired_invitation_is_shown_and_its_link_is_no_longer_good(admin, nairobi, settings):
    invite(admin, office=nairobi.pk)
    user = User.objects.get(email="new@example.org")
    User.objects.filter(pk=user.pk).update(invited_at=timezone.now() - timedelta(days=4))

    assert "Invitation expired · Staff" in pages.main(admin.get(person(user)))

    settings.PASSWORD_RESET_TIMEOUT = -1
    (path,) = re.findall(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    assert "This link is no longer good" in pages.main(Client().get(path))


def test_a_second_invitation_of_an_address_is_refused_with_what_was_typed(admin, recorder, nairobi):
    response = invite(admin, email=recorder.email, office=nairobi.pk)

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_email", "Another account has this e-mail address.")]
    assert pages.read(response).get_element_by_id("id_name").get("value") == "New Person"
