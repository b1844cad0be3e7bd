"""How pages order elements: by kind, or as the tree that they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from objectives.models import Element

register = template.Library()
DEEPEST = 6  # further levels stand no further in


@dataclass(frozen=True)
class Placed:
    """A row of a page, and how many elements stand above its own."""

    row: Any
    depth: int


@dataclass(frozen=True)
class Section:
    """Rows under one heading: the elements of a kind, or the whole of a tree."""

    title: str
    rows: tuple[Placed, ...]


@register.filter
def sections(rows: Iterable[Any], part: str = "") -> list[Section]:
    """Rows that each hold an `element` (in their `part`, where one is named), parents before children, under headings.

    Where elements stand below others they come in one section, so that the tree is seen as one.
    """
    depths: dict[int, int] = {}
    kinds: dict[str, list[Placed]] = {}
    in_order = []
    for row in rows:
        element: Element = (getattr(row, part) if part else row).element
        depths[element.pk] = depths.get(element.parent_id or 0, -1) + 1
        placed = Placed(row, min(depths[element.pk], DEEPEST))
        in_order.append(placed)
        kinds.setdefault(element.kind_plural, []).append(placed)
    if any(depths.values()):
        return [Section(get_text_list(list(kinds), _("and")), tuple(in_order))]
    return [Section(kind, tuple(of_kind)) for kind, of_kind in kinds.items()]
