"""Keeping the definitions of reports."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Framework
from reports.models import Definition
from reports.permissions import Capability, require

CODE_LENGTH = 40
KEPT = ("framework_id", "title", "symbol", "session", "sections", "languages", "audience", "rhythm")


@transaction.atomic
def save_definition(*, code: str, framework: Framework, by: User, **kept: Any) -> Definition:
    """Make a definition, or change the one of that code. Editions that were made keep what they froze."""
    require(by, Capability.MANAGE_DEFINITIONS)
    definition = Definition.objects.select_for_update().filter(code=code).first()
    before = _snapshot(definition) if definition else None
    definition = definition or Definition(code=code)
    definition.framework = framework
    for name, value in kept.items():
        setattr(definition, name, value)
    after = _snapshot(definition)
    if before != after:
        definition.save()
        AuditEvent.objects.record(by=by, action="definition.save", on=definition, before=before, after=after)
    return definition


@transaction.atomic
def add_definition(*, framework: Framework, title: str, by: User, **kept: Any) -> Definition:
    """A new kind of report, with a code made of its title. Raises ActionError where that is taken."""
    code = slugify(title)[:CODE_LENGTH].strip("-")
    if not code:
        raise ActionError({"title": [_("Give the report a title with letters or digits in it.")]})
    if Definition.objects.filter(code=code).exists():
        raise ActionError({"title": [_("There is a kind of report of that title. Choose another.")]})
    return save_definition(code=code, framework=framework, by=by, title=title, **kept)


def _snapshot(definition: Definition) -> dict[str, Any]:
    return {name: getattr(definition, name) for name in KEPT}
