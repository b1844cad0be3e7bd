"""What a loaded record needs before its entries: the accounts that stand for it, and the offices it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import OfficeKind
from objectives.models import AuditEvent, Office, State
from objectives.permissions import Capability, require


@dataclass(frozen=True)
class ServiceAccount:
    """An account that stands for a file; it has no password, so nobody signs in as it."""

    email: str
    name: str


NONE: Mapping[str, str] = MappingProxyType({})
FRAMEWORK_FILES = ServiceAccount("frameworks@iomtrack.invalid", "Framework files")
STATES_FILES = ServiceAccount("states@iomtrack.invalid", "States files")


@transaction.atomic
def service_account(account: ServiceAccount) -> User:
    """The account, made on first use. Raises ActionError where the address is a person's."""
    user = User.objects.filter(email__iexact=account.email).first()
    if user is None:
        user = User.objects.create_user(account.email, name=account.name, role=Role.SERVICE)
        AuditEvent.objects.record(
            by=user, action="account.create", on=user, after={"email": user.email, "role": user.role}
        )
    elif user.role != Role.SERVICE:
        raise ActionError(_("%(email)s is a person's account; name one that nobody signs in with.") % vars(account))
    return user


@transaction.atomic
def add_office(
    *,
    code: str,
    name: str,
    by: User,
    names: Mapping[str, str] = NONE,
    kind: str = OfficeKind.COUNTRY,
    state: State | None = None,
) -> Office:
    """The office with a code, made if there is none; `names` are those in other languages. One that stands keeps its
    names, kind and place."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    translations = {language: {"name": text} for language, text in names.items()}
    said = {"name": name, "translations": translations, "kind": kind, "state": state}
    office, created = Office.objects.get_or_create(code=code, defaults=said)
    if created:
        after: dict[str, Any] = {"code": code, "name": name, "kind": kind, "state": state.iso if state else None}
        after |= {"translations": translations} if translations else {}
        AuditEvent.objects.record(by=by, action="office.add", on=office, after=after)
    return office
