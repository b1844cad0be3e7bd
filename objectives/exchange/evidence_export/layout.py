"""Which columns an export has: those of the frameworks that its records belong to."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Max, QuerySet

from objectives.exchange.evidence_export.columns import (
    FIGURE_COLUMNS,
    OTHER,
    RECORD_COLUMNS,
    REMARK,
    ByFigure,
    ByRecord,
    Layout,
    Places,
)
from objectives.models import Category, Contribution, Element, Evidence, Framework, Indicator, Source


def layout_for(entries: QuerySet[Evidence], *, by_figure: bool) -> Layout:
    """The columns for the frameworks that some records belong to. Seven queries, and one for each framework."""
    present = [one for one in Framework.objects.order_by("issued_on", "pk") if has_any(entries, one)]
    elements = list(
        Element.objects.filter(framework__in=present)
        .select_related("framework")
        .order_by("framework__issued_on", "framework_id", "position")
    )
    indicators = list(
        Indicator.objects.filter(element__framework__in=present)
        .select_related("element__framework")
        .prefetch_related("dimensions")
        .order_by("element__framework__issued_on", "element__framework_id", "element__position", "position", "pk")
    )
    categories = list(Category.objects.select_related("dimension").order_by("dimension__position", "position", "pk"))
    element_names = distinct([(one.framework.symbol, one.code) for one in elements])
    names = distinct([(one.element.framework.symbol, f"{one.element.code}/{one.code}") for one in indicators])
    element_keys = {one.pk: name for one, name in zip(elements, element_names, strict=True)}
    said = {one.pk: (name, one.title, one.unit) for one, name in zip(indicators, names, strict=True)}
    category_keys = {one.pk: f"{one.dimension.code}:{one.code}" for one in categories}
    if by_figure:
        head = (*RECORD_COLUMNS, "# how", "# sources", *(REMARK + name for name in FIGURE_COLUMNS))
        return ByFigure(element_keys, said, category_keys, head, (), Places())
    most = (most_of(entries, Contribution), most_of(entries, Source))
    tail, places = placed(*most, indicators, categories, said)
    return ByRecord(element_keys, said, category_keys, (*RECORD_COLUMNS, OTHER), tail, places)


def placed(
    serves: int,
    sources: int,
    indicators: list[Indicator],
    categories: list[Category],
    said: dict[int, tuple[str, str, str]],
) -> tuple[tuple[str, ...], Places]:
    """The columns after the first ones: what served what, the sources, and each figure with its parts behind it.

    What can no longer be chosen has a column that a spreadsheet coming in passes over.
    """
    tail = [f"{name}_{number}" for number in range(1, serves + 1) for name in ("serves", "how")]
    tail += [f"{name}_{number}" for number in range(1, sources + 1) for name in ("citation", "paragraph", "url")]
    places = Places(serves, sources)
    for indicator in indicators:
        name, remark = said[indicator.pk][0], REMARK if indicator.retired_on else ""
        places.figure_at[indicator.pk] = len(tail)
        tail.append(f"{remark}{name}")
        asked = {one.pk for one in indicator.dimensions.all()}
        for category in categories:
            if category.dimension_id in asked:
                places.part_at[indicator.pk, category.pk] = len(tail)
                gone = remark or (REMARK if category.retired_on else "")
                tail.append(f"{gone}{name}/{category.dimension.code}:{category.code}")
    return tuple(tail), places


def has_any(entries: QuerySet[Evidence], framework: Framework) -> bool:
    """Whether any of some records is of a framework."""
    return entries.order_by().filter(framework=framework).exists()


def most_of(entries: QuerySet[Evidence], kind: type[Contribution] | type[Source]) -> int:
    """The most that any one record has of a kind of part. One query."""
    keys = entries.select_related(None).prefetch_related(None).order_by().values("pk")
    numbers = kind._default_manager.filter(evidence__in=keys).order_by().values("evidence").annotate(number=Count("pk"))
    return int(numbers.aggregate(most=Max("number"))["most"] or 0)


def distinct(codes: list[tuple[str, str]]) -> list[str]:
    """A name for each (symbol, code): the code where no other framework has it, else with the symbol before it."""
    times = Counter(code for _symbol, code in codes)
    return [code if times[code] == 1 else f"{symbol} {code}" for symbol, code in codes]
