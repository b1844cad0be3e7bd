"""What stands below what, of offices and of programmes: parents by key, without a circle. No database, no words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Parents = Mapping[Key, Key | None]
MOST_LEVELS = 8  # of programmes: more than any organization has, and few enough to read


def path_up(parents: Parents[Key], key: Key) -> Iterator[Key]:
    """What a key stands below: its parent first, the top last. It ends even where what is handed in has a circle."""
    seen = {key}
    above = parents.get(key)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = parents.get(above)


def children_of(parents: Parents[Key]) -> defaultdict[Key, list[Key]]:
    """What stands right below each key."""
    children: defaultdict[Key, list[Key]] = defaultdict(list)
    for one, parent in parents.items():
        if parent is not None:
            children[parent].append(one)
    return children


def height(children: Mapping[Key, Sequence[Key]], key: Key) -> int:
    """How many levels a key and what stands below it are; children in a circle are counted once."""
    seen, row, number = {key}, [key], 0
    while row:
        number += 1
        row = list(dict.fromkeys(child for one in row for child in children.get(one, ()) if child not in seen))
        seen.update(row)
    return number


def all_below(parents: Parents[Key], key: Key) -> list[Key]:
    """All that stands below a key, however deep, nearest first. What is in a circle is named once."""
    children = children_of(parents)
    found, row = {key: None}, [key]
    while row:
        row = [child for one in row for child in children.get(one, ()) if child not in found]
        found |= dict.fromkeys(row)
    return list(found)[1:]


def depths(parents: Parents[Key]) -> dict[Key, int | None]:
    """How many stand above each key; None where it stands in a circle, or below one. Each is looked at once."""
    found: dict[Key, int | None] = {}
    for key in parents:
        path: dict[Key, None] = {}
        at: Key | None = key
        while at is not None and at not in found and at not in path:
            path[at] = None
            at = parents.get(at)
        depth = -1 if at is None else None if at in path else found[at]
        for one in reversed(path):
            depth = None if depth is None else depth + 1
            found[one] = depth
    return found


def levels(parents: Parents[Key], key: Key, parent: Key | None) -> int:
    """How many levels a key would stand in, were this its parent: those above, itself, and those below it."""
    above = 0 if parent is None else 1 + sum(1 for _one in path_up(parents, parent))
    below = (sum(1 for _one in _path_to(parents, one, key)) for one in all_below(parents, key))
    return above + 1 + max(below, default=0)


def _path_to(parents: Parents[Key], low: Key, top: Key) -> Iterator[Key]:
    """From a key up to another above it, without that one."""
    yield low
    yield from takewhile(lambda one: one != top, path_up(parents, low))


def would_circle(parents: Parents[Key], key: Key, parent: Key | None) -> bool:
    """Whether a key would stand below itself, were this its parent."""
    return parent is not None and (parent == key or key in path_up(parents, parent))


def merged_away(parents: Parents[Key], key: Key, into: Key) -> dict[Key, Key | None]:
    """Where everything stands once a key is merged into another: what stood below it stands below that one.

    Where that one itself stood below the key, it takes the key's place. The key stays where it is.
    """
    after = {one: into if parent == key and one != into else parent for one, parent in parents.items()}
    if key in path_up(parents, into):
        after[into] = parents.get(key)
    return after
