"""Accounts are closed and opened, and the last administrator stays in."""

import threading

import pytest
from django.db import connection

from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.accounts.models import User
from objectives.actions.accounts import change, deactivate, invite, invite_again, reactivate, remove_second_factor
from objectives.models import AuditEvent
from tests import factories
from tests.objectives.actions.accounts.telling import content_of, last_event, problems

pytestmark = pytest.mark.django_db


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
