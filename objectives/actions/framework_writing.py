"""Writing a framework's rows: only those that are due, parents before children."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models import F, Max, Model
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.actions.framework_rows import Key, Values
from objectives.models import (
    Amendment,
    Category,
    Dimension,
    Element,
    Framework,
    Indicator,
    Lineage,
    Target,
    Term,
    Vocabulary,
)

BATCH = 500
ASIDE = 10_000  # added to the positions of all while elements change places
COLUMNS = {"symbol": "source_symbol", "paragraph": "source_paragraph"}  # where a value is kept by another name

Row = TypeVar("Row", bound=Model)
Due = dict[Key, Values]


def write(symbol: str, due: Due, *, by: User) -> Framework:
    """Add or change every row that is due, and give their framework. `by` is who set its targets and amendments."""
    framework = _write_head(symbol, due.get(("framework",)))
    _write_elements(framework, _of("elements", due))
    _write_dimensions(framework, due)
    _write_indicators(framework, _of("indicators", due))
    _write_targets(framework, _of("targets", due), by)
    _write_vocabularies(framework, due)
    _write_lineage(framework, _of("lineage", due))
    elements = _elements(framework)
    for (code, number), values in _of("amendments", due).items():
        Amendment.objects.create(element=elements[code], number=int(number), by=by, **_columns(values))
    return framework


def _of(name: str, due: Due) -> Due:
    """The rows of one list, by their keys inside it."""
    return {key[1:]: values for key, values in due.items() if key[0] == name}


def _columns(values: Values) -> Values:
    return {COLUMNS.get(name, name): value for name, value in values.items()}


def _put(model: type[Row], known: Mapping[Any, Row], due: Mapping[Any, Values], new: Callable[[Any], Values]) -> None:
    """Change the rows that are known by their key, and add the others; `new` gives the further columns of those."""
    added = [model(**new(key), **values) for key, values in due.items() if key not in known]
    model._default_manager.bulk_create(added, batch_size=BATCH)
    for key in due.keys() & known.keys():
        for name, value in due[key].items():
            setattr(known[key], name, value)
        known[key].save()


def _elements(framework: Framework) -> dict[str, Element]:
    return {element.code: element for element in framework.elements.all()}


def _indicators(framework: Framework) -> dict[Key, Indicator]:
    found = Indicator.objects.filter(element__framework=framework).select_related("element")
    return {(one.element.code, one.code): one for one in found}


def _write_head(symbol: str, values: Values | None) -> Framework:
    if values is None:
        return Framework.objects.get(symbol=symbol)
    supersedes = Framework.objects.get(symbol=values["supersedes"]) if values["supersedes"] else None
    columns = {name: value for name, value in values.items() if name != "dimensions"} | {"supersedes": supersedes}
    return Framework.objects.update_or_create(symbol=symbol, defaults=columns)[0]


def _write_elements(framework: Framework, due: Due) -> None:
    """Write elements level by level. Positions step aside first, since no two may meet."""
    rows = {code: values for (code,), values in due.items()}
    if not rows:
        return
    framework.elements.filter(code__in=rows).update(position=F("position") + ASIDE)
    standing = _elements(framework)
    known, waiting = dict(standing), {code: row for code, row in rows.items() if code not in standing}
    while waiting:
        level = {code: _element(row, known) for code, row in waiting.items() if row["parent"] not in waiting}
        new = [Element(framework=framework, code=code, **columns) for code, columns in level.items()]
        known |= {element.code: element for element in Element.objects.bulk_create(new, batch_size=BATCH)}
        waiting = {code: row for code, row in waiting.items() if code not in level}
    _put(Element, standing, {code: _element(row, known) for code, row in rows.items() if code in standing}, _never)


def _element(values: Values, known: Mapping[str, Element]) -> Values:
    return _columns(values) | {"parent": known[values["parent"]] if values["parent"] else None}


def _never(key: Any) -> Values:
    raise KeyError(key)


def _write_dimensions(framework: Framework, due: Due) -> None:
    last = Dimension.objects.aggregate(last=Max("position"))["last"] or 0
    dimensions = _of("dimensions", due)
    for number, ((code,), values) in enumerate(dimensions.items(), start=last + 1):
        Dimension.objects.update_or_create(
            code=code, defaults=values, create_defaults={**values, "code": code, "position": number}
        )
    categories = _of("categories", due)
    if categories:
        known = {one.code: one for one in Dimension.objects.all()}
        standing = {(one.dimension.code, one.code): one for one in Category.objects.select_related("dimension")}
        _put(Category, standing, categories, lambda key: {"dimension": known[key[0]], "code": key[1]})
    if ("framework",) in due:
        framework.dimensions.add(*Dimension.objects.filter(code__in=due["framework",]["dimensions"]))


def _write_indicators(framework: Framework, due: Due) -> None:
    if not due:
        return
    elements = _elements(framework)
    linked = ("dimensions", "rolls_up_to")
    plain = {key: {name: value for name, value in row.items() if name not in linked} for key, row in due.items()}
    _put(Indicator, _indicators(framework), plain, lambda key: {"element": elements[key[0]], "code": key[1]})
    indicators, dimensions = _indicators(framework), {one.code: one for one in Dimension.objects.all()}
    through, climbing = Indicator.dimensions.through, []
    through.objects.filter(indicator__in=[indicators[key] for key in due]).delete()
    through.objects.bulk_create(
        through(indicator=indicators[key], dimension=dimensions[code])
        for key, values in due.items()
        for code in values["dimensions"]
    )
    for key, values in due.items():
        above = indicators[tuple(values["rolls_up_to"].split("/"))] if values["rolls_up_to"] else None
        if indicators[key].rolls_up_to_id != (above.pk if above else None):
            indicators[key].rolls_up_to = above
            climbing.append(indicators[key])
    Indicator.objects.bulk_update(climbing, ["rolls_up_to"], batch_size=BATCH)


def _write_targets(framework: Framework, due: Due, by: User) -> None:
    if not due:
        return
    indicators = _indicators(framework)
    periods = {one.code: one for one in framework.periods.all()}
    found = Target.objects.filter(indicator__in=indicators.values())
    places = {one.pk: key for key, one in indicators.items()}
    known = {(*places[one.indicator_id], one.due_on.isoformat(), str(one.revision)): one for one in found}
    rows = {}
    for key, values in due.items():
        given = {name: value for name, value in values.items() if name not in ("set_on", "period")}
        set_on = values["set_on"] or _set_with(framework, revision=int(key[3]))
        rows[key] = given | {"set_on": set_on, "period": periods.get(values["period"])}
    _put(Target, known, rows, lambda key: _new_target(key, indicators, by))


def _set_with(framework: Framework, *, revision: int) -> date:
    """When a target that does not say so was set: with the framework, and a revision on the day it is loaded."""
    return timezone.localdate() if revision else framework.adopted_on or framework.issued_on


def _new_target(key: Key, indicators: Mapping[Key, Indicator], by: User) -> Values:
    return {
        "indicator": indicators[key[:2]],
        "due_on": date.fromisoformat(key[2]),
        "revision": int(key[3]),
        "set_by": by,
    }


def _write_vocabularies(framework: Framework, due: Due) -> None:
    vocabularies = {code: _columns(values) for (code,), values in _of("vocabularies", due).items()}
    known = {one.code: one for one in framework.vocabularies.all()}
    _put(Vocabulary, known, vocabularies, lambda code: {"framework": framework, "code": code})
    terms = {key: _columns(values) for key, values in _of("terms", due).items()}
    if terms:
        lists = {one.code: one for one in framework.vocabularies.all()}
        found = Term.objects.filter(vocabulary__framework=framework).select_related("vocabulary")
        standing = {(one.vocabulary.code, one.code): one for one in found}
        _put(Term, standing, terms, lambda key: {"vocabulary": lists[key[0]], "code": key[1]})


def _write_lineage(framework: Framework, due: Due) -> None:
    if not due:
        return
    descendants = _elements(framework)
    earlier = Element.objects.filter(framework__symbol__in={key[0] for key in due}).select_related("framework")
    ancestors = {(one.framework.symbol, one.code): one for one in earlier}
    ends = {key: (ancestors.get((key[0], key[1])), descendants.get(key[2])) for key in due}
    threads = Lineage.objects.into(framework).select_related("ancestor", "descendant")
    known = {(one.ancestor, one.descendant): one for one in threads}
    rows = {ends[key]: _columns(values) for key, values in due.items()}
    _put(Lineage, known, rows, lambda pair: _new_thread(pair[0], pair[1], framework))


def _new_thread(ancestor: Element | None, descendant: Element | None, framework: Framework) -> Values:
    return {
        "ancestor": ancestor,
        "descendant": descendant,
        "discontinued_in": framework if descendant is None else None,
    }
