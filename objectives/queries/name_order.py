"""The order of names, as a person looks for them: by the name that is shown, accented letters with the plain ones.

Databases compare names by their bytes, or by one language for all, and know one language of each name alone. So what
is short enough to be shown whole is put in order here, after it was read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from objectives.folding import unaccented
from objectives.models.naming import readers_language

T = TypeVar("T")
MOST_RANKED = 400  # rows whose order a query can be told


@lru_cache(maxsize=20_000)
def sort_key(name: str, language: str) -> str:
    """Where a name stands in a list: accented letters with the plain ones, and what stands before the first of them
    passed over ("« Retour »"); in Spanish ñ follows n."""
    if language.startswith("es"):
        name = name.casefold().replace("ñ", "n\uffff")
    return "".join(part for part in unaccented(name) if part.isalnum() or part in " \uffff").lstrip()


def by_name(rows: Iterable[T], name: Callable[[T], Any] = str) -> list[T]:
    """Rows in the order of the names that their reader is shown; of one name, as they came."""
    language = readers_language()
    return sorted(rows, key=lambda one: sort_key(str(name(one)), language))


def rank_by_name(rows: QuerySet[Any], key: str) -> Coalesce:
    """For a query: where what its column `key` names stands among some rows by their shown names. One query.

    Of very many rows those that come last by the database's own order share a place.
    """
    return Coalesce(PlaceAmong(key, [one.pk for one in by_name(rows[:MOST_RANKED])]), Value(MOST_RANKED + 1))


class PlaceAmong(Func):
    """Where a key stands in a list, as a number; nothing where it does not. A CASE of hundreds would cost more than all
    that it is for."""

    output_field = IntegerField()

    def __init__(self, key: str, among: Sequence[int]) -> None:
        super().__init__(F(key), Value(json.dumps(list(among))))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        key, among = self._parts(compiler)
        found = f"SELECT one.key FROM json_each({among[0]}) AS one WHERE one.value = {key[0]}"  # noqa: S608 of ours
        return f"CAST(({found}) AS integer)", (*among[1], *key[1])

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        key, among = self._parts(compiler)
        return f"array_position(translate({among[0]}, '[]', '{{}}')::bigint[], {key[0]}::bigint)", (*among[1], *key[1])

    def _parts(self, compiler: SQLCompiler) -> list[tuple[str, Any]]:
        return [compiler.compile(one) for one in self.get_source_expressions()]
