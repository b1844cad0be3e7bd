"""A framework as the file that would load it: what it says of itself, and nothing that is left to a default."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from objectives.actions.framework_rows import Key, Values, stored, stored_dimensions
from objectives.enums import Direction, ElementKind, Qualifier
from objectives.exchange.framework_entries import (
    AmendmentEntry,
    CategoryEntry,
    ChapeauEntry,
    DimensionEntry,
    ElementEntry,
    FootnoteEntry,
    FrameworkFile,
    IndicatorEntry,
    LineageEntry,
    PassageEntry,
    RestatementEntry,
    TargetEntry,
    TermEntry,
    VocabularyEntry,
)
from objectives.exchange.framework_file import slug_of
from objectives.exchange.schema import Strict
from objectives.exchange.yaml_text import yaml_text
from objectives.models import Framework

FORMAT = "framework/1"
DEFAULTS = {"direction": Direction.INCREASE, "decimals": 0, "baseline_qualifier": Qualifier.EXACT}
PARTS: dict[str, type[Strict]] = {
    "passages": PassageEntry,
    "footnotes": FootnoteEntry,
    "restatements": RestatementEntry,
}
WORDS = ("title", "unit", "name", "label", "wording", "official")  # of a translation
Rows = dict[Key, Values]


def framework_text(framework: Framework) -> str:
    """The file of a framework, in YAML, without the sample. Loaded where the framework stands, it changes nothing."""
    parts = [{name: value} for name, value in framework_fields(framework).items()]
    head = {name: value for part in parts for name, value in part.items() if not isinstance(value, list | dict)}
    lists = [part for part in parts if isinstance(next(iter(part.values())), list | dict)]
    note = f"# {framework.symbol}, as it is kept in iomtrack. docs/reference/framework-file.md describes every field."
    return "\n".join([f"{note}\n", yaml_text(head), *(yaml_text(part) for part in lists)])


def framework_fields(framework: Framework) -> dict[str, Any]:
    """The fields of the file, in the order of its description."""
    rows = stored(framework, sample=False)
    head = rows["framework",] | {"format": FORMAT, "symbol": framework.symbol}
    if head["slug"] == slug_of(framework.symbol):
        del head["slug"]
    head["passages"] = [_without(one, symbol=framework.symbol) for one in head["passages"]]
    head["vocabularies"] = list(_vocabularies(rows, framework.symbol))
    head["dimensions"] = list(_dimensions(stored_dimensions(set(head["dimensions"]))))
    head["elements"] = [
        _entry(ElementEntry, {"code": key[1]} | _sourced(row, framework.symbol)) for key, row in _list(rows, "elements")
    ]
    head["indicators"] = list(_indicators(rows))
    head["lineage"] = [_thread(key, row, framework) for key, row in _list(rows, "lineage")]
    head["amendments"] = [_amendment(key, row, framework) for key, row in _list(rows, "amendments")]
    return _entry(FrameworkFile, head)


def _list(rows: Rows, *start: str) -> Iterator[tuple[Key, Values]]:
    """The rows whose keys begin so, in their order."""
    return ((key, row) for key, row in rows.items() if key[: len(start)] == start)


def _entry(schema: type[Strict], values: Values) -> Values:
    """The fields of an entry in the order of its schema, but for those that say nothing."""
    said = {name: _in_order(name, values[name]) for name in schema.model_fields if name in values}
    return {name: value for name, value in said.items() if not (_is_empty(value) or _is_default(name, value))}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _is_default(name: str, value: Any) -> bool:
    return name in DEFAULTS and value == DEFAULTS[name]


def _in_order(name: str, value: Any) -> Any:
    """A value whose parts stand in the order of the file's description, however the database keeps them."""
    if name in PARTS:
        return [_entry(PARTS[name], one) for one in value]
    if name == "chapeaux":
        return {kind: _entry(ChapeauEntry, value[kind]) for kind in ElementKind.values if kind in value}
    if name == "translations":
        return {
            language: {
                name: words[name] for name in WORDS if name in words and not (name == "official" and not words[name])
            }
            for language, words in sorted(value.items())
        }
    return value


def _without(values: Values, **defaults: Any) -> Values:
    return {name: value for name, value in values.items() if name not in defaults or value != defaults[name]}


def _sourced(values: Values, symbol: str) -> Values:
    """A paragraph of the framework's own document needs no symbol."""
    return _without(values, symbol=symbol) if values["paragraph"] else values


def _vocabularies(rows: Rows, symbol: str) -> Iterator[Values]:
    for (_name, code), row in _list(rows, "vocabularies"):
        terms = [
            _entry(TermEntry, {"code": key[2]} | _sourced(term, symbol)) for key, term in _list(rows, "terms", code)
        ]
        yield _entry(VocabularyEntry, {"code": code} | _sourced(row, symbol) | {"terms": terms})


def _dimensions(rows: Rows) -> Iterator[Values]:
    for (_name, code), row in _list(rows, "dimensions"):
        categories = [_entry(CategoryEntry, {"code": key[2]} | one) for key, one in _list(rows, "categories", code)]
        yield _entry(DimensionEntry, {"code": code} | row | {"categories": categories})


def _indicators(rows: Rows) -> Iterator[Values]:
    targets: dict[Key, list[Values]] = {}
    for key, row in _list(rows, "targets"):
        targets.setdefault(key[1:3], []).append(_entry(TargetEntry, row | {"due_on": date.fromisoformat(key[3])}))
    for key, row in _list(rows, "indicators"):
        values = {"element": key[1], "code": key[2], "targets": targets.get(key[1:], [])} | row
        yield _entry(IndicatorEntry, values | {"rolls_up_to": _above(rows, key[1], row["rolls_up_to"])})


def _above(rows: Rows, element: str, named: str) -> str:
    """The indicator that one rolls up to: by its code alone, where the nearest one above that has it is meant.

    "" where it is one of the sample, which is left out.
    """
    code = named.partition("/")[2]
    if ("indicators", *named.split("/")) not in rows:
        return ""
    above = rows["elements", element]["parent"]
    while above and ("indicators", above, code) not in rows:
        above = rows["elements", above]["parent"]
    return code if named == f"{above}/{code}" else named


def _thread(key: Key, row: Values, framework: Framework) -> Values:
    _name, origin, ancestor, descendant = key
    superseded = framework.supersedes.symbol if framework.supersedes else ""
    values = _sourced(row, framework.symbol)
    values |= {"ancestor_framework": origin, "ancestor": ancestor, "descendant": descendant}
    return _entry(LineageEntry, _without(values, ancestor_framework=superseded))


def _amendment(key: Key, row: Values, framework: Framework) -> Values:
    values = _without(_sourced(row, framework.symbol), language=framework.language)
    return _entry(AmendmentEntry, {"element": key[1], "number": int(key[2])} | values)
