"""The order of names, as a person looks for them: by the name that is shown, accented letters with the plain ones.

Databases compare names by their bytes, or by one language for all, and know one language of each name alone. So what
is short enough to be shown whole is put in order here, after it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from objectives.folding import unaccented
from objectives.models.naming import readers_language

T = TypeVar("T")
MOST_RANKED = 400  # rows whose order a query can be told


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
    places = [When(**{key: one.pk}, then=Value(place)) for place, one in enumerate(by_name(rows[:MOST_RANKED]))]
    last = Value(MOST_RANKED)
    # a bare number, as where there are no rows, would mean a column to PostgreSQL
    return Coalesce(Case(*places, default=last, output_field=IntegerField()), last)
