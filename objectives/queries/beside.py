"""Records read from another table: one that keeps what lists sort by beside what they are narrowed by
(`searching/beside.py`), or that of their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable

from objectives.models import Evidence
from objectives.searching.beside import LINKS
from objectives.searching.index import TABLE, matching
from objectives.searching.sought import Sought


class Beside(BaseTable):
    """A table in the place of that of the records: it has their key, and a few of their columns."""

    def __init__(self, alias: str, rows: str, values: tuple[Any, ...]) -> None:
        super().__init__(Evidence._meta.db_table, alias)
        self.name, self.rows, self.values = alias, rows, values

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        return f"({self.rows}) {compiler.quote_name_unless_alias(self.name)}", list(self.values)

    def relabeled_clone(self, change_map: dict[str | None, str]) -> Beside:
        return Beside(change_map.get(self.name, self.name), self.rows, self.values)


def linked(through: type[Model], key: int) -> QuerySet[Evidence]:
    """The records that a table of links leads to from one thing, which know their key and `ends_on`, and are read in
    the order of both by an index."""
    table = through._meta.db_table
    _name, column = LINKS[table]
    return _read(f"SELECT evidence_id AS id, ends_on FROM {table} WHERE {column} = %s", key)  # noqa: S608 our names


def holding(wanted: Sought | None) -> QuerySet[Evidence] | None:
    """The records that hold all that is sought, which know their key, `ends_on` and `title`; None but on PostgreSQL."""
    if connection.vendor != "postgresql" or wanted is None or not wanted.phrases:
        return None
    return _read(
        f"SELECT evidence_id AS id, ends_on, title FROM {TABLE} WHERE words @@ %s::tsquery",  # noqa: S608 our names
        matching(wanted),
    )


def by_their_words(wanted: Sought, named: Iterable[QuerySet[Any]] = ()) -> QuerySet[Evidence]:
    """The records that hold all that is sought, on SQLite: whole, one after the other as FTS5 comes to them. Where rows
    of other tables are given, those alone that all of them name; no other record is read."""
    lists = [rows.order_by().values("evidence").query.sql_with_params() for rows in named]
    among = "".join(f" AND +{TABLE}.rowid IN ({sql})" for sql, _values in lists)  # + lest each is asked of FTS5 anew
    return _read(
        f"""SELECT one.* FROM {TABLE} CROSS JOIN {Evidence._meta.db_table} AS one
        ON one.id = {TABLE}.rowid WHERE {TABLE} MATCH %s{among}""",  # noqa: S608 our names; a CROSS JOIN keeps its order
        matching(wanted),
        *(value for _sql, values in lists for value in values),
    )


def named_by(rows: QuerySet[Any]) -> QuerySet[Evidence]:
    """The records that rows of another table name, each of them once, on SQLite: whole, one after the other as their
    index has them. It would else gather all that are named before it gives the first."""
    sql, values = rows.order_by().values("evidence").query.sql_with_params()
    table = Evidence._meta.db_table
    return _read(
        f"""SELECT one.* FROM ({sql}) AS named
        CROSS JOIN {table} AS one ON one.id = named.evidence""",  # noqa: S608 our names, and what Django wrote itself
        *values,
    )


def _read(rows: str, *values: Any) -> QuerySet[Evidence]:
    found = Evidence.objects.order_by()
    alias = found.query.get_initial_alias()
    found.query.alias_map = {alias: Beside(alias, rows, values)}
    return found
