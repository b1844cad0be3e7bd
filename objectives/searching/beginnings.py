"""The words that begin as somebody typed, asked of SQLite's index where it has none for beginnings so long."""

from __future__ import annotations

from dataclasses import replace

from django.db import connection

from objectives.begun_words import MOST, words_begun
from objectives.searching.index import BEGINNINGS
from objectives.searching.sought import Sought, Word
from objectives.searching.stored import VOCABULARY


def with_longer_words(wanted: Sought) -> Sought:
    """What is sought, with the words that its beginnings stand for, where SQLite is to be asked for them: one
    query."""
    last = [phrase[-1] for phrase in wanted.phrases]
    begun = {word.bare for word in last if word.is_beginning and len(word.bare) > max(BEGINNINGS)}
    if connection.vendor != "sqlite" or not begun:
        return wanted
    longer = words_begun(VOCABULARY, begun)
    phrases = tuple((*phrase[:-1], _with_longer(phrase[-1], longer)) for phrase in wanted.phrases)
    return replace(wanted, phrases=phrases)


def _with_longer(word: Word, longer: dict[str, list[str]]) -> Word:
    found = longer.get(word.bare) if word.is_beginning else None
    return word if found is None or len(found) > MOST else replace(word, longer=tuple(found))
