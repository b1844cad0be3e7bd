"""Conditions on records in the database's own words: full text, and being one of many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from objectives.searching.index import TABLE, matching
from objectives.searching.sought import Sought
from objectives.searching.stored import trying


class HoldsWords(Func):
    """Whether a record holds all that is sought. `one_by_one` tries it at each record that is looked at."""

    template = "%(expressions)s"
    output_field = BooleanField()

    def __init__(self, wanted: Sought, *, one_by_one: bool = False) -> None:
        super().__init__(F("pk"))
        self.wanted, self.one_by_one = wanted, one_by_one

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any) -> Any:
        key, params = super().as_sql(compiler, connection, *args, **extra)
        if not self.wanted.phrases:
            return "1 = 0", []
        if self.one_by_one and connection.vendor == "sqlite":
            held, values = trying(self.wanted, key)
            return held, [*values, *params]
        said = matching(self.wanted)
        if connection.vendor != "postgresql":
            return f"{key} IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)", [*params, said]  # noqa: S608
        if self.one_by_one:
            held = f"SELECT words @@ %s::tsquery FROM {TABLE} WHERE evidence_id = {key}"  # noqa: S608 a column's name
            return f"COALESCE(({held}), false)", [said, *params]  # not EXISTS, whose rows would all be gathered
        return f"{key} IN (SELECT evidence_id FROM {TABLE} WHERE words @@ %s::tsquery)", [*params, said]  # noqa: S608


class Among(Func):
    """Whether a record is one of these. Thousands of keys go to the database as one value, which is quick to read."""

    template = "%(expressions)s"
    output_field = BooleanField()

    def __init__(self, keys: Sequence[int]) -> None:
        super().__init__(F("pk"))
        self.keys = tuple(keys)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any) -> Any:
        key, params = super().as_sql(compiler, connection, *args, **extra)
        if connection.vendor == "postgresql":
            # rows to join, each found by its key: for `= ANY` it may try all of an index that ends with the key
            return f"{key} IN (SELECT unnest(%s::bigint[]))", [*params, list(self.keys)]
        return f"{key} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.keys)]  # noqa: S608
