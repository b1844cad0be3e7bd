"""Keeping offices: made, changed and retired. Nothing that history names is deleted (docs/adr/0007-merging.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import OfficeKind
from objectives.hierarchy import would_circle
from objectives.models import AuditEvent, Office, State
from objectives.models.naming import all_languages, as_columns
from objectives.permissions import Capability, require

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
RESERVED = frozenset({"new", "propose"})  # addresses of their own
SHOWN = 40  # characters of a code that a message quotes


@dataclass(frozen=True)
class OfficeInput:
    """What an administrator types of an office; `names` by language (en, fr, es), at least one."""

    names: Mapping[str, str]
    kind: str = OfficeKind.COUNTRY
    state: State | None = None
    parent: Office | None = None
    focal_points: tuple[User, ...] = field(default=())


@transaction.atomic
def add(*, code: str, content: OfficeInput, by: User, is_sample: bool = False) -> Office:
    """A new office. Raises ActionError, by field, where its code is taken or is none, or it has no name."""
    require(by, Capability.MANAGE_PROGRAMMES)
    code = sound_code(code)
    if Office.objects.filter(code__iexact=code).exists():
        raise ActionError({"code": [_("There is an office of this code.")]})
    require_names(content.names, "name")
    office = Office(code=code, is_sample=is_sample)
    write(office, content)
    AuditEvent.objects.record(by=by, action="office.add", on=office, after=snapshot(office))
    return office


@transaction.atomic
def change(*, office: Office, content: OfficeInput, by: User) -> Office:
    """Name an office anew, or say anew where it is, below which it stands and who answers for it. Its code stays.

    Raises ActionError, by field, where it has no name, or would stand below itself.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    office = hold(office)
    require_names(content.names, "name")
    parents = dict(Office.objects.values_list("pk", "parent"))
    if content.parent and would_circle(parents, office.pk, content.parent.pk):
        raise ActionError({"parent": [_("It would stand below itself. Choose another office.")]})
    before = snapshot(office)
    write(office, content)
    after = snapshot(office)
    if before != after:
        AuditEvent.objects.record(by=by, action="office.change", on=office, before=before, after=after)
    return office


@transaction.atomic
def retire(*, office: Office, reason: str, by: User) -> Office:
    """Offer an office no longer; what it logged keeps it. Raises ActionError without a reason, or while people are
    posted to it."""
    require(by, Capability.MANAGE_PROGRAMMES)
    office = hold(office)
    if not reason.strip():
        raise ActionError({"reason": [_("Say why it is retired.")]})
    if office.is_retired:
        raise ActionError(_("%(office)s is retired already.") % {"office": office})
    if office.postings.filter(user__is_active=True).exists():
        raise ActionError(
            {"reason": [_("People are posted to it. Post them to another office first, or merge it into another.")]}
        )
    office.retired_on, office.retired_reason = timezone.localdate(), reason.strip()
    office.save(update_fields=["retired_on", "retired_reason"])
    AuditEvent.objects.record(by=by, action="office.retire", on=office, after={"reason": office.retired_reason})
    return office


@transaction.atomic
def restore(*, office: Office, by: User) -> Office:
    """Offer an office again. Of a merged one, too: what moved when it was merged stays where it is now.

    Raises ActionError for one that is not retired.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    office = hold(office)
    if not office.is_retired:
        raise ActionError(_("%(office)s is not retired.") % {"office": office})
    into = office.merged_into.code if office.merged_into else None
    before = {"retired_on": office.retired_on, "reason": office.retired_reason, "merged_into": into}
    office.retired_on, office.retired_reason, office.merged_into = None, "", None
    office.save(update_fields=["retired_on", "retired_reason", "merged_into"])
    AuditEvent.objects.record(by=by, action="office.restore", on=office, before=before)
    return office


def hold(office: Office) -> Office:
    """The row as it stands now. The first office stands for the tree of them: one change of it at a time."""
    Office.objects.select_for_update(no_key=True).order_by("pk").first()
    return Office.objects.select_for_update(no_key=True).get(pk=office.pk)


def write(office: Office, content: OfficeInput) -> None:
    texts = {language: {"name": name.strip()} for language, name in content.names.items()}
    for name, value in as_columns(texts, "name").items():
        setattr(office, name, value)
    office.kind, office.state, office.parent = OfficeKind(content.kind), content.state, content.parent
    office.save()
    office.focal_points.set(content.focal_points)


def snapshot(office: Office) -> dict[str, Any]:
    """What is said of an office, for the audit."""
    return {
        "name": all_languages(office, "name"),
        "kind": office.kind,
        "state": office.state.iso if office.state else None,
        "parent": office.parent.code if office.parent else None,
        "focal_points": sorted(office.focal_points.values_list("email", flat=True)),
    }


def sound_code(code: str) -> str:
    """A code without the spaces around it. Raises ActionError for one that no address can hold."""
    code = code.strip()
    if code.lower() in RESERVED:
        message = _("“%(code)s” is the address of a page of this site. Give another code, such as NBO or KE-01.")
    elif not CODE.fullmatch(code):
        message = _(
            "“%(code)s” cannot be a code. A code has letters from A to Z without accents, digits, dots, hyphens and "
            "underscores, and begins with a letter or a digit: NBO, KE-01."
        )
    else:
        return code
    raise ActionError({"code": [message % {"code": Truncator(code).chars(SHOWN)}]})


def require_names(names: Mapping[str, str], part: str) -> None:
    """Raise ActionError, at the English one, where none of the languages has a name."""
    if not any(name.strip() for name in names.values()):
        raise ActionError({f"{part}_en": [_("Give it a name in at least one language.")]})
