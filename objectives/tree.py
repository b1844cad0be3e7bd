"""A framework's elements as a tree in document order, and the moves that an editor makes. Pure: no database, no words.

Document order is a preorder walk: a parent stands before its children, and a branch (an element with all below it)
stands together. Every function takes a tree and gives a new one; what cannot be done raises Impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A move by one: among its siblings, under the one before it, or out from under its parent."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


class Place(StrEnum):
    """Where a branch is put, seen from another element. BELOW is as its last child."""

    BEFORE = "before"
    AFTER = "after"
    BELOW = "below"


class Impossible(ValueError):
    """A move that would lose elements or close a circle."""


@dataclass(frozen=True)
class Node:
    """One element: its key, and that of its parent; None on the first level."""

    key: int
    parent: int | None = None


Tree = tuple[Node, ...]


class _Forest:
    """A tree as lists of children, which can be rearranged. None holds the first level."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.children: dict[int | None, list[int]] = {None: []}
        self.parents: dict[int, int | None] = {}
        for node in nodes:
            if node.key in self.parents:
                raise Impossible(f"{node.key} stands twice")
            self.parents[node.key] = node.parent
            self.children.setdefault(node.key, [])
            self.children.setdefault(node.parent, []).append(node.key)

    def siblings(self, key: int) -> list[int]:
        return self.children[self.parents[key]]

    def put(self, key: int, parent: int | None, index: int) -> None:
        """Put a branch among the children of a parent."""
        if key in self.parents:
            self.siblings(key).remove(key)
        self.parents[key] = parent
        self.children.setdefault(key, [])
        self.children[parent].insert(index, key)

    def walk(self) -> Tree:
        """The tree in document order. Raises Impossible where a part hangs from nothing, or in a circle."""
        nodes = []
        waiting = list(reversed(self.children[None]))
        while waiting:
            key = waiting.pop()
            nodes.append(Node(key, self.parents[key]))
            waiting.extend(reversed(self.children[key]))
        if len(nodes) != len(self.parents):
            raise Impossible("not every element hangs from the first level")
        return tuple(nodes)


def arranged(nodes: Iterable[Node]) -> Tree:
    """Nodes as they stand in any order, brought into document order; siblings keep theirs."""
    return _Forest(nodes).walk()


def branch(tree: Tree, key: int) -> tuple[int, ...]:
    """An element and all below it, in document order. Raises Impossible where the tree does not hold it."""
    inside: set[int | None] = {key}
    for node in tree:
        if node.parent in inside:
            inside.add(node.key)
    found = tuple(node.key for node in tree if node.key in inside)
    if key not in found:
        raise Impossible(f"{key} is not in the tree")
    return found


def depths(tree: Tree) -> dict[int, int]:
    """How deep each element stands; 0 on the first level."""
    found: dict[int | None, int] = {None: -1}
    for node in tree:
        found[node.key] = found[node.parent] + 1
    return {key: depth for key, depth in found.items() if key is not None}


def placed(tree: Tree, key: int, place: Place = Place.BELOW, beside: int | None = None) -> Tree:
    """The tree with a branch, new or moved, put beside another element; without one, at the end of the first level."""
    forest = _Forest(tree)
    if beside is not None and (beside not in forest.parents or beside in _below(tree, key)):
        raise Impossible(f"{key} cannot be put beside {beside}")
    if beside is None or place == Place.BELOW:
        siblings = [one for one in forest.children[beside] if one != key]
        forest.put(key, beside, len(siblings))
    else:
        siblings = [one for one in forest.siblings(beside) if one != key]
        forest.put(key, forest.parents[beside], siblings.index(beside) + (place == Place.AFTER))
    return forest.walk()


def possible_steps(tree: Tree) -> dict[int, frozenset[Step]]:
    """For each element, the steps that would change the tree."""
    forest = _Forest(tree)
    return {key: frozenset(_steps(forest, key)) for key in forest.parents}


def _steps(forest: _Forest, key: int) -> Iterator[Step]:
    siblings = forest.siblings(key)
    if siblings[0] != key:
        yield Step.UP
        yield Step.IN
    if siblings[-1] != key:
        yield Step.DOWN
    if forest.parents[key] is not None:
        yield Step.OUT


def stepped(tree: Tree, key: int, step: Step) -> Tree:
    """The tree with a branch moved by one step; the same tree where there is nowhere to go."""
    forest = _Forest(tree)
    if key not in forest.parents:
        raise Impossible(f"{key} is not in the tree")
    if step not in _steps(forest, key):
        return tree
    siblings, parent = forest.siblings(key), forest.parents[key]
    index = siblings.index(key)
    if step == Step.IN:
        new_parent = siblings[index - 1]
        forest.put(key, new_parent, len(forest.children[new_parent]))
    elif step == Step.OUT:
        assert parent is not None  # or the step would not be possible
        forest.put(key, forest.parents[parent], forest.siblings(parent).index(parent) + 1)
    else:
        forest.put(key, parent, index + (1 if step == Step.DOWN else -1))
    return forest.walk()


def pruned(tree: Tree, key: int) -> Tree:
    """The tree without a branch."""
    gone = set(branch(tree, key))
    return tuple(node for node in tree if node.key not in gone)


def split(tree: Tree, key: int, parts: Sequence[int]) -> Tree:
    """The tree with new elements right after one, in their order; what stands below it stays there."""
    for part in reversed(parts):
        tree = placed(tree, part, Place.AFTER, key)
    return tree


def merged(tree: Tree, into: int, others: Sequence[int]) -> Tree:
    """The tree with elements become one: what stood below the others stands below it, after its own.

    Raises Impossible where one of them stands below another.
    """
    all_of_them = (into, *others)
    if any(set(_below(tree, one)[1:]) & set(all_of_them) for one in all_of_them):
        raise Impossible("one of them stands below another")
    forest = _Forest(tree)
    for other in others:
        for child in list(forest.children[other]):
            forest.put(child, into, len(forest.children[into]))
        forest.siblings(other).remove(other)
        del forest.parents[other]
    return forest.walk()


def _below(tree: Tree, key: int) -> tuple[int, ...]:
    """An element's branch; of one that is still to be put in, itself alone."""
    return branch(tree, key) if any(node.key == key for node in tree) else (key,)
