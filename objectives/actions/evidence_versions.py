"""Keeping what a record said when it was handed in, frozen, with the words that its codes stood for that day."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from iomtrack.accounts.models import User
from objectives.actions.evidence_content import snapshot
from objectives.models import Evidence, EvidenceVersion


def frozen(evidence: Evidence) -> dict[str, Any]:
    """All that a record says, but for its status; `words` names what stands in it by code, and "indicators" tells
    each figure's title, unit and decimals."""
    content = snapshot(evidence)
    del content["status"]
    figures = evidence.figures.select_related("indicator__element").prefetch_related("parts__category__dimension")
    indicators, words = {}, {}
    for one in figures:
        code = f"{one.indicator.element.code}/{one.indicator.code}"
        indicators[code] = {
            "title": one.indicator.title,
            "unit": one.indicator.unit,
            "decimals": one.indicator.decimals,
        }
        for part in one.parts.all():
            words[f"part {part.category.dimension.code}/{part.category.code}"] = part.category.label
    if evidence.office:
        words[f"office {evidence.office.code}"] = evidence.office.name
    if evidence.programme:
        words[f"programme {evidence.programme.code}"] = evidence.programme.title
    words |= {f"countries {iso}": name for iso, name in evidence.countries.values_list("iso", "name")}
    words |= {f"terms {code}": label for code, label in evidence.terms.values_list("code", "label")}
    return {**content, "indicators": indicators, "words": words}


def keep_version(evidence: Evidence, *, by: User) -> EvidenceVersion:
    """Add a version of a record that the transaction holds."""
    last = EvidenceVersion.objects.filter(evidence=evidence).aggregate(last=Max("number"))["last"] or 0
    return EvidenceVersion.objects.create(evidence=evidence, number=last + 1, content=frozen(evidence), by=by)
