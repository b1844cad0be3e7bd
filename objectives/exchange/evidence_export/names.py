"""The names that the cells of an export use, each looked up once and not once for each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from iomtrack.accounts.models import User
from objectives.exchange.references import site_name
from objectives.models import Framework, Office, Period, Programme, State, Term
from objectives.models.naming import in_language, readers_language

Pair = tuple[str, str]  # a code and a name


@dataclass
class Names:
    """What keys stand for. A key that was not met before is looked up with all the new ones of its chunk."""

    site: str = field(default_factory=site_name)
    frameworks: dict[int, str] = field(default_factory=dict)
    periods: dict[int, str] = field(default_factory=dict)
    offices: dict[int, Pair] = field(default_factory=dict)
    programmes: dict[int, Pair] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    countries: dict[int, str] = field(default_factory=dict)
    terms: dict[int, str] = field(default_factory=dict)

    def learn_frameworks(self, keys: Iterable[int | None]) -> None:
        learn(self.frameworks, keys, lambda new: Framework.objects.filter(pk__in=new).values_list("pk", "symbol"))

    def learn_periods(self, keys: Iterable[int | None]) -> None:
        learn(self.periods, keys, lambda new: Period.objects.filter(pk__in=new).values_list("pk", "code"))

    def learn_offices(self, keys: Iterable[int | None]) -> None:
        learn(self.offices, keys, lambda new: pairs(Office.objects.filter(pk__in=new), "name"))

    def learn_programmes(self, keys: Iterable[int | None]) -> None:
        learn(self.programmes, keys, lambda new: pairs(Programme.objects.filter(pk__in=new), "title"))

    def learn_people(self, keys: Iterable[int | None]) -> None:
        learn(self.people, keys, lambda new: User.objects.filter(pk__in=new).values_list("pk", "name"))

    def learn_countries(self, keys: Iterable[int]) -> None:
        learn(self.countries, keys, lambda new: State.objects.filter(pk__in=new).values_list("pk", "iso"))

    def learn_terms(self, keys: Iterable[int]) -> None:
        def look_up(new: set[int]) -> Iterable[tuple[int, str]]:
            found = Term.objects.filter(pk__in=new).values_list("pk", "vocabulary__code", "code")
            return ((pk, f"{vocabulary}/{code}") for pk, vocabulary, code in found)

        learn(self.terms, keys, look_up)


def learn(
    known: dict[int, Any], keys: Iterable[int | None], look_up: Callable[[set[int]], Iterable[tuple[int, Any]]]
) -> None:
    """Look up the keys that are not known yet: one query, or none."""
    if new := {key for key in keys if key is not None} - known.keys():
        known.update(look_up(new))


def pairs(rows: Any, name: str) -> Iterable[tuple[int, Pair]]:
    """For each key the code, and the name in the reader's language."""
    language = readers_language()
    return ((one.pk, (one.code, in_language(one, name, language))) for one in rows)
