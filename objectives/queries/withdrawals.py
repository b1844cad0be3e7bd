"""Which records that counted were withdrawn since a moment, when and why. Nothing here is in words but the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from objectives.enums import EvidenceStatus, Sensitivity
from objectives.models import EvidenceDecision, EvidenceVersion, Framework

ACCEPTED, WITHDRAWN = EvidenceStatus.ACCEPTED, EvidenceStatus.WITHDRAWN


@dataclass(frozen=True)
class Withdrawal:
    """A record that counted at a moment, and counts no longer: when it was withdrawn, and the reason given."""

    reference: str
    title: str
    withdrawn_on: date
    reason: str
    is_internal: bool  # then or when it was withdrawn
    is_sample: bool


def withdrawals(framework: Framework, *, until: date, since: datetime) -> list[Withdrawal]:
    """The records with a last day before `until` that counted at `since`, and were withdrawn since.

    By reference. Three queries, over what was withdrawn alone.
    """
    decided = EvidenceDecision.objects.filter(before=ACCEPTED, after=WITHDRAWN, at__gt=since)
    rows = decided.filter(evidence__framework=framework, evidence__status=WITHDRAWN).select_related("evidence")
    last = {one.evidence_id: one for one in rows.order_by("at", "id")}
    counted = EvidenceDecision.objects.filter(evidence__in=list(last), after=ACCEPTED, at__lte=since)
    keys = set(counted.values_list("evidence", flat=True))
    then: dict[int, Mapping[str, Any]] = {}
    for version in EvidenceVersion.objects.filter(evidence__in=keys).order_by("evidence", "number"):
        if version.at <= since or version.evidence_id not in then:
            then[version.evidence_id] = version.content
    found = (_withdrawal(last[key], said, until) for key, said in then.items())
    return sorted((one for one in found if one is not None), key=lambda one: one.reference)


def _withdrawal(decision: EvidenceDecision, then: Mapping[str, Any], until: date) -> Withdrawal | None:
    """What became of one record; None where it was of no earlier day."""
    evidence = decision.evidence
    if date.fromisoformat(then["ends_on"]) >= until:
        return None
    return Withdrawal(
        reference=evidence.reference,
        title=evidence.title,
        withdrawn_on=timezone.localtime(decision.at).date(),
        reason=decision.reason,
        is_internal=any(one != Sensitivity.SHAREABLE for one in (then.get("sensitivity"), evidence.sensitivity)),
        is_sample=evidence.is_sample,
    )
