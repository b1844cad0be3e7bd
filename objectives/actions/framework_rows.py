"""A framework as rows with a key each: those that a file wants, and those that stand in the database.

Both have the same shape, so that what differs is what is to be written, and what stands can be written to a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Model, Q

from objectives.actions.framework_input import DimensionInput, FrameworkInput, IndicatorInput, Translations
from objectives.models import (
    Amendment,
    Category,
    Dimension,
    Element,
    Framework,
    Indicator,
    Lineage,
    Period,
    Target,
    Term,
    Vocabulary,
)

Place = tuple[str | int, ...]  # ("elements", 3, "wording"), as in the input
Key = tuple[str, ...]  # ("elements", "O1"), ("indicators", "C4", "C4.1"), ("terms", "trends", "a"), …
Values = dict[str, Any]
Wanted = dict[Key, tuple[Place, Values]]

ENDS = ("ancestor_framework", "ancestor", "descendant")
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd\u202d\u202e]")  # what a file cannot hold; a line end is \n alone


def wanted(content: FrameworkInput, periods: Mapping[str, Period], ready: tuple[DimensionInput, ...] = ()) -> Wanted:
    """Every row that a framework should have, with its place in the input; `ready` are dimensions to be added too."""
    rows: Wanted = {("framework",): ((), _head(content))}
    rows |= _dimension_rows(content, ready)
    for index, element in enumerate(content.elements):
        values = asdict(element) | {"position": index + 1}
        rows["elements", values.pop("code")] = (("elements", index), values)
    measures = Counter[str]()
    for index, indicator in enumerate(content.indicators):
        measures[indicator.element] += 1
        rows |= _indicator_rows(index, indicator, measures[indicator.element], periods)
    rows |= _vocabulary_rows(content)
    for index, thread in enumerate(content.lineage):
        values = asdict(thread)
        rows["lineage", *(values.pop(name) for name in ENDS)] = (("lineage", index), values)
    for index, amendment in enumerate(content.amendments):
        values = asdict(amendment)
        rows["amendments", values.pop("element"), str(values.pop("number"))] = (("amendments", index), values)
    return rows


def _head(content: FrameworkInput) -> Values:
    lists = {"passages": list(content.passages), "dimensions": sorted(one.code for one in content.dimensions)}
    return {name: getattr(content, name) for name in (*HEAD, "supersedes")} | lists


def _dimension_rows(content: FrameworkInput, ready: tuple[DimensionInput, ...]) -> Wanted:
    rows: Wanted = {}
    given: list[tuple[Place, DimensionInput]] = [(("dimensions",), one) for one in ready]
    given += [(("dimensions", index), one) for index, one in enumerate(content.dimensions)]
    for place, dimension in given:
        rows["dimensions", dimension.code] = (place, {"name": dimension.name, "translations": dimension.translations})
        for index, category in enumerate(dimension.categories):
            values = asdict(category) | {"position": index + 1}
            rows["categories", dimension.code, values.pop("code")] = ((*place, "categories", index), values)
    return rows


def _indicator_rows(index: int, indicator: IndicatorInput, position: int, periods: Mapping[str, Period]) -> Wanted:
    values = asdict(indicator) | {"position": position, "dimensions": sorted(indicator.dimensions)}
    element, code = values.pop("element"), values.pop("code")
    del values["targets"]
    rows: Wanted = {("indicators", element, code): (("indicators", index), values)}
    revisions: dict[date, int] = {}
    of_period: dict[date, str] = {}  # a revision is of the period of what it revises
    for number, target in enumerate(indicator.targets):
        period = periods.get(target.period)
        due_on = target.due_on or (period.ends_on if period else None)
        if due_on is not None:
            revision = revisions[due_on] = revisions.get(due_on, -1) + 1
            row = {"value": target.value, "reason": target.reason, "set_on": target.set_on}
            row["period"] = of_period[due_on] = target.period if period else of_period.get(due_on, "")
            rows["targets", element, code, due_on.isoformat(), str(revision)] = (
                ("indicators", index, "targets", number),
                row,
            )
    return rows


def _vocabulary_rows(content: FrameworkInput) -> Wanted:
    rows: Wanted = {}
    for index, vocabulary in enumerate(content.vocabularies):
        place = ("vocabularies", index)
        values = asdict(vocabulary) | {"position": index + 1}
        code, terms = values.pop("code"), values.pop("terms")
        rows["vocabularies", code] = (place, values)
        for number, term in enumerate(terms):
            row = term | {"position": number + 1}
            rows["terms", code, row.pop("code")] = ((*place, "terms", number), row)
    return rows


HEAD = (
    "slug",
    "title",
    "language",
    "status",
    "issued_on",
    "adopted_on",
    "adopted_by",
    "session",
    "translations",
    "passages",
    "chapeaux",
)
ELEMENT = ("kind", "label", "wording", "footnotes", "restatements", "translations", "position")
INDICATOR = (
    "title",
    "unit",
    "aggregation",
    "direction",
    "decimals",
    "baseline",
    "baseline_qualifier",
    "baseline_date",
    "baseline_source",
    "owner",
    "retired_on",
    "retired_reason",
    "translations",
    "position",
)
VOCABULARY = ("name", "translations", "position")
TERM = ("label", "wording", "retired_on", "retired_reason", "translations", "position")
AMENDMENT = ("language", "effective_on", "before", "after", "reason")


def stored(framework: Framework | None, *, sample: bool = True) -> dict[Key, Values]:
    """Every row that a framework has, in its order and in the shape of `wanted`. A fixed number of queries.
    Without `sample`, indicators and targets of the sample are left out.
    """
    if framework is None:
        return {}
    rows: dict[Key, Values] = {("framework",): _values(framework, HEAD)}
    rows["framework",]["supersedes"] = framework.supersedes.symbol if framework.supersedes else ""
    rows["framework",]["dimensions"] = sorted(_dimensions_of(framework))
    for element in framework.elements.select_related("parent").order_by("position"):
        parent = {"parent": element.parent.code if element.parent else ""}
        rows["elements", element.code] = _values(element, ELEMENT) | _source(element) | parent
    rows |= _stored_indicators(framework, Q() if sample else Q(is_sample=False))
    for vocabulary in framework.vocabularies.order_by("position", "id"):
        rows["vocabularies", vocabulary.code] = _values(vocabulary, VOCABULARY) | _source(vocabulary)
    terms = Term.objects.filter(vocabulary__framework=framework).select_related("vocabulary")
    for term in terms.order_by("vocabulary__position", "vocabulary", "position", "id"):
        rows["terms", term.vocabulary.code, term.code] = _values(term, TERM) | _source(term)
    rows |= _stored_threads(framework)
    amendments = Amendment.objects.filter(element__framework=framework).select_related("element")
    for one in amendments.order_by("element__position", "number"):
        rows["amendments", one.element.code, str(one.number)] = _values(one, AMENDMENT) | _source(one)
    return rows


def _dimensions_of(framework: Framework) -> set[str]:
    """The codes of those that a file of it has described, and of those that its own indicators use."""
    used = Q(indicators__element__framework=framework, indicators__is_sample=False)
    return set(Dimension.objects.filter(used | Q(frameworks=framework)).values_list("code", flat=True))


def stored_dimensions(codes: set[str]) -> dict[Key, Values]:
    """The rows of the dimensions with these codes, and of their categories, in their order."""
    rows: dict[Key, Values] = {}
    for dimension in Dimension.objects.filter(code__in=codes).prefetch_related("categories").order_by("position", "id"):
        rows["dimensions", dimension.code] = _values(dimension, ("name", "translations"))
        for one in sorted(dimension.categories.all(), key=lambda one: (one.position, one.pk)):
            names = ("label", "retired_on", "translations", "position")
            rows["categories", dimension.code, one.code] = _values(one, names)
    return rows


def _stored_indicators(framework: Framework, which: Q) -> dict[Key, Values]:
    rows: dict[Key, Values] = {}
    found = Indicator.objects.filter(which, element__framework=framework)
    found = found.select_related("element", "rolls_up_to__element").prefetch_related("dimensions")
    for one in found.order_by("element__position", "position", "id"):
        above = one.rolls_up_to
        rows["indicators", one.element.code, one.code] = _values(one, INDICATOR) | {
            "dimensions": sorted(dimension.code for dimension in one.dimensions.all()),
            "rolls_up_to": f"{above.element.code}/{above.code}" if above else "",
        }
    targets = Target.objects.filter(which, indicator__in=found).select_related("indicator__element", "period")
    for target in targets.order_by(
        "indicator__element__position", "indicator__position", "indicator", "due_on", "revision"
    ):
        indicator = target.indicator
        key = ("targets", indicator.element.code, indicator.code, target.due_on.isoformat(), str(target.revision))
        period = {"period": target.period.code if target.period else ""}
        rows[key] = _values(target, ("value", "reason", "set_on")) | period
    return rows


def _stored_threads(framework: Framework) -> dict[Key, Values]:
    """The threads that it states: to its elements, and of what it discontinued."""
    threads = Lineage.objects.into(framework)
    rows: dict[Key, Values] = {}
    for one in threads.select_related("ancestor__framework", "descendant").order_by(
        "ancestor__framework__issued_on", "ancestor__position", "descendant__position", "id"
    ):
        ends = (
            one.ancestor.framework.symbol if one.ancestor else "",
            one.ancestor.code if one.ancestor else "",
            one.descendant.code if one.descendant else "",
        )
        rows["lineage", *ends] = _values(one, ("kind", "note")) | _source(one)
    return rows


def _values(row: Model, names: tuple[str, ...]) -> Values:
    values = {name: as_text_holds(getattr(row, name)) for name in names}
    if "translations" in values:
        values["translations"] = _said(values["translations"], with_official=not isinstance(row, Dimension | Category))
    return values


def _said(translations: Translations, *, with_official: bool) -> Translations:
    """Translations without their empty words; each says whether it is official."""
    official: Values = {"official": False} if with_official else {}
    said = {
        language: {name: text for name, text in words.items() if text != ""} for language, words in translations.items()
    }
    return {language: official | words for language, words in said.items() if words.keys() - {"official"}}


def as_text_holds(value: Any) -> Any:
    """A value as a file gives it back: without what no text has, line ends alike, and no space around it."""
    if isinstance(value, str):
        return NO_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if isinstance(value, list):
        return [as_text_holds(one) for one in value]
    if isinstance(value, dict):
        return {name: as_text_holds(one) for name, one in value.items()}
    return value


def _source(row: Element | Vocabulary | Term | Lineage | Amendment) -> Values:
    return {"symbol": as_text_holds(row.source_symbol), "paragraph": as_text_holds(row.source_paragraph)}
