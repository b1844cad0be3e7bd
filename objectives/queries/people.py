"""People as an administrator or auditor sees them: who has an account, where they stand, what was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.accounts.queries import people as everyone
from objectives.models import AuditEvent, Office, State
from objectives.permissions import Capability, may

NEWEST = 50

DEEDS = {
    "account.create": gettext_lazy("Account made"),
    "account.invite": gettext_lazy("Invited"),
    "account.invite_again": gettext_lazy("Invited again"),
    "account.send_invitation": gettext_lazy("Invitation sent"),
    "account.change": pgettext_lazy("an account", "Changed"),
    "account.deactivate": gettext_lazy("Deactivated"),
    "account.reactivate": gettext_lazy("Reactivated"),
    "account.remove_second_factor": gettext_lazy("Second factor taken away"),
    "person.post": gettext_lazy("Posted to an office"),
    "person.end_posting": gettext_lazy("Taken out of an office"),
    "person.accredit": gettext_lazy("Accredited for a State"),
    "person.end_accreditation": gettext_lazy("No longer accredited"),
}
FACTS = {
    "email": gettext_lazy("E-mail address"),
    "name": gettext_lazy("Name"),
    "role": pgettext_lazy("an account", "Role"),
    "language": gettext_lazy("Language"),
    "office": gettext_lazy("Office"),
    "state": gettext_lazy("State"),
    "reason": gettext_lazy("Reason"),
    "factors": gettext_lazy("Factors"),
}


@dataclass(frozen=True)
class Deed:
    """Something done to an account, in words: what, by whom, when, and each fact that changed with it."""

    what: str
    by: str
    at: datetime
    facts: tuple[str, ...]


def people(viewer: User) -> QuerySet[User]:
    """Everyone who signs in, with their office or State, as one person may see them. One query for a page."""
    if not may(viewer, Capability.VIEW_PEOPLE):
        return User.objects.none()
    return everyone().select_related("posting__office", "delegation__state").order_by("name", "pk")


def history(viewer: User, person: User) -> list[Deed]:
    """What was done to an account, the newest first. Three queries."""
    if not may(viewer, Capability.VIEW_AUDIT):
        return []
    events = AuditEvent.objects.filter(object_type=User._meta.label_lower, object_id=str(person.pk))
    offices, states = (
        dict(Office.objects.values_list("code", "name")),
        {one.iso: str(one) for one in State.objects.all()},
    )
    names = {"office": offices, "state": states, "role": {role.value: str(role.label) for role in Role}}
    return [
        Deed(str(DEEDS.get(event.action, event.action)), event.by.name, event.at, tuple(_facts(event, names)))
        for event in events.select_related("by")[:NEWEST]
    ]


def _facts(event: AuditEvent, names: dict[str, dict[str, str]]) -> Iterator[str]:
    """Each fact of an event: "Role: Staff → Reviewer", or "Reason: …" where nothing stood there before."""
    before, after = event.before or {}, event.after or {}
    for name in {**before, **after}:
        words = {"fact": FACTS.get(name, name)}
        old, new = (_worded(name, side.get(name), names) for side in (before, after))
        if old and new:
            yield _("%(fact)s: %(old)s → %(new)s") % {**words, "old": old, "new": new}
        else:
            yield _("%(fact)s: %(value)s") % {**words, "value": new or old}


def _worded(name: str, value: object, names: dict[str, dict[str, str]]) -> str:
    if value in (None, ""):
        return ""
    if name == "language":
        return str(get_language_info(str(value))["name_translated"])
    return names.get(name, {}).get(str(value), str(value))
