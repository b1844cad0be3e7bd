"""The fields of a framework file, as docs/reference/framework-file.md describes them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from objectives.actions.framework_rewriting import FURTHER_LANGUAGES
from objectives.enums import Aggregation, Direction, ElementKind, FrameworkStatus, LineageKind, Qualifier
from objectives.exchange.codes import ElementCode, IndicatorCode, Language, Name40, Name60, Number
from objectives.exchange.schema import (
    Day,
    LongCode,
    Slug,
    Strict,
    Text,
    Text40,
    Text60,
    Text120,
    Text160,
    Text200,
    Text300,
)

MOST = 5000  # rows of one list
Words = TypeVar("Words", bound=Strict)


def _few(translations: dict[str, Words]) -> dict[str, Words]:
    if len(translations) > FURTHER_LANGUAGES:
        raise PydanticCustomError("languages", "too many languages")
    return translations


Translations = Annotated[dict[Language, Words], AfterValidator(_few)]


class Translation(Strict):
    """Words in a language that is not the original; official where the organization itself issued them."""

    official: bool = False


class TitleTranslation(Translation):
    title: Text300


class ElementTranslation(Translation):
    label: Text160 | None = None
    wording: Text | None = None


class IndicatorTranslation(Translation):
    title: Text200 | None = None
    unit: Text60 | None = None


class VocabularyTranslation(Translation):
    name: Text120


class TermTranslation(Translation):
    label: Text200 | None = None
    wording: Text | None = None


class DimensionTranslation(Strict):
    name: Text120


class CategoryTranslation(Strict):
    label: Text120


class PassageEntry(Strict):
    """Words of the mandate, quoted."""

    heading: Text200
    symbol: Text60 | None = None
    paragraph: Text40
    text: Text


class ChapeauEntry(Strict):
    """The words that introduce the list of one kind."""

    text: Text
    paragraph: Text40 | None = None
    symbol: Text60 | None = None


class FootnoteEntry(Strict):
    mark: Text40
    text: Text


class RestatementEntry(Strict):
    """How another document words the same element."""

    symbol: Text60
    paragraph: Text40
    wording: Text


class ElementEntry(Strict):
    code: ElementCode
    kind: ElementKind
    parent: ElementCode | None = None
    label: Text160
    wording: Text
    paragraph: Text40
    symbol: Text60 | None = None
    translations: Translations[ElementTranslation] = {}
    footnotes: tuple[FootnoteEntry, ...] = ()
    restatements: tuple[RestatementEntry, ...] = ()


class TargetEntry(Strict):
    """A value aimed at; a further one for the same day revises it, with a reason."""

    value: Number
    due_on: Day | None = None
    period: LongCode | None = None
    reason: Text | None = None
    set_on: Day | None = None


class IndicatorEntry(Strict):
    element: ElementCode
    code: IndicatorCode
    title: Text200
    unit: Text60
    aggregation: Aggregation
    direction: Direction = Direction.INCREASE
    decimals: int = Field(default=0, ge=0, le=4)
    baseline: Number | None = None
    baseline_qualifier: Qualifier = Qualifier.EXACT
    baseline_date: Text40 | None = None
    baseline_source: Text200 | None = None
    owner: Text200 | None = None
    dimensions: tuple[Name40, ...] = ()
    rolls_up_to: Text60 | None = None
    retired_on: Day | None = None
    retired_reason: Text300 | None = None
    translations: Translations[IndicatorTranslation] = {}
    targets: tuple[TargetEntry, ...] = ()


class CategoryEntry(Strict):
    code: Name40
    label: Text120
    retired_on: Day | None = None
    translations: Translations[CategoryTranslation] = {}


class DimensionEntry(Strict):
    """A way to break figures down."""

    code: Name40
    name: Text120
    translations: Translations[DimensionTranslation] = {}
    categories: tuple[CategoryEntry, ...] = Field(default=(), max_length=MOST)


class TermEntry(Strict):
    code: Name60
    label: Text200
    wording: Text | None = None
    paragraph: Text40 | None = None
    symbol: Text60 | None = None
    retired_on: Day | None = None
    retired_reason: Text300 | None = None
    translations: Translations[TermTranslation] = {}


class VocabularyEntry(Strict):
    """A closed list of terms."""

    code: Name40
    name: Text120
    paragraph: Text40 | None = None
    symbol: Text60 | None = None
    translations: Translations[VocabularyTranslation] = {}
    terms: tuple[TermEntry, ...] = Field(default=(), max_length=MOST)


class LineageEntry(Strict):
    """A thread to an element of this framework, or (discontinued) from one of an earlier one to none."""

    ancestor: ElementCode | None = None
    ancestor_framework: Text60 | None = None
    descendant: ElementCode | None = None
    kind: LineageKind
    note: Text | None = None
    paragraph: Text40 | None = None
    symbol: Text60 | None = None


class AmendmentEntry(Strict):
    """One change of an element's wording, decided after the framework was adopted."""

    element: ElementCode
    number: int = Field(ge=1, le=1000)
    language: Language | None = None
    effective_on: Day
    before: Text
    after: Text
    reason: Text
    paragraph: Text40 | None = None
    symbol: Text60 | None = None


class FrameworkFile(Strict):
    """One framework, whole. Fields stand in the order in which an export writes them."""

    format: Literal["framework/1"]
    symbol: Text60
    slug: Slug | None = None
    title: Text300
    language: Language = "en"
    translations: Translations[TitleTranslation] = {}
    status: FrameworkStatus = FrameworkStatus.DRAFT
    issued_on: Day
    adopted_on: Day | None = None
    adopted_by: Text200 | None = None
    session: Text120 | None = None
    supersedes: Text60 | None = None
    passages: tuple[PassageEntry, ...] = ()
    chapeaux: dict[ElementKind, ChapeauEntry] = {}
    vocabularies: tuple[VocabularyEntry, ...] = ()
    dimensions: tuple[DimensionEntry, ...] = ()
    elements: tuple[ElementEntry, ...] = Field(min_length=1, max_length=MOST)
    indicators: tuple[IndicatorEntry, ...] = Field(default=(), max_length=MOST)
    lineage: tuple[LineageEntry, ...] = Field(default=(), max_length=MOST)
    amendments: tuple[AmendmentEntry, ...] = Field(default=(), max_length=MOST)
