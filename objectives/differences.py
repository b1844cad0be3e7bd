"""What changed between two wordings, word by word. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")  # a word, the space between two, or a mark

Change = Literal["kept", "deleted", "inserted"]


@dataclass(frozen=True)
class Piece:
    """A run of words that was kept, deleted or inserted."""

    change: Change
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """How `before` became `after`. Kept and deleted pieces together are `before`; kept and inserted ones `after`."""
    return tuple(_pieces(WORDS.findall(before), WORDS.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)  # a space alone is no common ground
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("kept", "".join(before[start:end]))
            continue
        if end > start:
            yield Piece("deleted", "".join(before[start:end]))
        if other_end > other_start:
            yield Piece("inserted", "".join(after[other_start:other_end]))
