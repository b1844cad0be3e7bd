"""Keeping the contacts of States: the addresses that reports go to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Delegation, State
from reports.models import Recipient
from reports.permissions import Capability, require


@dataclass(frozen=True)
class RecipientInput:
    """A contact. Without a language it reads that of its State."""

    name: str
    email: str
    language: str = ""


@transaction.atomic
def add_recipient(*, state: State, content: RecipientInput, by: User) -> Recipient:
    """Send reports to one more address of a State. A delegate of the State who signs in by it is known as the same.

    Raises ActionError where the address is a contact of the State already.
    """
    require(by, Capability.MANAGE_RECIPIENTS)
    content = _cleaned(content)
    _lock(state)
    _require_free(state, content.email)
    user = _delegate(state, content.email)
    recipient = Recipient.objects.create(state=state, user=user, **asdict(content))
    AuditEvent.objects.record(by=by, action="recipient.add", on=recipient, after=_snapshot(recipient))
    return recipient


def add_delegate(*, state: State, user: User, by: User) -> Recipient:
    """Send reports to a delegate, by the name and address of their account, in the State's language.

    Raises ActionError where they read for no such State, or are a contact already.
    """
    require(by, Capability.MANAGE_RECIPIENTS)
    if not Delegation.objects.filter(state=state, user=user).exists():
        raise ActionError(_("%(name)s is not a delegate of %(state)s.") % {"name": user, "state": state})
    return add_recipient(state=state, content=RecipientInput(user.name, user.email), by=by)


@transaction.atomic
def change_recipient(*, recipient: Recipient, content: RecipientInput, by: User) -> Recipient:
    """Put a contact right; what was sent keeps the address that it went to. Raises ActionError, as for adding."""
    require(by, Capability.MANAGE_RECIPIENTS)
    content = _cleaned(content)
    _lock(recipient.state)
    recipient = Recipient.objects.select_related("state").get(pk=recipient.pk)
    _require_free(recipient.state, content.email, besides=recipient)
    before = _snapshot(recipient)
    recipient.name, recipient.email, recipient.language = content.name, content.email, content.language
    recipient.user = _delegate(recipient.state, content.email)
    if _snapshot(recipient) != before:
        recipient.save()
        AuditEvent.objects.record(
            by=by, action="recipient.change", on=recipient, before=before, after=_snapshot(recipient)
        )
    return recipient


@transaction.atomic
def set_active(*, recipient: Recipient, is_active: bool, by: User) -> Recipient:
    """Send reports to a contact no longer, or again. What is on its way goes on."""
    require(by, Capability.MANAGE_RECIPIENTS)
    recipient = Recipient.objects.select_for_update().get(pk=recipient.pk)
    before, recipient.is_active = recipient.is_active, is_active
    if before != is_active:
        recipient.save(update_fields=["is_active"])
        action = "recipient.activate" if is_active else "recipient.deactivate"
        AuditEvent.objects.record(
            by=by, action=action, on=recipient, before={"is_active": before}, after={"is_active": is_active}
        )
    return recipient


def _cleaned(content: RecipientInput) -> RecipientInput:
    """One address is one whatever its capitals."""
    return RecipientInput(content.name.strip(), content.email.strip().lower(), content.language)


def _lock(state: State) -> None:
    State.objects.select_for_update().get(pk=state.pk)


def _require_free(state: State, email: str, *, besides: Recipient | None = None) -> None:
    taken = Recipient.objects.filter(state=state, email__iexact=email).first()
    if taken and taken != besides:
        raise ActionError({"email": [_("This address is a contact of %(state)s already.") % {"state": state}]})


def _delegate(state: State, email: str) -> User | None:
    """The account by which whoever has this address reads for the State, if there is one."""
    found = Delegation.objects.filter(state=state, user__email__iexact=email).select_related("user").first()
    return found.user if found else None


def _snapshot(recipient: Recipient) -> dict[str, Any]:
    kept = {"state": recipient.state.iso, "name": recipient.name, "email": recipient.email}
    return kept | {"language": recipient.language, "user": recipient.user.email if recipient.user else None}
