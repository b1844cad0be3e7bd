"""Starting the next strategy as a copy of the last."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import arrange, tree_in
from objectives.actions.framework_draft import HeadInput, address_of, head_problems
from objectives.enums import FrameworkStatus, LineageKind, PeriodStatus
from objectives.models import Amendment, AuditEvent, Element, Framework, Indicator, Lineage, Term, Vocabulary
from objectives.permissions import Capability, require
from objectives.queries.figures import Value, values_for
from objectives.queries.wording import wordings_on

M = TypeVar("M", bound=models.Model)


class Baselines(StrEnum):
    """Where the indicators of a copy begin."""

    EMPTY = "empty"
    KEPT = "kept"
    LAST = "last"  # at the value of the last closed period


@dataclass(frozen=True)
class CopyInput:
    """What a copy does not take from its source."""

    symbol: str
    title: str
    issued_on: date
    baselines: str = Baselines.EMPTY


@transaction.atomic
def copy_framework(*, source: Framework, content: CopyInput, by: User) -> Framework:
    """A draft that supersedes `source`, with its elements, indicators, vocabularies and quoted passages.

    Each element descends from its original, and is "retained" until its wording is edited. Its citation stays that of
    the original, whose words it still has. Targets are not taken: they were set for another time. The number of
    queries grows with the depth of the tree alone. Raises ActionError by field.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    source = Framework.objects.get(pk=source.pk)
    if source.status == FrameworkStatus.DRAFT:
        raise ActionError(_("%(symbol)s is a draft itself; edit it.") % {"symbol": source.symbol})
    head = HeadInput(content.symbol, content.title, content.issued_on, source.language, supersedes=source)
    problems = head_problems(head)
    if "supersedes" in problems:  # the form asks for a date, and for no predecessor
        problems["issued_on"] = problems.pop("supersedes")
    if problems:
        raise ActionError(problems)
    draft = _copy_head(source, content)
    draft.dimensions.set(source.dimensions.all())
    elements = _copy_elements(source, draft)
    indicators = _copy_indicators(source, elements, content.baselines)
    _copy_vocabularies(source, draft)
    arrange(draft, tree_in(draft))
    AuditEvent.objects.record(
        by=by,
        action="framework.copy",
        on=draft,
        after={"source": source.symbol, "elements": len(elements), "indicators": len(indicators)},
    )
    return draft


def _copy_head(source: Framework, content: CopyInput) -> Framework:
    return Framework.objects.create(
        symbol=content.symbol.strip(),
        slug=address_of(content.symbol),
        title=content.title.strip(),
        language=source.language,
        issued_on=content.issued_on,
        supersedes=source,
        passages=deepcopy(source.passages),
        chapeaux={kind: {"symbol": source.symbol, **chapeau} for kind, chapeau in source.chapeaux.items()},
    )


def _copied(row: M, **changes: object) -> M:
    """A new row like another one, not saved yet."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{**{name: deepcopy(getattr(row, name)) for name in fields}, **changes})


def _copy_elements(source: Framework, draft: Framework) -> dict[int, Element]:
    """The elements, level by level since a row needs its parent's key; each copy by its original's key."""
    amended = wordings_on(source.elements.select_related("framework"), timezone.localdate())
    copies: dict[int | None, Element] = {}
    level = list(source.elements.filter(parent=None))
    while level:
        made = [
            _copied(
                one,
                framework_id=draft.pk,
                parent_id=copies[one.parent_id].pk if one.parent_id else None,
                restatements=[],
                **_citation(amended[one.pk].amended),
            )
            for one in level
        ]
        Element.objects.bulk_create(made)
        copies.update({one.pk: copy for one, copy in zip(level, made, strict=True)})
        level = list(source.elements.filter(parent__in=[one.pk for one in level]))
    found = {key: copy for key, copy in copies.items() if key is not None}
    Lineage.objects.bulk_create(
        Lineage(ancestor_id=key, descendant=copy, kind=LineageKind.RETAINED) for key, copy in found.items()
    )
    return found


def _citation(amendment: Amendment | None) -> dict[str, str]:
    """Where a wording stands that was amended; nothing, where it stands as adopted or the decision is not known."""
    if amendment is None or not amendment.source_symbol:
        return {}
    return {"source_symbol": amendment.source_symbol, "source_paragraph": amendment.source_paragraph or "–"}


def _copy_indicators(source: Framework, elements: dict[int, Element], baselines: str) -> dict[int, Indicator]:
    originals = list(Indicator.objects.filter(element__framework=source).prefetch_related("dimensions"))
    values = _last_values(source, originals) if baselines == Baselines.LAST else {}
    copies = {
        one.pk: _copied(
            one, element_id=elements[one.element_id].pk, rolls_up_to_id=None, **_baseline(one, baselines, values)
        )
        for one in originals
    }
    Indicator.objects.bulk_create(copies.values())
    rolling = [one for one in originals if one.rolls_up_to_id in copies]
    for one in rolling:
        copies[one.pk].rolls_up_to = copies[one.rolls_up_to_id]  # type: ignore[index]
    Indicator.objects.bulk_update([copies[one.pk] for one in rolling], ["rolls_up_to"])
    broken_down = Indicator.dimensions.through
    broken_down.objects.bulk_create(
        broken_down(indicator_id=copies[one.pk].pk, dimension_id=dimension.pk)
        for one in originals
        for dimension in one.dimensions.all()
    )
    return copies


def _baseline(indicator: Indicator, baselines: str, values: dict[int, tuple[Value, str, str]]) -> dict[str, object]:
    if baselines == Baselines.KEPT:
        return {}
    if indicator.pk in values:
        value, day, cited = values[indicator.pk]
        return {
            "baseline": value.value,
            "baseline_qualifier": value.qualifier,
            "baseline_date": day,
            "baseline_source": cited,
        }
    return {"baseline": None, "baseline_qualifier": "exact", "baseline_date": "", "baseline_source": ""}


def _last_values(source: Framework, indicators: list[Indicator]) -> dict[int, tuple[Value, str, str]]:
    """What each indicator stood at in the last closed period, with that period's name and where it is reported."""
    period = source.periods.filter(status=PeriodStatus.CLOSED).order_by("-ends_on").first()
    if period is None:
        return {}
    day, cited = period.label[:40], f"{source.symbol}, {period.label}"[:200]
    return {pk: (value, day, cited) for pk, value in values_for(period, indicators).items()}


def _copy_vocabularies(source: Framework, draft: Framework) -> None:
    """The vocabularies, with the terms that are not retired."""
    originals = list(source.vocabularies.all())
    copies = {one.pk: _copied(one, framework_id=draft.pk) for one in originals}
    Vocabulary.objects.bulk_create(copies.values())
    terms = Term.objects.filter(vocabulary__framework=source, retired_on=None)
    Term.objects.bulk_create(_copied(term, vocabulary_id=copies[term.vocabulary_id].pk) for term in terms)
