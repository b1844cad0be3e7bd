"""The framework that a file asks for: what was left out has its default, and other ends are named in full."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify

from objectives.actions.framework_input import (
    AmendmentInput,
    CategoryInput,
    DimensionInput,
    ElementInput,
    FrameworkInput,
    IndicatorInput,
    LineageInput,
    TargetInput,
    TermInput,
    VocabularyInput,
)
from objectives.exchange.framework_entries import (
    AmendmentEntry,
    DimensionEntry,
    ElementEntry,
    FrameworkFile,
    IndicatorEntry,
    LineageEntry,
    VocabularyEntry,
)
from objectives.exchange.schema import Strict


def slug_of(symbol: str) -> str:
    """The part of web addresses that is made from a symbol; "" where it has no letter or digit that addresses have."""
    return slugify(symbol.replace("/", "-").replace(".", "-"))


def as_input(file: FrameworkFile) -> FrameworkInput:
    """The file as the action takes it: what was left out has its default, and sources name their document."""
    return FrameworkInput(
        symbol=file.symbol,
        slug=file.slug or slug_of(file.symbol),
        title=file.title,
        language=file.language,
        status=file.status,
        issued_on=file.issued_on,
        adopted_on=file.adopted_on,
        adopted_by=file.adopted_by or "",
        session=file.session or "",
        supersedes=file.supersedes or "",
        translations={language: _given(one) for language, one in file.translations.items()},
        passages=tuple(_sourced(one, file.symbol) for one in file.passages),
        chapeaux={kind.value: {"paragraph": "", **_given(one)} for kind, one in file.chapeaux.items()},
        vocabularies=tuple(_vocabulary(one, file.symbol) for one in file.vocabularies),
        dimensions=tuple(_dimension(one) for one in file.dimensions),
        elements=tuple(_element(one, file.symbol) for one in file.elements),
        indicators=tuple(_indicator(one, file) for one in file.indicators),
        lineage=tuple(_thread(one, file) for one in file.lineage),
        amendments=tuple(_amendment(one, file) for one in file.amendments),
    )


def _given(entry: Strict) -> dict[str, Any]:
    """What an entry says; translations hold the words that are given."""
    return entry.model_dump(exclude_none=True)


def _sourced(entry: Strict, symbol: str) -> dict[str, Any]:
    """What an entry says; a paragraph without a document is one of this framework's."""
    values = _given(entry)
    return {"symbol": symbol, **values} if "paragraph" in values else values


def _element(entry: ElementEntry, symbol: str) -> ElementInput:
    values = _sourced(entry, symbol)
    for name in ("footnotes", "restatements"):
        values[name] = list(values[name])
    return ElementInput(**values)


def _indicator(entry: IndicatorEntry, file: FrameworkFile) -> IndicatorInput:
    values = _given(entry)
    values["dimensions"] = list(values["dimensions"])
    values["targets"] = tuple(TargetInput(**one) for one in values["targets"])
    if entry.rolls_up_to:
        values["rolls_up_to"] = _above(entry, file)
    return IndicatorInput(**values)


def _above(entry: IndicatorEntry, file: FrameworkFile) -> str:
    """The indicator that this one rolls up to, with its element: the nearest one above, where that is not said."""
    named = entry.rolls_up_to or ""
    if "/" in named:
        return named
    parents = {one.code: one.parent for one in file.elements}
    measured = {(one.element, one.code) for one in file.indicators}
    element = parents[entry.element]
    while element and (element, named) not in measured:
        element = parents[element]
    return f"{element}/{named}"


def _vocabulary(entry: VocabularyEntry, symbol: str) -> VocabularyInput:
    terms = tuple(TermInput(**_sourced(one, symbol)) for one in entry.terms)
    return VocabularyInput(**_sourced(entry, symbol) | {"terms": terms})


def _dimension(entry: DimensionEntry) -> DimensionInput:
    categories = tuple(CategoryInput(**_given(one)) for one in entry.categories)
    return DimensionInput(**_given(entry) | {"categories": categories})


def _thread(entry: LineageEntry, file: FrameworkFile) -> LineageInput:
    values = _given(entry)
    if entry.ancestor:
        values.setdefault("ancestor_framework", file.supersedes)
    else:
        values.pop("ancestor_framework", None)
    if entry.paragraph:
        values.setdefault("symbol", file.symbol)
    return LineageInput(**values)


def _amendment(entry: AmendmentEntry, file: FrameworkFile) -> AmendmentInput:
    return AmendmentInput(**{"language": file.language, **_sourced(entry, file.symbol)})
