"""The pages of people: finding them, inviting them, changing who they are, closing the way in."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.actions import accounts
from tests import factories, pages
from tests.mailing import deliver

pytestmark = pytest.mark.django_db

INVITE = "/people/invite/"
NEW = {"email": "new@example.org", "name": "New Person", "role": "recorder", "language": "en"}


@pytest.fixture
def admin(client_for, administrator):
    """The administrator's browser."""
    return client_for(administrator)


def person(user, *rest):
    return "/".join(["/people", str(user.pk), *rest, ""])


def history(response):
    return [pages.words(item) for item in pages.read(response).xpath("//ol[@class='history']/li/strong")]


def facts(response):
    return [pages.words(item) for item in pages.read(response).xpath("//ol[@class='history']//p")]


# --- the list ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("", ["Administrator", "Auditor", "Colleague", "Delegate", "Focal-Point", "Inactive", "Other-Delegate"]),
        ("?role=delegate", ["Delegate", "Other-Delegate"]),
        ("?status=deactivated", ["Inactive"]),
        ("?status=invited", []),
        ("?text=other+EXAMPLE", ["Other-Delegate"]),
        ("?text=focal&role=delegate", []),
        ("?role=service", ["Administrator", "Auditor", "Colleague", "Delegate", "Focal-Point", "Inactive"]),
    ],
)
def test_people_are_found(cast, admin, narrowed, found):
    """A service account is no person, and a filter that is none narrows nothing."""
    response = admin.get(f"/people/{narrowed}")

    assert pages.rows(response)[: len(found) or None] == found
    assert "Service" not in pages.rows(response)


@pytest.mark.parametrize("column", ["name", "role", "place", "last_login", "has_second_factor"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_the_list_is_sorted_by_each_column(cast, admin, column, sign):
    everyone = sorted(pages.rows(admin.get("/people/")))

    assert sorted(pages.rows(admin.get(f"/people/?sort={sign}{column}"))) == everyone


def test_the_list_is_paged(admin):
    factories.UserFactory.create_batch(30)

    first, second = (set(pages.rows(admin.get(f"/people/?page={number}"))) for number in (1, 2))

    assert (len(first), len(second), first & second) == (25, 6, set())


def test_a_row_says_where_an_account_stands(admin, recorder):
    recorder.authenticator_set.create(type="totp", data={"secret": "x"})
    User.objects.filter(pk=recorder.pk).update(last_login=timezone.now().replace(2026, 3, 2))

    (row,) = pages.read(admin.get("/people/?text=recorder")).xpath("//tbody/tr")

    assert pages.words(row) == "Recorder recorder@example.org Staff Nairobi Active 2 Mar 2026 yes"


# --- a person ---------------------------------------------------------------------------------------


def test_the_history_says_what_was_done_in_words(admin, recorder, administrator, kenya):
    fields = {"email": recorder.email, "name": "Recorder"}
    delegate = accounts.AccountInput(role="delegate", state=kenya, **fields)
    accounts.change(user=recorder, content=delegate, by=administrator)
    accounts.deactivate(user=recorder, reason="Moved on.", by=administrator)

    response = admin.get(person(recorder))

    assert history(response) == ["Deactivated", "Changed", "Accredited for a State", "Taken out of an office"]
    assert facts(response) == ["Reason: Moved on.", "Role: Staff → Delegate", "State: Kenya", "Office: Nairobi"]


def test_an_auditor_reads_all_of_it_and_is_offered_nothing(client_for, auditor, recorder, administrator):
    accounts.deactivate(user=recorder, reason="Moved on.", by=administrator)

    reader = client_for(auditor)
    response = reader.get(person(recorder))

    assert history(response) == ["Deactivated"]
    assert [form.get("action") for form in pages.read(response).xpath("//main//form")] == []
    assert "Invite a person" not in pages.main(reader.get("/people/"))


def offered(response):
    return [pages.words(node) for node in pages.read(response).xpath("//main//h2")]


def test_nobody_is_offered_to_close_their_own_account(admin, administrator):
    assert "Deactivate" not in offered(admin.get(person(administrator)))


# --- inviting ---------------------------------------------------------------------------------------


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


# --- changing, closing, opening -----------------------------------------------------------------------


def test_the_form_of_a_change_holds_what_stands(admin, delegate, kenya):
    page = pages.read(admin.get(person(delegate, "change")))

    held = [page.get_element_by_id(f"id_{name}").get("value") for name in ("email", "name")]
    chosen = [option.get("value") for option in page.xpath("//option[@selected]")]
    assert (held, chosen) == (["delegate@example.org", "Delegate"], ["delegate", "", str(kenya.pk), "en"])


def test_a_change_is_kept_and_shown(admin, recorder, bogota):
    typed = {"email": recorder.email, "name": "Renamed", "role": "reviewer", "language": "en", "office": bogota.pk}
    response = admin.post(person(recorder, "change"), typed, follow=True)

    assert pages.messages(response) == ["Kept."]
    assert "Active · Reviewer" in pages.main(response)
    assert facts(response) == ["Name: Recorder → Renamed", "Role: Staff → Reviewer", "Office: Nairobi → Bogotá"]


def test_ones_own_role_is_refused_at_its_field(admin, administrator):
    typed = {"email": administrator.email, "name": "Administrator", "role": "auditor", "language": "en"}
    response = admin.post(person(administrator, "change"), typed)

    assert response.status_code == 422
    assert pages.error_links(response) == [
        ("id_role", "You cannot do this to your own account. Ask another administrator.")
    ]


def test_closing_an_account_without_a_reason_asks_for_one(admin, recorder):
    response = admin.post(person(recorder, "deactivate"), {"reason": ""})

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_reason", "Say why, so that others can understand it later.")]
    assert pages.faults(response.content.decode()) == []


def test_an_account_is_closed_and_opened_again(admin, recorder):
    closed = admin.post(person(recorder, "deactivate"), {"reason": "On leave."}, follow=True)
    opened = admin.post(person(recorder, "reactivate"), follow=True)

    assert pages.messages(closed) == ["Recorder can no longer sign in."]
    assert pages.messages(opened) == ["Recorder can sign in again."]
    assert history(opened) == ["Reactivated", "Deactivated"]


def test_a_lost_second_factor_is_taken_away(admin, reviewer):
    reviewer.authenticator_set.create(type="totp", data={"secret": "x"})
    before = offered(admin.get(person(reviewer)))

    response = admin.post(person(reviewer, "second-factor"), follow=True)

    assert "Second factor" in before
    assert pages.messages(response) == ["Reviewer has no second factor now."]
    assert "Second factor" not in offered(response)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("invite-again", "Only a person who has not accepted their invitation yet can be invited again."),
        ("reactivate", "Recorder is active already."),
        ("second-factor", "Recorder has no second factor."),
    ],
)
def test_what_cannot_be_done_is_told(admin, recorder, act, told):
    assert pages.messages(admin.post(person(recorder, act), follow=True)) == [told]


def test_a_service_account_has_no_page(admin, service):
    assert admin.get(person(service)).status_code == 404
