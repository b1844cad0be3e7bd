"""An export as JSON Lines: an object a line, lists as lists, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from objectives.exchange.evidence_export.columns import RECORD_COLUMNS, REMARK, ByFigure, Layout
from objectives.exchange.evidence_export.names import Names
from objectives.exchange.evidence_export.reading import Chunk, FigureRead, Row

EXACT_DIGITS = 15  # of a number that every reader of JSON keeps as it is
LISTS = frozenset({"countries", "themes", "attachments", "elements"})
FIELDS = tuple(name.removeprefix(REMARK).replace(" ", "_") for name in RECORD_COLUMNS)
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_lines(layout: Layout, found: Iterable[Chunk], names: Names) -> Iterator[str]:
    """The lines of each chunk in one piece: an object for each record with its figures, or for each figure."""
    by_figure = isinstance(layout, ByFigure)
    for chunk in found:
        lines = []
        for row in chunk.rows:
            record = as_object(layout, row, chunk, names)
            figures = [figure_object(layout, one) for one in chunk.figures.get(row[0], ())]
            if by_figure:
                lines += [encode(record | {"figure": one}) for one in figures or (None,)]
            else:
                lines.append(encode(record | {"figures": figures}))
        yield "".join(f"{line}\n" for line in lines)


def as_object(layout: Layout, row: Row, chunk: Chunk, names: Names) -> dict[str, Any]:
    """A record by the names of its columns, without the sign that some begin with. What is not there is null."""
    pk = row[0]
    cells = zip(FIELDS, layout.record_cells(row, chunk, names), strict=True)
    record: dict[str, Any] = {name: cell or None for name, cell in cells if name not in LISTS}
    record["sample"] = bool(record["sample"])
    return record | {
        "countries": [names.countries[one] for one in chunk.countries.get(pk, ())],
        "themes": [names.terms[one] for one in chunk.terms.get(pk, ())],
        "sources": [
            {"citation": citation, "paragraph": paragraph, "url": url}
            for citation, paragraph, url in chunk.sources.get(pk, ())
        ],
        "attachments": chunk.attachments.get(pk, []),
        "elements": [
            {"element": layout.element_keys.get(element, ""), "how": how}
            for element, how in chunk.contributions.get(pk, ())
        ],
    }


def figure_object(layout: Layout, figure: FigureRead) -> dict[str, Any]:
    """A figure: a number, or null with the reason in `answer`."""
    name, title, unit = layout.indicators.get(figure.indicator, ("", "", ""))
    return {
        "indicator": name,
        "title": title,
        "unit": unit,
        "answer": figure.answer,
        "qualifier": figure.qualifier,
        "value": None if figure.value is None else number(figure.value),
        "parts": {layout.category_keys.get(one, ""): number(value) for one, value in figure.parts},
    }


def number(value: Decimal) -> int | float | str:
    """A number of JSON; as text where it has more digits than a reader may keep."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if len(value.normalize().as_tuple().digits) <= EXACT_DIGITS else str(value.normalize())
