"""Records without words, where somebody wrote past the actions: found again in turns, and given theirs.

A turn looks at the newest keys and at one stretch of all others, so that it costs the same however many there are.
"""

from __future__ import annotations

from django.db import connection, transaction

from objectives.searching.index import BATCH, TABLE, index_records

STRETCH = 50_000  # keys


def index_new(turn: int) -> None:
    """Keep the words of the newest records that have none, and of those in one stretch of keys, another each turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(max(id), 0) FROM objectives_evidence")
        (last,) = cursor.fetchone()
    before = (turn % (last // STRETCH + 1)) * STRETCH
    index_gaps(before, before + STRETCH)
    index_gaps(max(_last_kept() - STRETCH, 0), last)


def index_gaps(after: int, until: int) -> None:
    """Keep the words of the records between two keys that have none."""
    while True:
        with transaction.atomic():
            keys = _without_words(after, until)
            index_records(keys, are_new=True)
        if len(keys) < BATCH:
            return
        after = keys[-1]


def _last_kept() -> int:
    key = "evidence_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(max({key}), 0) FROM {TABLE}")
        return int(cursor.fetchone()[0])


def _without_words(after: int, until: int) -> list[int]:
    """The first of them. They are held while their words are written; what somebody else is writing is left to them."""
    # what FTS5 keeps of its rows is a table as others are, and quicker to look through than the index itself
    table, key, held = f"{TABLE}_docsize", "id", ""
    if connection.vendor == "postgresql":
        table, key, held = TABLE, "evidence_id", "FOR NO KEY UPDATE OF one SKIP LOCKED"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT one.id FROM objectives_evidence AS one WHERE one.id > %s AND one.id <= %s
            AND NOT EXISTS (SELECT 1 FROM {table} AS kept WHERE kept.{key} = one.id)
            ORDER BY one.id LIMIT {BATCH} {held}""",
            [after, until],
        )
        return [found for (found,) in cursor.fetchall()]
