"""People are invited: their accounts, and their letters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.invitations import letter_of_invitation
from iomtrack.accounts.models import User
from iomtrack.accounts.queries import people, with_status
from objectives.actions.accounts import AccountInput, invite, invite_again
from objectives.models import AuditEvent
from tests.mailing import deliver
from tests.objectives.actions.accounts.telling import last_event, problems

pytestmark = pytest.mark.django_db


def test_an_invited_account_stands_without_a_password(invited, nairobi):
    assert (invited.email, invited.status, invited.invitation_sent_at) == ("new@example.org", "invited", None)
    assert not invited.has_usable_password()
    assert invited.posting.office == nairobi


def test_a_delegate_is_accredited(administrator, kenya):
    content = AccountInput(email="d@example.org", name="D", role=Role.DELEGATE, state=kenya)

    assert invite(content=content, by=administrator).delegation.state == kenya


def test_an_invitation_leaves_its_events(invited, administrator):
    events = AuditEvent.objects.filter(object_id=str(invited.pk)).order_by("pk")

    assert [(event.action, event.by) for event in events] == [
        ("account.invite", administrator),
        ("person.post", administrator),
    ]
    assert events[0].after == {"email": "new@example.org", "name": "New Person", "role": "recorder", "language": "en"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": "RECORDER@example.org"}, {"email": ["Another account has this e-mail address."]}),
        ({"email": "service@example.org"}, {"email": ["Another account has this e-mail address."]}),
        ({"role": "service"}, {"role": ["Choose one of the roles."]}),
        ({"role": "nothing"}, {"role": ["Choose one of the roles."]}),
        ({"office": None}, {"office": ["Choose the office that this person works for."]}),
        ({"role": "focal_point", "office": None}, {"office": ["Choose the office that this person works for."]}),
        ({"role": "delegate", "office": None}, {"state": ["Choose the State that this delegate reads for."]}),
    ],
)
def test_what_does_not_go_together_is_told_at_its_field(cast, administrator, staff, fields, told):
    with pytest.raises(ActionError) as error:
        invite(content=AccountInput(**{**vars(staff), **fields}), by=administrator)

    assert problems(error) == told
    assert not User.objects.filter(name="New Person").exists()


def test_an_office_is_not_for_a_delegate_nor_a_state_for_staff(administrator, nairobi, kenya):
    place = {"email": "n@example.org", "name": "N", "office": nairobi, "state": kenya}

    told = {}
    for role in ("delegate", "auditor"):
        with pytest.raises(ActionError) as error:
            invite(content=AccountInput(role=role, **place), by=administrator)
        told[role] = problems(error)

    assert told == {
        "delegate": {"office": ["A delegate works for no office. Leave this empty."]},
        "auditor": {"state": ["Only a delegate reads for a State. Leave this empty."]},
    }


def test_the_letter_says_to_whom_and_as_what_and_the_account_that_it_left(invited, administrator):
    deliver()
    invited.refresh_from_db()

    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    assert "Dear New Person," in letter.body
    assert "your role is: Staff." in letter.body
    assert "/accounts/password/reset/key/" in letter.body
    assert invited.invitation_sent_at is not None
    assert last_event() == ("account.send_invitation", None, {"email": "new@example.org"})


def test_the_letter_is_in_the_language_of_whoever_reads_it(staff, administrator, time_machine):
    time_machine.move_to(datetime(2026, 2, 1, 12, tzinfo=UTC))
    invite(content=replace(staff, language="fr"), by=administrator)

    deliver()

    assert "4 février 2026" in mail.outbox[0].body


def test_a_letter_that_does_not_leave_says_why_and_the_account_stays_invited(invited, monkeypatch):
    def fail(_message):
        raise SMTPServerDisconnected("the server is away")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    deliver()

    invited.refresh_from_db()
    assert (invited.status, invited.invitation_sent_at) == (AccountStatus.INVITED, None)
    letter = letter_of_invitation(invited)
    assert (letter.state, letter.error) == ("pending", "SMTPServerDisconnected: the server is away")


def test_an_invitation_expires_and_is_made_again(invited, administrator):
    User.objects.filter(pk=invited.pk).update(invited_at=timezone.now() - timedelta(days=4))
    invited.refresh_from_db()
    expired = invited.status

    again = invite_again(user=invited, by=administrator)

    assert (expired, again.status) == (AccountStatus.EXPIRED, AccountStatus.INVITED)


@pytest.mark.parametrize("who", ["recorder", "inactive"])
def test_who_has_accepted_or_is_closed_is_not_invited_again(cast, administrator, who):
    with pytest.raises(ActionError, match="who has not accepted their invitation yet"):
        invite_again(user=cast[who], by=administrator)


def test_each_status_is_the_same_in_lists_and_on_its_account(cast, invited, administrator):
    User.objects.filter(pk=cast["outsider"].pk).update(password="!none")  # never invited
    User.objects.filter(pk=cast["colleague"].pk).update(password="!none", invited_at=timezone.now() - timedelta(days=9))
    User.objects.filter(pk=cast["delegate"].pk).update(password="!none", last_login=timezone.now())

    listed = {status: set(with_status(people(), status)) for status in AccountStatus}

    assert listed == {status: {one for one in people() if one.status == status} for status in AccountStatus}
    assert all(listed.values())
