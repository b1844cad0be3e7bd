"""Which records that counted were corrected since a moment: what they said of figures then, and what they say now.

Nothing here is in words, but for the reason that was given: a report says it in each of its languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from objectives.enums import EvidenceStatus, Sensitivity
from objectives.models import EvidenceDecision, EvidenceVersion, Framework
from objectives.queries.evidence_parts import FIGURE

Content = Mapping[str, Any]
ACCEPTED = EvidenceStatus.ACCEPTED
PARTS = {  # what a record keeps, by the part of it that people see
    "title": ("title",),
    "description": ("description",),
    "beneficiaries": ("beneficiaries",),
    "sensitivity": ("sensitivity",),
    "starts_on": ("starts_on", "ends_on", "date_precision"),
    "office": ("office",),
    "programme": ("programme",),
    "countries": ("countries",),
    "terms": ("terms",),
    "contributions": ("contributions",),
    "citation": ("sources",),
    "files": ("attachments",),
}


@dataclass(frozen=True)
class Reported:
    """A number that was reported, and how exact it is."""

    value: Decimal
    qualifier: str


@dataclass(frozen=True)
class CorrectedFigure:
    """A figure that was corrected; None = no number was given, or none is."""

    element: str  # code
    indicator: str  # code
    title: str
    unit: str
    decimals: int
    before: Reported | None
    after: Reported | None


@dataclass(frozen=True)
class Correction:
    """A record that counted at a moment, and was corrected since: when last and why, its figures, and other parts."""

    reference: str
    title: str
    ends_on: date  # its last day, as it said then
    corrected_on: date
    reason: str
    figures: tuple[CorrectedFigure, ...]
    parts: tuple[str, ...]  # named as objectives.queries.evidence_parts does
    is_internal: bool  # then or now
    is_sample: bool


def corrections(framework: Framework, *, until: date, since: datetime) -> list[Correction]:
    """The records with a last day before `until` that counted at `since`, and say something else by a correction now.

    By reference. Three queries, over what was corrected alone.
    """
    decided = EvidenceDecision.objects.filter(before=ACCEPTED, after=ACCEPTED, at__gt=since)
    rows = decided.filter(evidence__framework=framework, evidence__status=ACCEPTED).select_related("evidence")
    last = {one.evidence_id: one for one in rows.order_by("at", "id")}
    counted = EvidenceDecision.objects.filter(evidence__in=list(last), after=ACCEPTED, at__lte=since)
    keys = set(counted.values_list("evidence", flat=True))
    said: dict[int, list[EvidenceVersion]] = {}
    for version in EvidenceVersion.objects.filter(evidence__in=keys).order_by("evidence", "number"):
        said.setdefault(version.evidence_id, []).append(version)
    found = (_correction(last[key], versions, until, since) for key, versions in said.items())
    return sorted((one for one in found if one is not None), key=lambda one: one.reference)


def _correction(
    decision: EvidenceDecision, versions: list[EvidenceVersion], until: date, since: datetime
) -> Correction | None:
    """What became of one record; None where it says the same, or was of no earlier day."""
    then = next((one.content for one in reversed(versions) if one.at <= since), versions[0].content)
    now, evidence = versions[-1].content, decision.evidence
    ends_on = date.fromisoformat(then["ends_on"])
    figures, parts = tuple(_figures(then, now)), tuple(_parts(then, now))
    if ends_on >= until or not (figures or parts):
        return None
    return Correction(
        reference=evidence.reference,
        title=str(now["title"]),
        ends_on=ends_on,
        corrected_on=timezone.localtime(decision.at).date(),
        reason=decision.reason,
        figures=figures,
        parts=parts,
        is_internal=any(one.get("sensitivity") != Sensitivity.SHAREABLE for one in (then, now)),
        is_sample=evidence.is_sample,
    )


def _parts(then: Content, now: Content) -> Iterator[str]:
    for part, names in PARTS.items():
        if any((then.get(name) or None) != (now.get(name) or None) for name in names):
            yield part
    old, new = ({one["indicator"]: one for one in content.get("figures") or []} for content in (then, now))
    for code in sorted(old.keys() | new.keys()):
        if old.get(code) != new.get(code) and _reported(old.get(code)) == _reported(new.get(code)):
            yield f"{FIGURE}{code.replace('/', ':')}"  # how it is broken down, or why there is none


def _figures(then: Content, now: Content) -> Iterator[CorrectedFigure]:
    old, new = ({one["indicator"]: one for one in content.get("figures") or []} for content in (then, now))
    for code in sorted(old.keys() | new.keys()):
        before, after = _reported(old.get(code)), _reported(new.get(code))
        if before == after:
            continue
        known = (now.get("indicators") or {}).get(code) or (then.get("indicators") or {}).get(code) or {}
        element, _slash, indicator = code.partition("/")
        yield CorrectedFigure(
            element=element,
            indicator=indicator,
            title=known.get("title", indicator),
            unit=known.get("unit", ""),
            decimals=known.get("decimals", 0),
            before=before,
            after=after,
        )


def _reported(figure: Content | None) -> Reported | None:
    if figure is None or figure["value"] is None:
        return None
    return Reported(Decimal(str(figure["value"])), str(figure["qualifier"]))
