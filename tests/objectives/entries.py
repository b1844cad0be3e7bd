"""What a person types into an entry, and entries as the actions make them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from iomtrack.accounts.models import User
from objectives.actions import evidence as actions
from objectives.actions.correction import correct, discard
from objectives.actions.evidence import EvidenceInput, FigureInput
from objectives.models import AuditEvent, Element, Evidence, Indicator, Office

IN_PERIOD = date(2026, 9, 15)


def complete(element: Element, office: Office, indicator: Indicator | None = None, **changes: Any) -> EvidenceInput:
    """An entry that can be submitted, but for the changes."""
    content = EvidenceInput(
        title="Training in Nairobi",
        description="Forty officials were trained.",
        starts_on=IN_PERIOD,
        ends_on=IN_PERIOD,
        office=office,
        contributions=((element, "Officials know the law."),),
        figures=(FigureInput(indicator, Decimal(40)),) if indicator else (),
        sources=(("Training report", "p. 3", ""),),
    )
    return replace(content, **changes)


def draft(content: EvidenceInput, *, by: User) -> Evidence:
    """A draft of the framework of what it serves."""
    return actions.create(framework=content.contributions[0][0].framework, content=content, by=by)


def in_status(status: str, content: EvidenceInput, *, by: User, reviewer: User) -> Evidence:
    """An entry taken to a status by the steps that people take."""
    if status in ("taken_over", "discarded"):
        return correction(status, content, by=by, reviewer=reviewer)
    evidence = draft(content, by=by)
    if status == "draft":
        return evidence
    evidence = actions.submit(evidence=evidence, by=by)
    if status == "returned":
        return actions.send_back(evidence=evidence, reason="The days are wrong.", by=reviewer)
    if status in ("accepted", "withdrawn"):
        evidence = actions.accept(evidence=evidence, by=reviewer)
    if status == "withdrawn":
        return actions.withdraw(evidence=evidence, reason="It was logged twice.", by=reviewer)
    return evidence


def correction(status: str, content: EvidenceInput, *, by: User, reviewer: User) -> Evidence:
    """A correction of an accepted entry, in a status."""
    accepted = in_status("accepted", content, by=by, reviewer=reviewer)
    evidence = correct(evidence=accepted, reason="The days are wrong.", by=by)
    if status == "discarded":
        return discard(correction=evidence, by=by)
    if status in ("submitted", "returned", "taken_over"):
        evidence = actions.submit(evidence=evidence, by=by)
    if status == "returned":
        return actions.send_back(evidence=evidence, reason="Say which days.", by=reviewer)
    if status == "taken_over":
        actions.accept(evidence=evidence, by=reviewer)
        evidence.refresh_from_db()
    return evidence


def audited() -> list[str]:
    """The actions that were audited, oldest first."""
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
