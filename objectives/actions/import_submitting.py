"""What handing in many entries at once leaves behind: for each a decision and a version, for each reviewer a notice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max

from iomtrack.accounts.models import User
from objectives.actions.evidence_content import EvidenceInput
from objectives.actions.notices import notify_of_import
from objectives.enums import EvidenceStatus
from objectives.models import EvidenceDecision, EvidenceVersion, ImportBatch
from objectives.models.inserting import insert
from objectives.queries.routing import routes


class Submitting:
    """The entries of one import, on their way to those who review them. `tell` is called once, at the end."""

    def __init__(self, by: User) -> None:
        self.by, self.routes = by, routes()
        self.waiting: dict[int, list[int]] = defaultdict(list)  # by reviewer: the entries that wait for them
        self._known: dict[Any, tuple[User, ...]] = {}  # most entries of a file go the same way

    def add(self, entries: Sequence[tuple[int, EvidenceStatus, EvidenceInput, dict[str, Any]]]) -> None:
        """Keep the decision on each entry (its key, what it was, what it says, and that in words), and its version.

        Three statements.
        """
        submitted = str(EvidenceStatus.SUBMITTED)
        insert(
            EvidenceDecision,
            ("evidence_id", "before", "after", "by_id"),
            [(key, str(before), submitted, self.by.pk) for key, before, _content, _said in entries],
        )
        former = EvidenceVersion.objects.filter(evidence__in=[key for key, *_more in entries]).order_by()
        last = dict(former.values_list("evidence").annotate(last=Max("number")))
        insert(
            EvidenceVersion,
            ("evidence_id", "number", "content", "by_id"),
            [
                (key, last.get(key, 0) + 1, json.dumps(frozen(content, said), cls=DjangoJSONEncoder), self.by.pk)
                for key, _before, content, said in entries
            ],
        )
        for key, _before, content, _said in entries:
            for user in self._reviewers(content):
                self.waiting[user.pk].append(key)

    def _reviewers(self, content: EvidenceInput) -> tuple[User, ...]:
        office = content.office.pk if content.office else None
        elements = tuple(element.pk for element, _how in content.contributions)
        if (way := (office, elements)) not in self._known:
            self._known[way] = self.routes.waiting(elements, office, {self.by.pk})
        return self._known[way]

    def tell(self, batch: ImportBatch) -> None:
        """Note for each reviewer, once, how many entries of the import wait for them."""
        notify_of_import(batch, {pk: (keys[0], len(keys)) for pk, keys in self.waiting.items()})


def frozen(content: EvidenceInput, said: dict[str, Any]) -> dict[str, Any]:
    """What a version keeps, as `evidence_versions.frozen` has it, from what was told to the audit. No query."""
    words = {
        f"part {category.dimension.code}/{category.code}": category.label
        for one in content.figures
        for category, _value in one.parts
    }
    if content.office:
        words[f"office {content.office.code}"] = content.office.name
    if content.programme:
        words[f"programme {content.programme.code}"] = content.programme.title
    words |= {f"countries {one.iso}": one.name for one in content.countries}
    words |= {f"terms {one.code}": one.label for one in content.terms}
    indicators = {
        f"{one.element.code}/{one.code}": {"title": one.title, "unit": one.unit, "decimals": one.decimals}
        for one in (figure.indicator for figure in content.figures)
    }
    kept = {name: value for name, value in said.items() if name != "status"}
    return {**kept, "indicators": indicators, "words": words}
