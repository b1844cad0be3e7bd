"""The geometry of two strategies side by side, which a template draws as SVG. Lengths are in units of the drawing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from objectives.enums import ElementKind, LineageKind
from objectives.models import Element
from objectives.queries.lineage import Comparison

ROW = 46
HEAD = 40
BADGE_HEIGHT = 24
LABEL_CHARACTERS = 34
LABEL_GAP = 12


@dataclass(frozen=True)
class Sheet:
    """The measures of a drawing: with names for a wide screen, with badges alone for a narrow one."""

    width: int
    column: int  # a badge, and its name where there is one
    badge_width: int
    bend: int
    stub: int  # the length of a thread that ends in nothing
    has_names: bool


WIDE = Sheet(width=960, column=330, badge_width=56, bend=110, stub=60, has_names=True)
NARROW = Sheet(width=320, column=64, badge_width=64, bend=70, stub=36, has_names=False)


@dataclass(frozen=True)
class Node:
    """An element in its column: where its badge stands, and its name in one or two lines."""

    element: Element
    badge_x: int
    badge_width: int
    label_x: int
    y: int
    lines: tuple[str, ...]
    is_loose: bool

    @property
    def badge_top(self) -> int:
        return self.y - BADGE_HEIGHT // 2

    @property
    def radius(self) -> int:
        """Each kind's badge has the shape that it has everywhere."""
        return {ElementKind.EXPECTED_RESULT: 12, ElementKind.OUTPUT: 12, ElementKind.CAPACITY: 0}.get(
            ElementKind(self.element.kind), 3
        )

    @property
    def badge_middle(self) -> int:
        return self.badge_x + self.badge_width // 2

    @property
    def text_top(self) -> int:
        """The base of the first line, so that one line or two stand centred beside the badge."""
        return self.y + 5 - 9 * (len(self.lines) - 1)


@dataclass(frozen=True)
class Line:
    """A thread: a curve, or a stub for what is new or discontinued."""

    kind: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """Two columns of elements and the threads between them; `middle` is where a column's heading begins or ends."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    left_edge: int
    right_edge: int
    badge_height: int = BADGE_HEIGHT


def draw(comparison: Comparison, sheet: Sheet) -> Drawing:
    """Both columns in their own order, each spread over the height of the longer one."""
    rows = max(len(comparison.left), len(comparison.right), 1)
    left_edge, right_edge = sheet.column, sheet.width - sheet.column
    left_badge = left_edge - sheet.badge_width
    left = [
        _node(element, comparison, sheet, y=y, badge_x=left_badge, label_x=left_badge - LABEL_GAP)
        for element, y in _spread(comparison.left, rows)
    ]
    right = [
        _node(element, comparison, sheet, y=y, badge_x=right_edge, label_x=right_edge + sheet.badge_width + LABEL_GAP)
        for element, y in _spread(comparison.right, rows)
    ]
    places = {node.element.pk: node for node in (*left, *right)}
    lines = tuple(
        _line(thread.kind, places.get(thread.ancestor_id or 0), places.get(thread.descendant_id or 0), sheet)
        for thread in comparison.threads
    )
    return Drawing(tuple(left), tuple(right), lines, sheet.width, HEAD + rows * ROW, left_edge, right_edge)


def _spread(elements: Sequence[Element], rows: int) -> Iterator[tuple[Element, int]]:
    step = rows * ROW / max(len(elements), 1)
    for place, element in enumerate(elements):
        yield element, HEAD + round(step * (place + 0.5))


def _node(element: Element, comparison: Comparison, sheet: Sheet, *, y: int, badge_x: int, label_x: int) -> Node:
    lines = textwrap.wrap(element.label, LABEL_CHARACTERS, max_lines=2, placeholder="…") if sheet.has_names else []
    return Node(
        element=element,
        badge_x=badge_x,
        badge_width=sheet.badge_width,
        label_x=label_x,
        y=y,
        lines=tuple(lines),
        is_loose=element.pk in comparison.loose,
    )


def _line(kind: str, start: Node | None, end: Node | None, sheet: Sheet) -> Line:
    if start is not None and end is not None:
        x1, x2 = start.badge_x + sheet.badge_width, end.badge_x
        bends = f"C{x1 + sheet.bend} {start.y} {x2 - sheet.bend} {end.y}"
        return Line(kind, f"M{x1} {start.y}{bends} {x2} {end.y}")
    if kind == LineageKind.NEW and end is not None:
        return Line(kind, f"M{end.badge_x - sheet.stub} {end.y}H{end.badge_x}")
    assert start is not None  # the constraint lineage_ends_fit_its_kind
    x = start.badge_x + sheet.badge_width
    return Line(kind, f"M{x} {start.y}H{x + sheet.stub}")
