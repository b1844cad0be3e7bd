"""Accounts: what administrators may do with them, and what keeps the last of them in."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.accounts.invitations import letter_of_invitation
from iomtrack.accounts.models import User
from iomtrack.accounts.queries import people, with_status
from objectives.actions.accounts import (
    AccountInput,
    change,
    deactivate,
    invite,
    invite_again,
    reactivate,
    remove_second_factor,
)
from objectives.models import AuditEvent, Delegation, Posting
from tests import factories
from tests.mailing import deliver

pytestmark = pytest.mark.django_db


def problems(error):
    return error.value.problems


def last_event():
    event = AuditEvent.objects.first()
    return event.action, event.before, event.after


@pytest.fixture
def staff(nairobi):
    return AccountInput(email="New@Example.org", name="New Person", role=Role.RECORDER, office=nairobi)


@pytest.fixture
def invited(staff, administrator):
    return invite(content=staff, by=administrator)


# --- inviting -----------------------------------------------------------------------------------------


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


# --- changing -----------------------------------------------------------------------------------------


def content_of(user, **fields):
    posting = Posting.objects.filter(user=user).first()
    delegation = Delegation.objects.filter(user=user).first()
    as_is = AccountInput(
        email=user.email,
        name=user.name,
        role=user.role,
        language=user.language,
        office=posting and posting.office,
        state=delegation and delegation.state,
    )
    return AccountInput(**{**vars(as_is), **fields})


def test_a_change_says_what_it_changed(recorder, administrator):
    change(user=recorder, content=content_of(recorder, role="reviewer", name="Renamed"), by=administrator)

    assert last_event() == (
        "account.change",
        {"name": "Recorder", "role": "recorder"},
        {"name": "Renamed", "role": "reviewer"},
    )


def test_what_stays_the_same_leaves_no_event(recorder, administrator):
    change(user=recorder, content=content_of(recorder), by=administrator)

    assert not AuditEvent.objects.exists()


def test_another_address_is_kept_and_the_old_one_no_longer_signs_in(recorder, administrator):
    EmailAddress.objects.create(user=recorder, email=recorder.email, primary=True)

    change(user=recorder, content=content_of(recorder, email="Moved@example.org"), by=administrator)

    recorder.refresh_from_db()
    assert recorder.email == "moved@example.org"
    assert not EmailAddress.objects.exists()
    assert last_event()[1:] == ({"email": "recorder@example.org"}, {"email": "moved@example.org"})


def test_an_address_of_another_is_refused(recorder, reviewer, administrator):
    with pytest.raises(ActionError) as error:
        change(user=recorder, content=content_of(recorder, email="Reviewer@example.org"), by=administrator)

    assert problems(error) == {"email": ["Another account has this e-mail address."]}


def test_an_address_taken_in_the_same_moment_is_refused(recorder, reviewer, administrator, monkeypatch):
    monkeypatch.setattr("objectives.actions.accounts.is_taken", lambda *_asked: False)

    with pytest.raises(ActionError) as error:
        change(user=recorder, content=content_of(recorder, email=reviewer.email), by=administrator)

    assert problems(error) == {"email": ["Another account has this e-mail address."]}


def test_staff_who_become_a_delegate_leave_their_office(recorder, administrator, kenya):
    change(user=recorder, content=content_of(recorder, role=Role.DELEGATE, office=None, state=kenya), by=administrator)

    assert not Posting.objects.exists()
    assert Delegation.objects.get().state == kenya
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {
        "account.change",
        "person.end_posting",
        "person.accredit",
    }


def test_a_delegate_who_becomes_staff_no_longer_reads_for_a_state(delegate, administrator, bogota):
    change(user=delegate, content=content_of(delegate, role="recorder", state=None, office=bogota), by=administrator)

    assert not Delegation.objects.exists()
    assert Posting.objects.get().office == bogota


def test_ones_own_role_is_for_another_to_change(administrator):
    with pytest.raises(ActionError) as error:
        change(user=administrator, content=content_of(administrator, role="auditor"), by=administrator)

    assert problems(error) == {
        "role": ["You cannot do this to your own account. Ask another administrator."],
    }


def test_ones_own_name_is_ones_own_to_change(administrator):
    assert change(user=administrator, content=content_of(administrator, name="Ada"), by=administrator).name == "Ada"


# --- closing and opening ------------------------------------------------------------------------------


def test_a_closed_account_keeps_its_name_and_why_it_was_closed(recorder, administrator):
    deactivate(user=recorder, reason=" Left the organization. ", by=administrator)

    recorder.refresh_from_db()
    assert (recorder.status, recorder.name) == (AccountStatus.DEACTIVATED, "Recorder")
    assert last_event() == ("account.deactivate", None, {"reason": "Left the organization."})


def test_closing_wants_a_reason(recorder, administrator):
    with pytest.raises(ActionError) as error:
        deactivate(user=recorder, reason="  ", by=administrator)

    assert problems(error) == {"reason": ["Say why, so that others can understand it later."]}


def test_nobody_closes_their_own_account(administrator):
    factories.UserFactory(role=Role.ADMINISTRATOR)

    with pytest.raises(ActionError, match="Ask another administrator"):
        deactivate(user=administrator, reason="Tired.", by=administrator)


def test_what_is_done_already_is_told(recorder, inactive, administrator):
    told = {}
    for name, act in {
        "deactivate": lambda: deactivate(user=inactive, reason="Again.", by=administrator),
        "reactivate": lambda: reactivate(user=recorder, by=administrator),
        "factor": lambda: remove_second_factor(user=recorder, by=administrator),
    }.items():
        with pytest.raises(ActionError) as error:
            act()
        told[name] = str(error.value)

    assert told == {
        "deactivate": "Inactive is deactivated already.",
        "reactivate": "Recorder is active already.",
        "factor": "Recorder has no second factor.",
    }


def test_an_account_is_opened_again(inactive, administrator):
    reactivate(user=inactive, by=administrator)

    inactive.refresh_from_db()
    assert inactive.status == AccountStatus.ACTIVE
    assert last_event() == ("account.reactivate", None, None)


def test_a_lost_second_factor_is_taken_away(recorder, administrator):
    recorder.authenticator_set.create(type="totp", data={"secret": "x"})
    recorder.authenticator_set.create(type="recovery_codes", data={"seed": "x", "used_mask": 0})

    remove_second_factor(user=recorder, by=administrator)

    assert not recorder.authenticator_set.exists()
    assert last_event() == ("account.remove_second_factor", {"factors": 1}, None)


@pytest.mark.parametrize("who", ["recorder", "reviewer", "focal_point", "delegate", "auditor", "inactive"])
def test_others_may_do_none_of_it(cast, staff, who):
    by, user = cast[who], cast["outsider"]
    acts = (
        lambda: invite(content=staff, by=by),
        lambda: invite_again(user=user, by=by),
        lambda: change(user=user, content=staff, by=by),
        lambda: deactivate(user=user, reason="Because.", by=by),
        lambda: reactivate(user=user, by=by),
        lambda: remove_second_factor(user=user, by=by),
    )

    refused = []
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
        refused.append(act)

    assert len(refused) == len(acts)
    assert not AuditEvent.objects.exists()


def test_service_accounts_are_not_managed(service, administrator):
    with pytest.raises(User.DoesNotExist):
        deactivate(user=service, reason="Unused.", by=administrator)


# --- the last administrator -----------------------------------------------------------------------------


def demote(user, by):
    return change(user=user, content=content_of(user, role="auditor"), by=by)


def close(user, by):
    return deactivate(user=user, reason="At once.", by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acts", [(close, close), (demote, demote), (close, demote)])
def test_two_administrators_who_close_each_other_at_once_leave_one(administrator, acts):
    other = factories.UserFactory(role=Role.ADMINISTRATOR, name="Other")
    start, told = threading.Barrier(2), []

    def run(act, user, by):
        try:
            start.wait(timeout=10)
            act(user, by)
        except ActionError as error:
            told.append(str(error))
        finally:
            connection.close()

    pairs = zip(acts, ((administrator, other), (other, administrator)), strict=True)
    threads = [threading.Thread(target=run, args=(act, *people)) for act, people in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    left = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    assert left.count() == 1
    assert told == [f"{left.get().name} is the last active administrator."]
