"""The words that begin as somebody typed, for a database that does not know by itself what a beginning stands for.

SQLite has no index for longer beginnings: it is told all words that begin so. PostgreSQL finds them, but holds every
beginning to be rare, and would gather all records before it gives the first: it is told the common words among them.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache

from django.db import connection

from objectives.begun_words import MOST, words_begun
from objectives.searching.index import BEGINNINGS, TABLE
from objectives.searching.sought import Sought, Word
from objectives.searching.stored import VOCABULARY

KNOWN = 300  # seconds for which the common words are taken to be the same


def with_longer_words(wanted: Sought) -> Sought:
    """What is sought, with the words that its beginnings stand for, as far as the database is to be told them. One
    query at most."""
    last = [phrase[-1] for phrase in wanted.phrases]
    begun = {word.bare for word in last if word.is_beginning}
    if connection.vendor == "sqlite":
        begun = {start for start in begun if len(start) > max(BEGINNINGS)}
    if not begun:
        return wanted
    longer = words_begun(VOCABULARY, begun) if connection.vendor == "sqlite" else common_words_begun(begun)
    phrases = tuple((*phrase[:-1], _with_longer(phrase[-1], longer)) for phrase in wanted.phrases)
    return replace(wanted, phrases=phrases)


def common_words_begun(starts: set[str]) -> dict[str, list[str]]:
    """The words that PostgreSQL knows to be common, by their beginning."""
    common = common_words(str(connection.settings_dict["NAME"]), int(time.monotonic() // KNOWN))
    return {start: [word for word in common if word.startswith(start)] for start in starts}


@lru_cache(maxsize=1)
def common_words(_database: str, _turn: int) -> tuple[str, ...]:
    """The words of which PostgreSQL has counted how many records hold them. One query now and then."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT unnest(most_common_elems::text::text[]) FROM pg_stats
            WHERE schemaname = current_schema() AND tablename = %s AND attname = 'words'""",
            [TABLE],
        )
        return tuple(word for (word,) in cursor.fetchall())


def _with_longer(word: Word, longer: dict[str, list[str]]) -> Word:
    found = longer.get(word.bare) if word.is_beginning else None
    return word if found is None or len(found) > MOST else replace(word, longer=tuple(found))
