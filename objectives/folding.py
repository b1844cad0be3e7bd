"""Names as they are compared: without capitals, accents, kinds of apostrophes and hyphens. No database.

"cote d'ivoire", "COTE D’IVOIRE" and "Côte-d'Ivoire" name the same country. Everything that finds a thing by its name
compares what this makes of both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

NOT_COMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe"})
BETWEEN_WORDS = re.compile(r"[\s'’‘ʼʻ`´′\-\u2010-\u2015\u2212]+")  # blanks, apostrophes and hyphens of all kinds


def unaccented(text: str) -> str:
    """Text without accents and capitals: "Bogotá" is "bogota", "Łódź" is "lodz"."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold().translate(NOT_COMPOSED)


def folded(text: str) -> str:
    """The same, with one blank for what stands between words: "Côte d’Ivoire" is "cote d ivoire"."""
    return BETWEEN_WORDS.sub(" ", unaccented(text)).strip()


@dataclass(frozen=True)
class Asked:
    """What somebody typed to find a thing: as a whole, and word by word. "RET-1" stays together as one word."""

    whole: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> Asked:
        return cls(folded(typed), tuple(word for one in typed.split() if (word := folded(one))))

    def all_in(self, texts: Iterable[str]) -> bool:
        """Whether each word stands in one of the texts."""
        text = " \n ".join(folded(one) for one in texts)
        return all(word in text for word in self.words)
