"""Records read from a table that keeps what lists sort by beside what they are narrowed by (`searching/beside.py`)."""

from __future__ import annotations

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


def linked(through: type[Model], key: int) -> QuerySet[Evidence] | None:
    """The records that a table of links leads to from one thing, which know their key and `ends_on`, and are read in
    the order of both by an index; None where the database keeps no such."""
    table = through._meta.db_table
    if connection.vendor != "postgresql" or table not in LINKS:
        return None
    _name, column = LINKS[table]
    return _read(f"SELECT evidence_id AS id, ends_on FROM {table} WHERE {column} = %s", key)  # noqa: S608 our names


def holding(wanted: Sought | None) -> QuerySet[Evidence] | None:
    """The records that hold all that is sought, which know their key, `ends_on` and `title`; None as above."""
    if connection.vendor != "postgresql" or wanted is None or not wanted.phrases:
        return None
    return _read(
        f"SELECT evidence_id AS id, ends_on, title FROM {TABLE} WHERE words @@ %s::tsquery",  # noqa: S608 our names
        matching(wanted),
    )


def _read(rows: str, *values: Any) -> QuerySet[Evidence]:
    found = Evidence.objects.order_by()
    alias = found.query.get_initial_alias()
    found.query.alias_map = {alias: Beside(alias, rows, values)}
    return found
