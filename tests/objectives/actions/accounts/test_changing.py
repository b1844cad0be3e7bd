"""What an administrator changes of an account."""

import pytest
from allauth.account.models import EmailAddress

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from objectives.actions.accounts import change
from objectives.models import AuditEvent, Delegation, Posting
from tests.objectives.actions.accounts.telling import content_of, last_event, problems

pytestmark = pytest.mark.django_db


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
