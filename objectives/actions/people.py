"""Where people stand: their office, and the State they read for."""

from __future__ import annotations

from django.db import transaction

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Delegation, Office, Posting, State
from objectives.permissions import Capability, require


@transaction.atomic
def post(*, user: User, office: Office, by: User) -> Posting:
    """Post a person to an office, in place of the one they had."""
    require(by, Capability.MANAGE_PEOPLE)
    posting = Posting.objects.filter(user=user).select_related("office").first()
    before = {"office": posting.office.code} if posting else None
    posting = posting or Posting(user=user)
    posting.office = office
    posting.save()
    AuditEvent.objects.record(by=by, action="person.post", on=user, before=before, after={"office": office.code})
    return posting


@transaction.atomic
def accredit(*, user: User, state: State, by: User) -> Delegation:
    """Let a delegate read for a State, in place of the one they read for."""
    require(by, Capability.MANAGE_PEOPLE)
    delegation = Delegation.objects.filter(user=user).select_related("state").first()
    before = {"state": delegation.state.iso} if delegation else None
    delegation = delegation or Delegation(user=user)
    delegation.state = state
    delegation.save()
    AuditEvent.objects.record(by=by, action="person.accredit", on=user, before=before, after={"state": state.iso})
    return delegation


@transaction.atomic
def end_posting(*, user: User, by: User) -> None:
    """Take a person out of their office. The audit keeps which it was."""
    require(by, Capability.MANAGE_PEOPLE)
    posting = Posting.objects.select_related("office").get(user=user)
    posting.delete()
    AuditEvent.objects.record(by=by, action="person.end_posting", on=user, before={"office": posting.office.code})


@transaction.atomic
def end_accreditation(*, user: User, by: User) -> None:
    """Let a person no longer read for their State. The audit keeps which it was."""
    require(by, Capability.MANAGE_PEOPLE)
    delegation = Delegation.objects.select_related("state").get(user=user)
    delegation.delete()
    AuditEvent.objects.record(by=by, action="person.end_accreditation", on=user, before={"state": delegation.state.iso})
