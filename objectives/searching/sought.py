"""What somebody typed into a search, taken apart. Whatever is typed, it means something or nothing; it never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from objectives.searching.stems import WORD, as_word, composed, plain, variants

MOST_CLAUSES, MOST_WORDS = 12, 12  # of a search, and of a phrase
SHORTEST_BEGINNING = 3  # letters that a word needs to be taken for the beginning of longer ones
PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
JOINED = re.compile(r"[^\W_*][\w*/.\-]*")  # EV-2026-0001 and MC/INF/274 are one piece; their words stand together


@dataclass(frozen=True)
class Word:
    """A word that is asked for: as any of its stems, or as the beginning of a word. `longer` are the words that are
    known to begin so (on PostgreSQL the common ones of them), None where nobody asked for them."""

    bare: str
    variants: tuple[str, ...]
    is_beginning: bool = False
    longer: tuple[str, ...] | None = None

    @property
    def stems(self) -> tuple[str, ...]:
        """Its different stems."""
        return tuple(dict.fromkeys(self.variants))

    def fits(self, written: str) -> bool:
        """Whether a word of a text is this one."""
        if self.is_beginning and plain(written).startswith(self.bare):
            return True
        return not set(variants(written)).isdisjoint(self.variants)


@dataclass(frozen=True)
class Sought:
    """All that must be found: phrases, most of them of one word. Without any, nothing fits."""

    phrases: tuple[tuple[Word, ...], ...]
    typed: str = ""

    def __str__(self) -> str:
        """The words as they are searched for, those that stand side by side in quotes."""
        said = [" ".join(word.bare for word in phrase) for phrase in self.phrases]
        return " ".join(f"“{one}”" if " " in one else one for one in said) or "–"

    def exactly(self) -> Sought:
        """The same, but for beginnings that nobody asked for by an asterisk."""
        asked = tuple(tuple(replace(one, is_beginning=False) for one in phrase) for phrase in self.phrases)
        return replace(self, phrases=asked)

    def words(self) -> Iterator[Word]:
        for phrase in self.phrases:
            yield from phrase


def in_each_language(words: Sequence[Word]) -> list[str]:
    """Words side by side, in the stems of each language; without any, one text of nothing."""
    return list(dict.fromkeys(" ".join(stems) for stems in zip(*(one.variants for one in words), strict=True))) or [""]


def sought(typed: str) -> Sought:
    """What a search asks for: every word, in any order; "words in quotes" side by side; a word, or how it begins."""
    found: list[tuple[Word, ...]] = []
    for quoted, loose in PIECE.findall(composed(typed)):
        pieces = [quoted] if quoted else JOINED.findall(loose)
        found += [phrase for piece in pieces if (phrase := _phrase(piece, is_quoted=bool(quoted)))]
    return Sought(tuple(dict.fromkeys(found))[:MOST_CLAUSES], typed.strip())


def _phrase(piece: str, *, is_quoted: bool) -> tuple[Word, ...]:
    written = [one for one in map(as_word, WORD.findall(piece)) if plain(one)][:MOST_WORDS]
    words = [Word(plain(one), variants(one)) for one in written]
    if not words:
        return ()
    last = words[-1]
    is_long = len(words) == 1 and len(last.bare) >= SHORTEST_BEGINNING
    begins = piece.rstrip().endswith("*") or (is_long and not is_quoted)
    return (*words[:-1], replace(last, is_beginning=begins))
