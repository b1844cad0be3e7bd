"""Accounts: inviting people, changing who they are here, and closing the way in. Nothing is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from iomtrack.accounts import invitations
from iomtrack.accounts.addresses import is_taken, move_to_address
from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.accounts.second_factor import remove_factors
from iomtrack.accounts.sessions import end_sessions
from objectives.actions import people
from objectives.models import AuditEvent, Delegation, Office, Posting, State
from objectives.permissions import Capability, require

NEEDS_OFFICE = frozenset({Role.RECORDER, Role.FOCAL_POINT})  # they log for it
NEEDS_STATE = frozenset({Role.DELEGATE})
TO_INVITE = frozenset({AccountStatus.NOT_INVITED, AccountStatus.INVITED, AccountStatus.EXPIRED})


@dataclass(frozen=True)
class AccountInput:
    """Who a person is here. Staff work for an office; a delegate reads for a State."""

    email: str
    name: str
    role: str
    language: str = "en"
    office: Office | None = None
    state: State | None = None


@transaction.atomic
def invite(*, content: AccountInput, by: User) -> User:
    """Make an account that has no password yet. Its letter is sent by the worker, once this is kept.

    Raises ActionError, by field, where the address is taken, or the office or State does not go with the role.
    """
    require(by, Capability.MANAGE_ACCOUNTS)
    _require_sound(content)
    user = _create(content)
    invitations.begin_invitation(user)
    AuditEvent.objects.record(by=by, action="account.invite", on=user, after=_snapshot(user))
    _place(user, content, by)
    return user


@transaction.atomic
def invite_again(*, user: User, by: User) -> User:
    """Begin an invitation anew, or a first one: an earlier link is no longer good. The worker sends the letter.

    Raises ActionError where the person has accepted already, or the account is deactivated.
    """
    require(by, Capability.MANAGE_ACCOUNTS)
    user = _lock(user)
    if user.status not in TO_INVITE:
        raise ActionError(_("Only a person who has not accepted their invitation yet can be invited again."))
    invitations.begin_invitation(user)
    AuditEvent.objects.record(by=by, action="account.invite_again", on=user, after={"email": user.email})
    return user


@transaction.atomic
def change(*, user: User, content: AccountInput, by: User) -> User:
    """Change a person's name, address, role, language, office or State. Another role ends their sessions.

    Raises ActionError, by field, where the address is taken, the office or State does not go with the role, or the
    role is one's own or that of the last active administrator.
    """
    require(by, Capability.MANAGE_ACCOUNTS)
    _require_sound(content, user)
    administrators, user = _hold_administrators(), _lock(user)
    before = _snapshot(user)
    if content.role != user.role:
        _require_another_person(user, by, "role")
        _require_a_further(administrators, user, "role")
        end_sessions(user)
    if content.email.lower() != user.email:
        _keep_unique(lambda: move_to_address(user, content.email))
    user.name, user.role, user.language = content.name, content.role, content.language
    user.save(update_fields=["name", "role", "language"])
    _place(user, content, by)
    after = _snapshot(user)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        AuditEvent.objects.record(
            by=by,
            action="account.change",
            on=user,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return user


@transaction.atomic
def choose_language(*, language: str, by: User) -> None:
    """Keep in which language a person reads pages and letters, which they choose for themselves."""
    before = _lock(by).language
    if language != before:
        User.objects.filter(pk=by.pk).update(language=language)
        AuditEvent.objects.record(
            by=by, action="account.choose_language", on=by, before={"language": before}, after={"language": language}
        )


@transaction.atomic
def deactivate(*, user: User, reason: str, by: User) -> User:
    """Close an account: its sessions and links end, nobody signs in by it, and all that names it stays.

    Raises ActionError without a reason, for one's own account, and for the last active administrator.
    """
    require(by, Capability.MANAGE_ACCOUNTS)
    administrators, user = _hold_administrators(), _lock(user)
    if not reason.strip():
        raise ActionError({"reason": [_("Say why, so that others can understand it later.")]})
    if not user.is_active:
        raise ActionError(_("%(name)s is deactivated already.") % {"name": user.name})
    _require_another_person(user, by)
    _require_a_further(administrators, user)
    end_sessions(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    AuditEvent.objects.record(by=by, action="account.deactivate", on=user, after={"reason": reason.strip()})
    return user


@transaction.atomic
def reactivate(*, user: User, by: User) -> User:
    """Open a closed account again: with its password, or to be invited again where it never had one."""
    require(by, Capability.MANAGE_ACCOUNTS)
    user = _lock(user)
    if user.is_active:
        raise ActionError(_("%(name)s is active already.") % {"name": user.name})
    user.is_active = True
    user.save(update_fields=["is_active"])
    AuditEvent.objects.record(by=by, action="account.reactivate", on=user)
    return user


@transaction.atomic
def remove_second_factor(*, user: User, by: User) -> User:
    """Take a person's second factors away, who has lost them: they set up new ones at their next sign-in.

    Raises ActionError for oneself (whose own page does it), and where there is none.
    """
    require(by, Capability.MANAGE_ACCOUNTS)
    user = _lock(user)
    _require_another_person(user, by)
    number = remove_factors(user)
    if not number:
        raise ActionError(_("%(name)s has no second factor.") % {"name": user.name})
    end_sessions(user)
    AuditEvent.objects.record(by=by, action="account.remove_second_factor", on=user, before={"factors": number})
    return user


def _lock(user: User) -> User:
    """The row as it stands now, held until the transaction ends. Service accounts are not managed here."""
    return User.objects.select_for_update().exclude(role=Role.SERVICE).get(pk=user.pk)


def _require_sound(content: AccountInput, user: User | None = None) -> None:
    problems: dict[str, list[str]] = {}
    if content.role not in set(Role) - {Role.SERVICE}:
        problems["role"] = [_("Choose one of the roles.")]
    if is_taken(content.email, user):
        problems["email"] = [_("Another account has this e-mail address.")]
    if content.role in NEEDS_OFFICE and content.office is None:
        problems["office"] = [_("Choose the office that this person works for.")]
    if content.role in NEEDS_STATE and content.office is not None:
        problems["office"] = [_("A delegate works for no office. Leave this empty.")]
    if content.role in NEEDS_STATE and content.state is None:
        problems["state"] = [_("Choose the State that this delegate reads for.")]
    if content.role not in NEEDS_STATE and content.state is not None:
        problems["state"] = [_("Only a delegate reads for a State. Leave this empty.")]
    if problems:
        raise ActionError(problems)


def _create(content: AccountInput) -> User:
    return _keep_unique(
        lambda: User.objects.create_user(content.email, name=content.name, role=content.role, language=content.language)
    )


def _keep_unique(write: Any) -> Any:
    """Write an address; where another request took it in the same moment, say so at its field."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        raise ActionError({"email": [_("Another account has this e-mail address.")]}) from error


def _place(user: User, content: AccountInput, by: User) -> None:
    """Post to the office, or accredit for the State, that goes with the role; end what no longer does."""
    posting = Posting.objects.filter(user=user).first()
    if content.office is None and posting is not None:
        people.end_posting(user=user, by=by)
    elif content.office is not None and (posting is None or posting.office_id != content.office.pk):
        people.post(user=user, office=content.office, by=by)
    delegation = Delegation.objects.filter(user=user).first()
    if content.state is None and delegation is not None:
        people.end_accreditation(user=user, by=by)
    elif content.state is not None and (delegation is None or delegation.state_id != content.state.pk):
        people.accredit(user=user, state=content.state, by=by)


def _snapshot(user: User) -> dict[str, str]:
    return {"email": user.email, "name": user.name, "role": user.role, "language": user.language}


def _require_another_person(user: User, by: User, field: str = "") -> None:
    if user.pk == by.pk:
        raise ActionError({field: [_("You cannot do this to your own account. Ask another administrator.")]})


def _hold_administrators() -> set[int]:
    """The keys of the active administrators, held until the transaction ends: two requests at once take turns.

    Taken before any other row, and always in the same order, so that neither waits for what the other holds.
    """
    active = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    return {one.pk for one in active.select_for_update().order_by("pk")}


def _require_a_further(administrators: set[int], user: User, field: str = "") -> None:
    if administrators == {user.pk}:
        raise ActionError({field: [_("%(name)s is the last active administrator.") % {"name": user.name}]})
