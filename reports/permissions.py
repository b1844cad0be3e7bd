"""Who may preview, sign off and read editions, by role."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.accounts.permissions import holds_role, require_role


class Capability(models.TextChoices):
    """What a person can do with what we say, each said in a sentence for the page of roles."""

    VIEW_EDITIONS = (
        "view_editions",
        _("See the kinds of report and every edition, issued or not, with its preview and its deliveries"),
    )
    MANAGE_EDITIONS = "manage_editions", _("Write an edition’s introduction")
    SIGN_OFF = "sign_off", _("Sign an edition off, compose it again, and try again what has stopped")
    MANAGE_DEFINITIONS = "manage_definitions", _("Say which kinds of report are made, of what and for whom")
    MANAGE_RECIPIENTS = "manage_recipients", _("Keep the contacts of States, and see what was sent to them")
    READ_ISSUED = "read_issued", _("Read the reports that have been issued")


CAPABILITIES: dict[Capability, frozenset[Role]] = {
    Capability.VIEW_EDITIONS: frozenset({Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR}),
    Capability.MANAGE_EDITIONS: frozenset({Role.REVIEWER, Role.ADMINISTRATOR}),
    Capability.SIGN_OFF: frozenset({Role.ADMINISTRATOR}),
    Capability.MANAGE_DEFINITIONS: frozenset({Role.ADMINISTRATOR, Role.SERVICE}),
    Capability.MANAGE_RECIPIENTS: frozenset({Role.ADMINISTRATOR}),
    Capability.READ_ISSUED: frozenset(set(Role) - {Role.SERVICE}),
}


def require(user: User, capability: Capability) -> None:
    """Raise NotPermitted unless this person's role has a capability. Actions call it; views ask `may`."""
    require_role(user, CAPABILITIES[capability])


def may(user: User | AnonymousUser, capability: Capability) -> bool:
    """Whether this person's role has a capability."""
    return holds_role(user, CAPABILITIES[capability])
