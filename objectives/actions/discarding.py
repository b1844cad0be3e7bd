"""Throwing a draft away that nobody but its author has seen."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.attachments import forget
from objectives.actions.evidence_content import snapshot
from objectives.enums import EvidenceStatus
from objectives.models import AuditEvent, Evidence
from objectives.permissions import Capability, require


@transaction.atomic
def discard(*, evidence: Evidence, by: User) -> None:
    """Delete a draft that was never submitted, with its files; the audit keeps what it said.

    What was discarded since it was read is left at that. Raises ActionError if it is another's, or was submitted once:
    what others have seen is history.
    """
    require(by, Capability.LOG_EVIDENCE)
    found = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence.pk).first()
    if found is None:
        return
    evidence = found
    if evidence.author_id != by.pk:
        raise ActionError(_("Only the author of an entry can discard it."))
    if not is_discardable(evidence):
        raise ActionError(_("Only a draft that was never submitted can be discarded."))
    AuditEvent.objects.record(by=by, action="evidence.discard", on=evidence, before=snapshot(evidence))
    # a default binds each name, and django-stubs knows callables without arguments alone
    for kept in evidence.attachments.exclude(file="").values_list("file", flat=True):
        transaction.on_commit(lambda name=kept: forget(name))  # type: ignore[misc]
    evidence.attachments.all().delete()
    evidence.delete()


def is_discardable(evidence: Evidence) -> bool:
    """Whether a record is a draft that was never submitted, and no correction: that is given up instead. No query."""
    return evidence.status == EvidenceStatus.DRAFT and evidence.submitted_at is None and evidence.corrects_id is None
