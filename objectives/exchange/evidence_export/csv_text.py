"""An export as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from objectives.exchange.evidence_export.columns import Cell, Layout, plain
from objectives.exchange.evidence_export.names import Names
from objectives.exchange.evidence_export.reading import Chunk
from objectives.exchange.formulas import RISKY, safe

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
TO_BE_QUOTED = re.compile('[",\r\n]').search
SHORT = 60  # characters up to which it is worth looking whether a cell needs quotation marks
MOST_READY = 20_000  # short cells that are remembered
END = "\r\n"


def csv_text(layout: Layout, found: Iterable[Chunk], names: Names, *, with_mark: bool) -> Iterator[str]:
    """A line of headings, then the lines of each chunk in one piece, as RFC 4180 has them.

    They are put together here: Python's csv looks at each character, which takes longer than to read the records.
    """
    ready = Ready()
    yield f"{BYTE_ORDER_MARK if with_mark else ''}{','.join([ready[one] for one in layout.headings])}{END}"
    commas = ["," * number for number in range(len(layout.tail) + 1)]
    for chunk in found:
        lines = []
        for line in layout.lines(chunk, names):
            cells = ",".join([ready[one] for one in line.head])
            lines.append(cells + with_tail(line.tail, ready, commas) + END)
        yield "".join(lines)


class Ready(dict[Cell, str]):
    """Cells as CSV has them: text made harmless, numbers as numbers. What is short, and so likely to come again, is
    worked out once; a cell that holds what separates cells or lines is quoted, and long text always."""

    def __missing__(self, cell: Cell) -> str:
        if not isinstance(cell, str):
            return plain(cell)
        text = safe(cell) if cell[:1] in RISKY else cell
        if len(text) > SHORT:
            return '"' + text.replace('"', '""') + '"'
        if TO_BE_QUOTED(text):
            text = '"' + text.replace('"', '""') + '"'
        if len(self) < MOST_READY:
            self[cell] = text
        return text


def with_tail(tail: dict[int, Cell], ready: Ready, commas: list[str]) -> str:
    """The rest of a line: a comma before each cell, be it empty."""
    text, after = "", -1
    for place in sorted(tail):
        text += commas[place - after] + ready[tail[place]]
        after = place
    return text + commas[len(commas) - 2 - after]
