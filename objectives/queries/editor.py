"""A framework as its editor shows it: the tree, where each element comes from, and what was read for a form."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Q

from objectives.enums import ElementKind, FrameworkStatus
from objectives.models import Element, Framework, Lineage
from objectives.tree import Node, Step, Tree, arranged, depths, possible_steps

HEAD = ("symbol", "slug", "title", "language", "translations", "issued_on", "session", "chapeaux")
CONTENT = (
    "code",
    "kind",
    "label",
    "wording",
    "source_symbol",
    "source_paragraph",
    "footnotes",
    "restatements",
    "translations",
)


@dataclass(frozen=True)
class EditorRow:
    """An element in the tree. `closes` counts the lists that end with it; its own children's do not."""

    element: Element
    depth: int
    opens: bool
    has_children: bool
    closes: int
    steps: frozenset[Step]
    threads: tuple[Lineage, ...]

    @property
    def closing(self) -> range:
        """For a template to close as many lists."""
        return range(self.closes)


@dataclass(frozen=True)
class LeftOut:
    """An element of the superseded framework to which no thread leads, or which is said to be discontinued."""

    element: Element
    thread: Lineage | None


def head_of(framework: Framework) -> dict[str, Any]:
    """What an editor may change of a framework itself, for forms, comparisons and the audit."""
    return {name: getattr(framework, name) for name in HEAD} | {"supersedes": framework.supersedes_id}


def content_of(element: Element) -> dict[str, Any]:
    """What an editor may change of an element, for forms, comparisons and the audit."""
    return {name: getattr(element, name) for name in CONTENT}


def threads_of(element: Element) -> list[Any]:
    """Where an element comes from, for comparisons and the audit."""
    return list(
        element.ancestry.order_by("ancestor__position", "id").values(
            "kind", "ancestor__code", "note", "source_symbol", "source_paragraph"
        )
    )


def seal(read: Any) -> str:
    """A short mark of what a form was filled from, by which it is known later whether that still stands."""
    text = json.dumps(read, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def tree_of(elements: Iterable[Element]) -> Tree:
    """The elements of a framework as a tree; siblings in the order of their positions."""
    return arranged(Node(one.pk, one.parent_id) for one in sorted(elements, key=lambda one: one.position))


def editor_rows(framework: Framework) -> list[EditorRow]:
    """Every element in document order, with its threads to the superseded framework. Two queries."""
    elements = {element.pk: element for element in framework.elements.all()}
    threads: dict[int | None, list[Lineage]] = defaultdict(list)
    for thread in Lineage.objects.filter(descendant__framework=framework).select_related("ancestor__framework"):
        threads[thread.descendant_id].append(thread)
    tree = tree_of(elements.values())
    deep, steps = depths(tree), possible_steps(tree)
    next_depths = [*(deep[node.key] for node in tree[1:]), 0]
    rows = []
    last = -1
    for node, following in zip(tree, next_depths, strict=False):
        depth = deep[node.key]
        rows.append(
            EditorRow(
                element=elements[node.key],
                depth=depth,
                opens=depth > last,
                has_children=following > depth,
                closes=max(depth - following, 0),
                steps=steps[node.key],
                threads=tuple(threads[node.key]),
            )
        )
        last = depth
    return rows


def left_out(framework: Framework) -> list[LeftOut]:
    """The elements of the superseded framework that no element here descends from. Two queries."""
    if framework.supersedes_id is None:
        return []
    continued = Q(succession__descendant__framework=framework)
    elements = Element.objects.filter(framework_id=framework.supersedes_id).annotate(
        heirs=Count("succession", filter=continued)
    )
    discontinued = Lineage.objects.into(framework).filter(descendant=None)
    threads = {thread.ancestor_id: thread for thread in discontinued}
    without = elements.filter(heirs=0).select_related("framework").order_by("position")
    return [LeftOut(element, threads.get(element.pk)) for element in without]


def possible_predecessors(framework: Framework | None = None) -> list[Framework]:
    """The frameworks that a draft may supersede: any that was adopted, newest first."""
    adopted = Framework.objects.exclude(status=FrameworkStatus.DRAFT)
    return list(adopted.exclude(pk=framework.pk) if framework else adopted)


PREFIXES = {
    ElementKind.OBJECTIVE: "O",
    ElementKind.ROLE: "R",
    ElementKind.EXPECTED_RESULT: "E",
    ElementKind.CAPACITY: "C",
    ElementKind.OUTCOME: "OC",
    ElementKind.OUTPUT: "OP",
}


def free_code(framework: Framework, kind: str, below: Element | None = None) -> str:
    """A code that no element has yet: the next number of its kind, O9, or below an element, O3.1."""
    taken = set(framework.elements.values_list("code", flat=True))
    prefix = f"{below.code}." if below else PREFIXES[ElementKind(kind)]
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
