"""Many rows at one go: without the indexes that no rule needs, and without triggers, which are made good afterwards.

SQLite also does without what guards it against a loss of power, and keeps the words of many records in pieces that are
joined once, at the end, and not again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection, transaction

from objectives import tallying
from objectives.searching import index
from tests.conftest import triggers_off

MANY = 50_000  # rows from which on it pays to build indexes anew
TABLES = (
    "objectives_evidence",
    "objectives_contribution",
    "objectives_figure",
    "objectives_evidence_countries",
    "objectives_evidence_terms",
)
INDEXES = {
    "postgresql": """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE NOT indisunique AND indrelid::regclass::text IN ({tables})""",
    "sqlite": """SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%'
        AND tbl_name IN ({tables})""",
}
UNGUARDED = (
    "foreign_keys = OFF",
    "journal_mode = OFF",
    "synchronous = OFF",
    "temp_store = MEMORY",
    "cache_size = -500000",  # KiB
)
IN_PIECES = {"hashsize": 32 << 20, "automerge": 0, "crisismerge": 2_000}  # the first in bytes
AS_EVER = {"hashsize": 1 << 20, "automerge": 4, "crisismerge": 16}  # as FTS5 has them of itself


@contextmanager
def filling(rows: int) -> Iterator[None]:
    """For the time of the block rows come unwatched; the tallies are counted at its end.

    Foreign keys are not looked up: whoever fills makes what they lead to. SQLite has one connection for many rows: no
    other process may have it open.
    """
    with ExitStack() as stack:
        if rows >= MANY:
            stack.enter_context(unguarded())
            stack.enter_context(without_indexes())
        with triggers_off():
            yield
        with transaction.atomic():  # it holds the tables meanwhile
            tallying.recount(connection)


@contextmanager
def unguarded() -> Iterator[None]:
    """For the time of the block SQLite writes without a net; then its connection begins anew, as it ever was."""
    if connection.vendor == "postgresql" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        for setting in UNGUARDED:
            cursor.execute(f"PRAGMA {setting}")
    try:
        yield
    finally:
        connection.close()


@contextmanager
def words_at_one_go() -> Iterator[None]:
    """For the time of the block words come into no order that would have to be kept; it is made at its end."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX {index.INDEX}")
            yield
            cursor.execute(index.make_table()[1])
            return
        for name, value in IN_PIECES.items():
            cursor.execute(f"INSERT INTO {index.TABLE} ({index.TABLE}, rank) VALUES (%s, %s)", [name, value])
        yield
        cursor.execute(f"INSERT INTO {index.TABLE} ({index.TABLE}) VALUES ('optimize')")
        for name, value in AS_EVER.items():
            cursor.execute(f"INSERT INTO {index.TABLE} ({index.TABLE}, rank) VALUES (%s, %s)", [name, value])


@contextmanager
def without_indexes() -> Iterator[None]:
    """For the time of the block, no index but those that keep something unique; then each is built at one go."""
    tables = ", ".join(f"'{name}'" for name in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(INDEXES[connection.vendor].format(tables=tables))
        indexes = cursor.fetchall()
        settle(cursor)
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {name}")
        try:
            yield
        finally:
            settle(cursor)
            for _name, sql in indexes:
                cursor.execute(sql)


def settle(cursor: object) -> None:
    """Check what a transaction has left for its end, which stands in the way of indexes; and take memory to sort in."""
    if connection.vendor == "postgresql":
        for sql in (
            "SET CONSTRAINTS ALL IMMEDIATE",
            "SET CONSTRAINTS ALL DEFERRED",
            "SET maintenance_work_mem = '512MB'",
        ):
            cursor.execute(sql)  # type: ignore[attr-defined]
