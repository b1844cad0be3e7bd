"""What stands below what, of offices and of programmes: parents by key, without a circle. No database, no words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
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


def all_below(parents: Parents[Key], key: Key) -> list[Key]:
    """All that stands below a key, however deep, nearest first. What is in a circle is named once."""
    children: dict[Key, list[Key]] = {}
    for one, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(one)
    found, row = {key: None}, [key]
    while row:
        row = [child for one in row for child in children.get(one, ()) if child not in found]
        found |= dict.fromkeys(row)
    return list(found)[1:]


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
