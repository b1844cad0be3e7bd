"""Words, without capitals and accents, and their stems in each language of the site. No database."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

LANGUAGES = ("english", "french", "spanish")
LONGEST_WORD = 60  # characters; a longer one is found by its beginning
WORD = re.compile(r"[^\W_]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

_per_thread = threading.local()  # a stemmer works on one word at a time


def composed(text: str) -> str:
    """A text with each accent in one character with its letter, as words are cut from it."""
    return unicodedata.normalize("NFC", text)


def as_word(written: str) -> str:
    """What WORD finds in a text, as words are compared."""
    return written.casefold()[:LONGEST_WORD]


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A word without accents: "société" is "societe", "œuvre" is "oeuvre". "" for what is nothing but a mark."""
    apart = unicodedata.normalize("NFKD", word).casefold().translate(LIGATURES)
    return "".join(sign for sign in apart if sign.isalnum())[:LONGEST_WORD]


@lru_cache(maxsize=200_000)
def variants(word: str) -> tuple[str, ...]:
    """What a word is kept and found as, always in one order: its stem in each language, as it is written and without
    its accents, so that who types none finds it too. A number is kept as it is."""
    bare = plain(word)
    if not bare or any(sign.isdigit() for sign in bare):
        return (bare,) * (2 * len(LANGUAGES))
    return tuple(plain(stem) or bare for one in (word, bare) for stem in _stems(one))


def _stems(word: str) -> list[str]:
    if not hasattr(_per_thread, "stemmers"):
        _per_thread.stemmers = [snowballstemmer.stemmer(language) for language in LANGUAGES]
    return [str(one.stemWord(word)) for one in _per_thread.stemmers]
