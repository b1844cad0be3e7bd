"""People, and what their roles let them do."""

import pytest
from django.contrib.auth.models import AnonymousUser

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import NotPermitted
from iomtrack.accounts.models import User
from iomtrack.accounts.permissions import holds_role
from objectives import permissions as record
from reports import permissions as reporting
from tests import factories


@pytest.mark.django_db
def test_an_address_is_kept_without_capitals_and_spaces():
    assert User.objects.create_user(" Ada@Example.org ", name="Ada").email == "ada@example.org"


@pytest.mark.django_db
def test_a_person_needs_an_address():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


@pytest.mark.django_db
def test_without_a_password_nobody_signs_in_as_it():
    assert not User.objects.create_user("a@example.org", name="A").has_usable_password()


@pytest.mark.django_db
def test_a_superuser_is_an_administrator():
    user = User.objects.create_superuser("root@example.org", "pass", name="Root")

    assert (user.role, user.is_superuser) == (Role.ADMINISTRATOR, True)


@pytest.mark.django_db
def test_a_person_is_found_whatever_the_capitals():
    user = factories.UserFactory(email="ada@example.org")

    assert User.objects.get_by_natural_key("ADA@example.org") == user


def test_nobody_and_a_closed_account_hold_no_role():
    closed = User(role=Role.ADMINISTRATOR, is_active=False)

    assert [holds_role(user, Role) for user in (AnonymousUser(), closed)] == [False, False]


MAY = {
    Role.RECORDER: {"view_record", "log_evidence", "propose_programme", "read_issued"},
    Role.REVIEWER: {
        "view_record",
        "view_all_evidence",
        "log_evidence",
        "propose_programme",
        "review_evidence",
        "write_assessment",
        "approve_assessment",
        "view_editions",
        "manage_editions",
        "read_issued",
    },
    Role.FOCAL_POINT: {"view_record", "log_evidence", "propose_programme", "read_issued"},
    Role.ADMINISTRATOR: {*record.Capability, *reporting.Capability},
    Role.DELEGATE: {"read_issued"},
    Role.AUDITOR: {
        "view_record",
        "view_all_evidence",
        "view_people",
        "view_audit",
        "view_editions",
        "watch_files",
        "read_issued",
    },
    Role.SERVICE: {
        "log_evidence",
        "review_evidence",
        "write_assessment",
        "approve_assessment",
        "manage_periods",
        "manage_frameworks",
        "manage_people",
        "manage_programmes",
        "manage_accounts",
        "manage_definitions",
    },
}


def test_every_role_and_capability_is_decided_on():
    assert set(MAY) == set(Role)
    assert set(record.CAPABILITIES) == set(record.Capability)
    assert set(reporting.CAPABILITIES) == set(reporting.Capability)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_is_its_own(role):
    user = User(role=role)

    allowed = {
        str(capability)
        for module in (record, reporting)
        for capability in module.Capability
        if module.may(user, capability)
    }
    assert allowed == MAY[role]


@pytest.mark.parametrize("module", [record, reporting])
def test_what_one_may_not_do_is_refused(module):
    capability = next(iter(module.Capability))

    with pytest.raises(NotPermitted, match=r"^Your account may not do this\.$"):
        module.require(User(role="stranger"), capability)
