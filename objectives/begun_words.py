"""The words that begin as somebody typed, from the list of all words that SQLite's full-text index has.

FTS5 finds beginnings of a few letters by an index of their own. For a longer one it joins the lists of all words that
begin so before it gives the first record; whole words it reads as they stand, and no further than it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import connection

MOST = 100  # words of a beginning; with more of them FTS5 joins the lists


def list_of_words(name: str, table: str) -> str:
    """The statement that gives a connection this view of all words of a table, and of where they stand."""
    return f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab('main', '{table}', 'instance')"


def words_begun(name: str, starts: Iterable[str]) -> dict[str, list[str]]:
    """The words of such a view that begin so, by their beginning; of more than MOST, one more than that. One query.

    From each word to the next one, which is at least a sign further, it is a look-up, however many records hold them.
    """
    found: dict[str, list[str]] = {start: [] for start in sorted(starts)}
    if not found:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE begun (start, word, number) AS (
            SELECT value, (SELECT term FROM temp.{name} WHERE term >= value LIMIT 1), 1 FROM json_each(%s) UNION ALL
            SELECT start, (SELECT term FROM temp.{name} WHERE term >= begun.word || char(0) LIMIT 1), number + 1
            FROM begun WHERE substr(word, 1, length(start)) = start AND number <= {MOST})
            SELECT start, word FROM begun WHERE substr(word, 1, length(start)) = start""",  # noqa: S608 names of ours
            [json.dumps(list(found))],
        )
        for start, word in cursor.fetchall():
            found[start].append(word)
    return found
