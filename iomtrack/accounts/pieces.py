"""Pieces of pages that are written once for all that they show, and kept for whoever is shown the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Piece:
    """A piece of a page by all that it shows, and in which language: two that show the same are one.

    What `write` needs of its request is let go as soon as it is written. `shows` has to name everything that the words
    of the piece depend on, since nothing makes it anew.
    """

    def __init__(self, shows: tuple[object, ...], write: Callable[[], SafeString]) -> None:
        self.shows, self._write = (get_language(), *shows), [write]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Piece) and self.shows == other.shows

    def __hash__(self) -> int:
        return hash(self.shows)

    @property
    def is_let_go(self) -> bool:
        return not self._write

    def written(self) -> SafeString:
        """The piece, which can be written but once."""
        return self._write.pop()()


def keeper(most: int) -> Callable[[Piece], SafeString]:
    """Writes pieces, and keeps so many of them: those that were shown last."""
    return lru_cache(maxsize=most)(Piece.written)
