"""Reading evidence in the order of its keys, a chunk at a time, with its parts: a fixed number of queries a chunk."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import IntegerField, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from objectives.exchange.evidence_export.names import Names
from objectives.models import Attachment, Contribution, Evidence, EvidenceDecision, Figure, FigurePart, Source

CHUNK = 2_000  # records read at once: some 8 MB

TEXT = TextField()
COLUMNS = (
    "pk",
    "reference",
    "external_reference",
    "framework_id",
    "period_id",
    "status",
    "title",
    "description",
    "beneficiaries",
    "sensitivity",
    Cast("starts_on", TEXT),  # as text: to parse days and write them again takes half of the time
    Cast("ends_on", TEXT),
    "date_precision",
    "office_id",
    "programme_id",
    "author_id",
    Cast("created_at", TEXT),
    Cast("submitted_at", TEXT),
    "reviewer_id",
    Cast("reviewed_at", TEXT),
    Cast("is_sample", IntegerField()),
)
FRAMEWORK, PERIOD, OFFICE, PROGRAMME, AUTHOR, REVIEWER = 3, 4, 13, 14, 15, 18  # places of the keys among COLUMNS

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure of a record: for which indicator, what it says, and its parts by category's key."""

    indicator: int
    answer: str
    value: Decimal | None
    qualifier: str
    parts: list[tuple[int, Decimal]]


@dataclass
class Chunk:
    """Some records: their own columns, and their parts by the record's key."""

    rows: list[Row]
    contributions: Mapping[int, list[tuple[int, str]]] = field(default_factory=dict)  # element, how
    figures: Mapping[int, list[FigureRead]] = field(default_factory=dict)
    countries: Mapping[int, list[int]] = field(default_factory=dict)
    terms: Mapping[int, list[int]] = field(default_factory=dict)
    sources: Mapping[int, list[tuple[str, str, str]]] = field(default_factory=dict)  # document, paragraph, address
    attachments: Mapping[int, list[str]] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)


def chunks(entries: QuerySet[Evidence], names: Names, step: int = CHUNK) -> Iterator[Chunk]:
    """The records of a queryset, each once, the first logged first. Up to 18 queries a chunk, whatever is in it.

    They are read by key and never by offset, so that the last chunk costs what the first one does, and no transaction
    is held open for as long as somebody takes to fetch a file.
    """
    plain = entries.select_related(None).prefetch_related(None).order_by("pk").values_list(*COLUMNS)
    last = 0
    while True:
        found = fetched(plain.filter(pk__gt=last)[:step])
        rows = list({row[0]: row for row in found}.values())  # a filter that joins gives a record more than once
        if rows:
            yield with_parts(rows, names)
            last = rows[-1][0]
        if len(found) < step:
            return


def with_parts(rows: list[Row], names: Names) -> Chunk:
    """The parts of some records, and the names of all that they point to."""
    keys = [row[0] for row in rows]
    learn_names(rows, names)
    countries = of_each(Evidence.countries.through.objects, keys, "state__name", "state_id")
    terms = of_each(
        Evidence.terms.through.objects, keys, ("term__vocabulary__position", "term__position", "term_id"), "term_id"
    )
    chunk = Chunk(
        rows=rows,
        contributions=of_each(Contribution.objects, keys, "element__position", "element_id", "how"),
        figures=figures_of(keys),
        countries=countries,
        terms=terms,
        sources=of_each(Source.objects, keys, "pk", "citation", "paragraph", "url"),
        attachments=of_each(Attachment.objects.present(), keys, "pk", "name"),
        reasons=last_reasons(keys),
    )
    names.learn_countries(key for found in countries.values() for key in found)
    names.learn_terms(key for found in terms.values() for key in found)
    return chunk


def learn_names(rows: Sequence[Row], names: Names) -> None:
    names.learn_frameworks(row[FRAMEWORK] for row in rows)
    names.learn_periods(row[PERIOD] for row in rows)
    names.learn_offices(row[OFFICE] for row in rows)
    names.learn_programmes(row[PROGRAMME] for row in rows)
    names.learn_people(row[place] for row in rows for place in (AUTHOR, REVIEWER))


def of_each(parts: Any, keys: Collection[int], order: str | tuple[str, ...], *columns: str) -> dict[int, list[Any]]:
    """Parts by their record: the value of the one column, or tuples of several. One query."""
    by = (order,) if isinstance(order, str) else order
    found: dict[int, list[Any]] = defaultdict(list)
    rows = fetched(parts.filter(evidence__in=listed(keys)).order_by(*by).values_list("evidence_id", *columns))
    if len(columns) == 1:
        for key, value in rows:
            found[key].append(value)
    else:
        for key, *values in rows:
            found[key].append(tuple(values))
    return found


def fetched(rows: Any) -> list[Row]:
    """Rows of numbers and text as the database gives them, all at once: Django takes them by the hundred, and looks at
    each for what has to be made of it."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:  # no row can fit
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def figures_of(keys: Collection[int]) -> dict[int, list[FigureRead]]:
    """Figures by their record, with their parts. Two queries."""
    parts: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    in_order = FigurePart.objects.filter(figure__evidence__in=listed(keys)).order_by(
        "category__dimension__position", "category__position", "category_id"
    )
    for figure, category, part in in_order.values_list("figure_id", "category_id", "value"):
        parts[figure].append((category, part))
    found: dict[int, list[FigureRead]] = defaultdict(list)
    rows = Figure.objects.filter(evidence__in=listed(keys)).order_by(
        "indicator__element__position", "indicator__position", "pk"
    )
    for pk, key, indicator, answer, value, qualifier in rows.values_list(
        "pk", "evidence_id", "indicator_id", "answer", "value", "qualifier"
    ):
        found[key].append(FigureRead(indicator, answer, value, qualifier, parts.get(pk, [])))
    return found


def last_reasons(keys: Collection[int]) -> dict[int, str]:
    """The reason given with the last decision on each record that has one. One query."""
    decisions = EvidenceDecision.objects.filter(evidence__in=listed(keys)).exclude(reason="").order_by("at", "pk")
    return dict(decisions.values_list("evidence_id", "reason"))


def listed(keys: Collection[int]) -> RawSQL:
    """Keys as what stands after IN: none is a parameter by itself, which would take longer than all the rest.

    SQLite reads them from one text. Spelled out, each chunk would be a statement of its own to prepare, and a hundred
    of them with their thousand keys each would be kept.
    """
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])
    return RawSQL(",".join(str(int(key)) for key in keys), [])  # noqa: S611 whole numbers alone
