"""Many rows at one go: without the indexes that no rule needs, and without triggers, which are made good afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection, transaction

from objectives import tallying
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


@contextmanager
def filling(rows: int) -> Iterator[None]:
    """For the time of the block rows come unwatched; the tallies are counted at its end.

    Foreign keys are not looked up on PostgreSQL: whoever fills makes what they lead to.
    """
    with ExitStack() as stack:
        if rows >= MANY:
            stack.enter_context(without_indexes())
        with triggers_off():
            yield
        with transaction.atomic():  # it holds the tables meanwhile
            tallying.recount(connection)


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
