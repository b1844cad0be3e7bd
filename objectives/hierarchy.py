"""What stands below what, of offices and of programmes: parents by key, without a circle. No database, no words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Parents = Mapping[Key, Key | None]


def path_up(parents: Parents[Key], key: Key) -> Iterator[Key]:
    """What a key stands below: its parent first, the top last. It ends even where what is handed in has a circle."""
    seen = {key}
    above = parents.get(key)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = parents.get(above)


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
