"""The words of records where SQLite keeps them: tried at one record, and of a few sorted by how well they fit.

FTS5 knows at once which records hold a word, but begins anew for each record that it is asked of, and to rank them it
counts all that hold the word. What it was given lies beside, by key: to look there costs the same however many hold
what is sought. A word stands between spaces there, cut and stemmed (`as_column`), and is found as text is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from objectives.begun_words import list_of_words
from objectives.searching.sought import Sought, Word, in_each_language

TEXTS = "objectives_evidencewords_content"  # FTS5's own table: `id` is the key, `c0` the names, `c1` all else
HOLDS = "holds_words"  # our function in SQL
IN_NAMES = 10  # times what it counts elsewhere
ENOUGH, LENGTH = 1.2, 0.75  # as BM25 has them: how soon more of a word counts no more, how far a long text counts less

VOCABULARY = "words_of_evidence"  # the view of them all

Ways = tuple[tuple[str, ...], ...]  # of each phrase, the texts any of which it may stand as
Row = tuple[int, str, str]  # a record's key, and its columns


def teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give a new connection to SQLite the function that tries the words of a record, and the list of all words."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(HOLDS, 3, _holds, deterministic=True)
        connection.connection.execute(list_of_words(VOCABULARY, "objectives_evidencewords"))


def trying(wanted: Sought, key: str) -> tuple[str, list[str]]:
    """The condition that the record with this key (a column) holds all that is sought, with its parameters."""
    ways = json.dumps([[*exact, *longer] for exact, longer in _ways(wanted)])
    return f"COALESCE((SELECT {HOLDS}(c0, c1, %s) FROM {TEXTS} WHERE id = {key}), 0)", [ways]


def best_first(wanted: Sought, rows: Iterator[Row]) -> list[int]:
    """The keys of the records that fit, the best first: those with the very words before those with longer ones."""
    fitting = [one for row in rows if (one := _fit(wanted, row)) is not None]
    average = sum(length for _key, _is_longer, _times, length in fitting) / max(len(fitting), 1)

    def place(one: tuple[int, bool, list[int], int]) -> tuple[bool, float, int]:
        key, is_longer, times, length = one
        much = ENOUGH * (1 - LENGTH + LENGTH * length / average)
        return is_longer, -sum(number / (number + much) for number in times), -key

    return [key for key, *_rest in sorted(fitting, key=place)]


def _fit(wanted: Sought, row: Row) -> tuple[int, bool, list[int], int] | None:
    """Of a record that fits: its key, whether it does so by longer words, how often it has each phrase, its length."""
    key, names, says = row
    ways, columns = _ways(wanted), (f" {names} ", f" {says} ")
    exact = [_times(columns, one) for one, _longer in ways]
    times = exact if all(exact) else [_times(columns, (*one, *longer)) for one, longer in ways]
    return (key, not all(exact), times, len(names) + len(says)) if times and all(times) else None


def _times(columns: tuple[str, str], ways: Sequence[str]) -> int:
    """How often a phrase is there, in the language in which it is there most."""
    names, says = (max(column.count(way) for way in ways) for column in columns)
    return IN_NAMES * names + says


def _holds(names: str, says: str, asked: str) -> bool:
    text = f" {names} \n {says} "
    return all(any(way in text for way in ways) for ways in _read(asked))


@lru_cache(maxsize=100)
def _read(asked: str) -> Ways:
    return tuple(tuple(ways) for ways in json.loads(asked))


@lru_cache(maxsize=100)
def _ways(wanted: Sought) -> tuple[Ways, ...]:
    """Of each phrase, the texts that it stands as itself, and those that longer ones begin with."""
    return tuple((_exact(phrase), _longer(phrase)) for phrase in wanted.phrases)


def _exact(phrase: Sequence[Word]) -> tuple[str, ...]:
    return tuple(f" {way} " for way in in_each_language(phrase))


def _longer(phrase: Sequence[Word]) -> tuple[str, ...]:
    *first, last = phrase
    return tuple(f" {f'{way} {last.bare}'.strip()}" for way in in_each_language(first)) if last.is_beginning else ()
