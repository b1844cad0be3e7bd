"""What a report on one period rests on: its register of evidence, its judgements, and the framework's lineage.

Totals and values are not made here: they come from `overview` and `figures`, as for every screen. Each function takes
a fixed number of queries, whatever the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from objectives.models import Contribution, Evidence, Framework, Lineage, Period, Source

FIELDS = (
    "reference",
    "title",
    "description",
    "starts_on",
    "ends_on",
    "date_precision",
    "office",
    "is_sample",
    "sensitivity",
)
COLUMNS = tuple("office__name" if field == "office" else field for field in FIELDS)


@dataclass(frozen=True)
class RegisterRow:
    """One accepted record of the period."""

    reference: str
    title: str
    description: str
    starts_on: date
    ends_on: date
    date_precision: str
    office: str
    is_sample: bool
    sensitivity: str
    countries: tuple[str, ...]  # ISO 3166-1 alpha-2, in alphabetical order
    contributions: tuple[tuple[str, str], ...]  # (element code, how), in the framework's order
    sources: tuple[tuple[str, str, str], ...]  # (citation, paragraph, address), as typed


def register(period: Period) -> list[RegisterRow]:
    """The accepted records of a period, oldest first. Four queries."""
    counted = Evidence.objects.counted().filter(period=period)
    of_counted = Q(evidence__in=counted)
    contributions = _grouped(
        Contribution.objects.filter(of_counted)
        .order_by("element__position")
        .values_list("evidence_id", "element__code", "how")
    )
    sources = _grouped(
        Source.objects.filter(of_counted).order_by("id").values_list("evidence_id", "citation", "paragraph", "url")
    )
    countries = _grouped(
        counted.filter(countries__isnull=False).order_by("countries__iso").values_list("id", "countries__iso")
    )
    rows: Iterable[tuple[Any, ...]] = counted.order_by("ends_on", "starts_on", "reference").values_list("id", *COLUMNS)
    return [
        RegisterRow(
            **dict(zip(FIELDS, row, strict=True)),
            countries=tuple(iso for (iso,) in countries[pk]),
            contributions=tuple(contributions[pk]),
            sources=tuple(sources[pk]),
        )
        for pk, *row in rows
    ]


def lineage_of(framework: Framework) -> list[Lineage]:
    """Every thread from or to an element of a framework, with both its ends; none to a later draft. One query."""
    later = Lineage.objects.standing().filter(ancestor__framework=framework)
    return list(
        (later | Lineage.objects.filter(descendant__framework=framework))
        .select_related("ancestor__framework", "descendant__framework")
        .order_by("ancestor__position", "descendant__position", "id")
    )


def _grouped(rows: Iterable[tuple]) -> defaultdict[int, list[tuple]]:
    """Rows by their first column, without it."""
    groups: defaultdict[int, list[tuple]] = defaultdict(list)
    for key, *rest in rows:
        groups[key].append(tuple(rest))
    return groups
