"""The day of a record beside each of its countries and themes, on SQLite: as on PostgreSQL (`beside.py`), one index
tells those of a country by day, wherever they stand. Triggers keep it, whoever writes a record.

They speak of `objectives_evidence`, which SQLite builds anew for most changes: `tallying.around` takes them away
meanwhile.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from objectives.searching.beside import EVIDENCE, LINKS

MOVED = "told_beside"


def make() -> list[str]:
    """The statements that make the columns, with what stands in them now, their indexes and triggers."""
    columns = [
        statement
        for table, (name, column) in LINKS.items()
        for statement in (
            f"DROP INDEX {name}",
            f"ALTER TABLE {table} ADD COLUMN ends_on date",
            f"UPDATE {table} SET ends_on = {_day(f'{table}.evidence_id')}",
            f"CREATE INDEX {name} ON {table} ({column}, ends_on, evidence_id)",
        )
    ]
    return [*columns, *_triggers().values()]


def mend() -> list[str]:
    """The statements that put right what stands beside, where somebody wrote with the triggers off."""
    return [*_triggers().values(), *_fill()]


def drop() -> list[str]:
    """The statements that take all of it away again."""
    back = [
        statement
        for table, (name, column) in LINKS.items()
        for statement in (
            f"DROP INDEX {name}",
            f"ALTER TABLE {table} DROP COLUMN ends_on",
            f"CREATE INDEX {name} ON {table} ({column}, evidence_id)",
        )
    ]
    return [*_down(), *back]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that ought to stand, and do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in _triggers() if name not in standing]


def take_away(connection: BaseDatabaseWrapper) -> None:
    """Before the table of records is built anew: the triggers are gone."""
    _run(connection, _down())


def put_back(connection: BaseDatabaseWrapper) -> None:
    """Once it has been: the triggers stand, and the days are those of the records. Nothing where there are none yet."""
    table = next(iter(LINKS))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pragma_table_info(%s) WHERE name = 'ends_on'", [table])
        (has_days,) = cursor.fetchone()
    if has_days:
        _run(connection, mend())


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _down() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _triggers()]


def _fill() -> list[str]:
    return [
        f"""UPDATE {table} SET ends_on = one.ends_on FROM {EVIDENCE} AS one
            WHERE one.id = {table}.evidence_id AND {table}.ends_on IS NOT one.ends_on"""
        for table in LINKS
    ]


def _day(evidence: str) -> str:
    return f"(SELECT ends_on FROM {EVIDENCE} WHERE id = {evidence})"


def _triggers() -> dict[str, str]:
    """Each by its name: a link that comes takes the day of its record, and a record that moves tells its links."""
    made = {
        f"day_{name}": f"""CREATE TRIGGER IF NOT EXISTS day_{name} AFTER INSERT ON {table} FOR EACH ROW
            WHEN NEW.ends_on IS NOT {_day("NEW.evidence_id")} BEGIN
            UPDATE {table} SET ends_on = {_day("NEW.evidence_id")} WHERE id = NEW.id; END"""
        for table, (name, _column) in LINKS.items()
    }
    moved = " ".join(f"UPDATE {table} SET ends_on = NEW.ends_on WHERE evidence_id = NEW.id;" for table in LINKS)
    made[MOVED] = f"""CREATE TRIGGER IF NOT EXISTS {MOVED} AFTER UPDATE OF ends_on ON {EVIDENCE} FOR EACH ROW
        WHEN OLD.ends_on IS NOT NEW.ends_on BEGIN {moved} END"""
    return made
