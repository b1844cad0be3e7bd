"""The triggers that keep the tallies of elements and indicators (docs/adr/0006-tallies.md), whoever writes a record.

A migration that changes the columns or constraints of evidence, contributions or figures stands its operations
`around` the triggers: SQLite builds such a table anew, and refuses while a trigger speaks of it. There those that
keep the days beside countries and themes are away too.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import StateApps

from objectives.searching import days
from objectives.tallying import postgresql, sqlite, statements

FLAVOURS = {"sqlite": sqlite, "postgresql": postgresql}
TABLES = (statements.CONTRIBUTIONS, statements.FIGURES, statements.EVIDENCE)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that ought to stand, and do not."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in FLAVOURS[connection.vendor].triggers() if name not in standing]


def put_up(connection: BaseDatabaseWrapper) -> list[str]:
    """Create the triggers that are missing; their names."""
    absent = missing(connection)
    with connection.cursor() as cursor:
        for name in absent:
            cursor.execute(FLAVOURS[connection.vendor].triggers()[name])
    return absent


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers; from then on the tallies stand still."""
    with connection.cursor() as cursor:
        for name, table in _places():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if _has_functions(connection) else ""))
            if _has_functions(connection):
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def take_turns(connection: BaseDatabaseWrapper, periods: Iterable[int | None]) -> None:
    """Before anything else that a transaction holds: wait until nobody else moves records of these periods.

    The triggers do so by themselves, for one period after the other; who goes on to further records or periods in the
    same transaction calls this first. On SQLite whoever writes is alone.
    """
    wanted = [pk for pk in periods if pk is not None]
    if not wanted or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {postgresql.take_turns('SELECT unnest(%s::bigint[]) AS period')}", [wanted])


def recount(connection: BaseDatabaseWrapper) -> None:
    """Count all records anew. Call it in a transaction: whoever moves a record meanwhile waits for its end."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = f"{statements.OF_ELEMENTS}, {statements.OF_INDICATORS}"
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
        for statement in statements.recount(FLAVOURS[connection.vendor].SCALED):
            cursor.execute(statement)


def around(operations: list[Operation]) -> list[Operation]:
    """A migration's operations on the tables of evidence, with the triggers away meanwhile, there and back."""
    return [migrations.RunPython(take_away, put_back), *operations, migrations.RunPython(put_back, take_away)]


def put_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A step of a migration: the triggers stand, and the tallies are those of the records."""
    put_up(schema_editor.connection)
    recount(schema_editor.connection)
    if schema_editor.connection.vendor == "sqlite":
        days.put_back(schema_editor.connection)


def take_away(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A step of a migration: the triggers are gone."""
    take_down(schema_editor.connection)
    if schema_editor.connection.vendor == "sqlite":
        days.take_away(schema_editor.connection)


def _places() -> list[tuple[str, str]]:
    """Every trigger that has ever stood, with its table."""
    subjects = dict(zip(TABLES, ("contribution", "figure", "evidence"), strict=True))
    return [(f"tally_{subjects[table]}_{verb}", table) for table in TABLES for verb in ("insert", "delete", "update")]


def _has_functions(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"
