"""The words that begin as somebody typed, asked of SQLite's index.

FTS5 finds beginnings of a few letters by an index of their own (`index.BEGINNINGS`). For a longer one it joins the
lists of all words that begin so before it gives the first record; whole words it reads as they stand, and no further
than it is asked.
"""

from __future__ import annotations

import json
from dataclasses import replace

from django.db import connection

from objectives.searching.index import BEGINNINGS
from objectives.searching.sought import Sought, Word
from objectives.searching.stored import VOCABULARY

MOST = 100  # words; with more of them FTS5 joins the lists
# from each word to the next one, which is at least a sign further: a look-up each, however many records hold them
BEGUN = f"""WITH RECURSIVE begun (start, word, number) AS (
    SELECT value, (SELECT term FROM temp.{VOCABULARY} WHERE term >= value LIMIT 1), 1 FROM json_each(%s) UNION ALL
    SELECT start, (SELECT term FROM temp.{VOCABULARY} WHERE term >= begun.word || char(0) LIMIT 1), number + 1
    FROM begun WHERE substr(word, 1, length(start)) = start AND number <= {MOST})
    SELECT start, word FROM begun WHERE substr(word, 1, length(start)) = start"""


def with_longer_words(wanted: Sought) -> Sought:
    """What is sought, with the words that its beginnings stand for, where SQLite is to be asked for them: one
    query."""
    last = [phrase[-1] for phrase in wanted.phrases]
    begun = sorted({word.bare for word in last if word.is_beginning and len(word.bare) > max(BEGINNINGS)})
    if connection.vendor != "sqlite" or not begun:
        return wanted
    longer: dict[str, list[str]] = {start: [] for start in begun}
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, [json.dumps(begun)])
        for start, word in cursor.fetchall():
            longer[start].append(word)
    phrases = tuple((*phrase[:-1], _with_longer(phrase[-1], longer)) for phrase in wanted.phrases)
    return replace(wanted, phrases=phrases)


def _with_longer(word: Word, longer: dict[str, list[str]]) -> Word:
    found = longer.get(word.bare) if word.is_beginning else None
    return word if found is None or len(found) > MOST else replace(word, longer=tuple(found))
