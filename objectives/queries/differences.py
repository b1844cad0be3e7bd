"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words in a row: kept ("same"), taken out ("del") or put in ("ins")."""

    kind: str
    text: str


def differences(before: str, after: str) -> Iterator[Piece]:
    """The pieces that lead from one text to another: kept and taken out give the first, kept and put in the second."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    for step, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            yield Piece("same", "".join(old[start:end]))
            continue
        if start < end:
            yield Piece("del", "".join(old[start:end]))
        if new_start < new_end:
            yield Piece("ins", "".join(new[new_start:new_end]))
