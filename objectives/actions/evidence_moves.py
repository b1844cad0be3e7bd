"""Moving a record from a status to the next: held first, checked against the one table, and told of for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import EVIDENCE_MOVES, EvidenceStatus
from objectives.models import AuditEvent, Evidence, EvidenceDecision, Period
from objectives.tallying import take_turns


def lock(evidence: Evidence) -> Evidence:
    """The row as it stands now, held until the transaction ends."""
    rows = Evidence.objects.select_for_update(of=("self",)).select_related("period", "framework", "corrects")
    return rows.get(pk=evidence.pk)


def lock_for_move(evidence: Evidence) -> Evidence:
    """The same, once nobody else moves records of its period: whoever moves several never waits in a circle."""
    corrected = evidence.corrects.period_id if evidence.corrects else None  # a correction moves what it corrects too
    take_turns(connection, sorted(pk for pk in {evidence.period_id, corrected} if pk is not None))
    return lock(evidence)


def hold_period(evidence: Evidence) -> None:
    """Keep the period as it stands until the transaction ends: nothing is submitted while it is being closed."""
    if evidence.period_id is not None:
        evidence.period = Period.objects.select_for_update().get(pk=evidence.period_id)


def require_move(evidence: Evidence, after: EvidenceStatus) -> None:
    """Raise ActionError unless the table has a move from where the record stands to there."""
    if after == evidence.status:
        raise ActionError(_("That was done already: the entry is %(status)s.") % status_of(evidence))
    if after not in EVIDENCE_MOVES[evidence.status]:
        raise ActionError(
            _("An entry that is %(status)s cannot become %(after)s.")
            % {**status_of(evidence), "after": str(after.label).lower()}
        )


def move(
    evidence: Evidence,
    after: EvidenceStatus,
    *,
    by: User,
    reason: str = "",
    fields: Mapping[str, str] | None = None,
) -> Evidence:
    """Give a held record its new status, with the decision and the event that tell of it."""
    before, evidence.status = evidence.status, after
    evidence.save()
    more = _submitted_with(evidence) if after == EvidenceStatus.SUBMITTED else {}
    marked = {"fields": dict(fields)} if fields else {}
    EvidenceDecision.objects.create(
        evidence=evidence, before=before, after=after, reason=reason, fields=dict(fields or {}), by=by
    )
    AuditEvent.objects.record(
        by=by,
        action=f"evidence.{after}",
        on=evidence,
        before={"status": before},
        after={"status": after, "reason": reason, **marked, **more},
    )
    return evidence


def _submitted_with(evidence: Evidence) -> dict[str, Any]:
    """By which unlock a record came late, and which large figures its author confirmed."""
    sure = evidence.figures.filter(is_confirmed=True).values_list(
        "indicator__element__code", "indicator__code", "value"
    )
    confirmed = {f"{element}/{code}": value for element, code, value in sure}
    late = {"unlock": evidence.unlock_id} if evidence.unlock_id else {}
    return late | ({"confirmed": confirmed} if confirmed else {})


def status_of(evidence: Evidence) -> dict[str, str]:
    """Its status, as a sentence says it."""
    return {"status": str(evidence.get_status_display()).lower()}
