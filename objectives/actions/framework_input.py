"""A framework as an action takes it: whole, with other ends named by symbol and code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from objectives.enums import Direction, FrameworkStatus, Qualifier

Translations = dict[str, dict[str, Any]]  # by language: the words in it, and whether they are official


@dataclass(frozen=True)
class ElementInput:
    code: str
    kind: str
    label: str
    wording: str
    symbol: str
    paragraph: str
    parent: str = ""
    footnotes: list[dict[str, str]] = field(default_factory=list)
    restatements: list[dict[str, str]] = field(default_factory=list)
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class TargetInput:
    """A value aimed at, by a day or by the end of a period. Without `set_on`, it was set with the framework."""

    value: Decimal
    due_on: date | None = None
    period: str = ""
    reason: str = ""
    set_on: date | None = None


@dataclass(frozen=True)
class IndicatorInput:
    """`rolls_up_to` is the code of an element above and that of its indicator: "1/1.1"."""

    element: str
    code: str
    title: str
    unit: str
    aggregation: str
    direction: str = Direction.INCREASE
    decimals: int = 0
    baseline: Decimal | None = None
    baseline_qualifier: str = Qualifier.EXACT
    baseline_date: str = ""
    baseline_source: str = ""
    owner: str = ""
    dimensions: list[str] = field(default_factory=list)
    rolls_up_to: str = ""
    retired_on: date | None = None
    retired_reason: str = ""
    translations: Translations = field(default_factory=dict)
    targets: tuple[TargetInput, ...] = ()


@dataclass(frozen=True)
class CategoryInput:
    code: str
    label: str
    retired_on: date | None = None
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class DimensionInput:
    """A way to break figures down, the same for all frameworks."""

    code: str
    name: str
    translations: Translations = field(default_factory=dict)
    categories: tuple[CategoryInput, ...] = ()


@dataclass(frozen=True)
class TermInput:
    code: str
    label: str
    wording: str = ""
    symbol: str = ""
    paragraph: str = ""
    retired_on: date | None = None
    retired_reason: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class VocabularyInput:
    code: str
    name: str
    symbol: str = ""
    paragraph: str = ""
    translations: Translations = field(default_factory=dict)
    terms: tuple[TermInput, ...] = ()


@dataclass(frozen=True)
class LineageInput:
    kind: str
    ancestor_framework: str = ""
    ancestor: str = ""
    descendant: str = ""
    note: str = ""
    symbol: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class AmendmentInput:
    """One change of an element's wording in a language. An element's are numbered from 1 in their order."""

    element: str
    number: int
    language: str
    effective_on: date
    before: str
    after: str
    reason: str
    symbol: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class FrameworkInput:
    """A framework, whole: elements in their order, parents before children, other ends by symbol and code."""

    symbol: str
    slug: str
    title: str
    issued_on: date
    language: str = "en"
    status: str = FrameworkStatus.DRAFT
    adopted_on: date | None = None
    adopted_by: str = ""
    session: str = ""
    supersedes: str = ""
    translations: Translations = field(default_factory=dict)
    passages: tuple[dict[str, str], ...] = ()
    chapeaux: dict[str, dict[str, str]] = field(default_factory=dict)
    vocabularies: tuple[VocabularyInput, ...] = ()
    dimensions: tuple[DimensionInput, ...] = ()
    elements: tuple[ElementInput, ...] = ()
    indicators: tuple[IndicatorInput, ...] = ()
    lineage: tuple[LineageInput, ...] = ()
    amendments: tuple[AmendmentInput, ...] = ()
