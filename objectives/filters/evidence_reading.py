"""How the list of evidence is read from the database, whatever it is narrowed by (docs/adr/0008-finding.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus
from objectives.filters.evidence_conditions import Conditions
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.beside import by_their_words, holding, linked, named_by
from objectives.queries.pool import TRIED, Pool, tried
from objectives.queries.turns import Way
from objectives.queries.wordsearch import HoldsWords

# by column of an order: the filters that an index of the two serves, the one that narrows most first
INDEXED = {
    "ends_on": ("days", "programme", "office", "period", "country", "term", "status", "sensitivity"),
    "submitted_at": ("status",),
    "status": ("status",),
    "period_id": ("period",),
    "office_id": ("office", "period"),
    "programme_id": ("programme", "period"),
    "author_id": ("author",),
}
BESIDE_WORDS = ("ends_on", "title")  # columns that stand beside the words of an entry, too
ONLY_DRAFTS_LACK = ("ends_on", "submitted_at", "office_id", "period_id")  # by a constraint of the database


class Reading(Conditions):
    """The ways to the entries that fit: by their keys, and in each order of the list."""

    queryset: QuerySet[Evidence]
    qs: QuerySet[Evidence]

    def ways(self, user: User) -> list[Way]:
        """The ways to their keys on SQLite, to be taken in turn: by the words that are searched for, or by each thing
        that has links to entries, and by all else that is asked. None where no more than columns of entries are."""
        if connection.vendor != "sqlite" or (self.words is not None and not self.words.phrases):
            return []
        if self.words is not None:
            led = ("text", *self.named_beside)
            ways = [Way(by_their_words(self.words, self.named_beside.values()), self._fits(user, *led, apart=False))]
            others = [one for name, one in self.other_conditions(one_by_one=False).items() if name != "text"]
            rest, fits = self.queryset.filter(*others), [HoldsWords(self.words, one_by_one=True)]
        else:
            links = self.named_once
            ways = [Way(named_by(rows), self._fits(user, name, apart=False)) for name, rows in links.items()]
            rest, fits = self.queryset, list(self.other_conditions(one_by_one=True).values())
        has_more = len(set(self.asked) - {"below"}) > 1
        return [Way(rest.filter(*self.own_conditions.values()), fits), *ways] if ways and has_more else ways

    def in_order(self, user: User, column: str) -> Pool:
        """The same of what a person may see, for reading by a column of the list, where most rows fit.

        Conditions that other tables decide are tried at each row: PostgreSQL would else gather all that fit, to sort
        them.
        """
        own = self.own_conditions
        if column == "status" and "status" not in own and not may(user, Capability.VIEW_ALL_EVIDENCE):
            return Pool(self.qs, parts=self._by_status(user))
        links = self._links() if column == "ends_on" else {}
        led = next((name for name in INDEXED.get(column, ()) if name in own or name in links), "")
        if led == "days" and links:
            led = next(iter(links))
        walked = links.get(led, Evidence.objects.all()).filter(own.get("days" if led in links else led, Q()))
        pool = _walking(self.qs, walked, self._fits(user, led, apart=led in links))
        if "author" in own and led != "author":  # whose entries are not many, and found by an index
            pool = replace(pool, tries=TRIED)
        if column in ONLY_DRAFTS_LACK and not may(user, Capability.VIEW_ALL_EVIDENCE):
            pool = replace(pool, without=lambda: Pool.of(self._drafts_near(user)))
        by_words = holding(self.words) if column in BESIDE_WORDS and not led else None
        if by_words is None:
            return pool
        led_by = Pool(self.qs, by_words, self._fits(user, "text", apart=True), tries=TRIED)
        return replace(pool, tries=TRIED, led=led_by)

    def _links(self) -> dict[str, QuerySet[Evidence]]:
        """The entries of the one country or theme asked for, which are read by day."""
        found = {}
        for name, through in {"country": Evidence.countries.through, "term": Evidence.terms.through}.items():
            things = self.asked.get(name)
            keys = [one.pk for one in (things if isinstance(things, list) else [things]) if one]
            if len(keys) == 1:
                found[name] = linked(through, keys[0])
        return found

    def _fits(self, user: User, *led: str, apart: bool) -> list[Any]:
        """What to try at each entry, but for the filters that lead to them. `apart`: they are read from another table,
        which knows little of them."""
        own = [condition for name, condition in self.own_conditions.items() if name not in led]
        others = [one for name, one in self.other_conditions(one_by_one=True).items() if name not in led]
        sees_all = may(user, Capability.VIEW_ALL_EVIDENCE)
        # what another table says of an entry an index tells; for its words, SQLite reads what it holds
        on_sqlite = connection.vendor == "sqlite"
        text = [others.pop()] if on_sqlite and "text" in self.asked and "text" not in led else []
        if apart or (not on_sqlite and (others or not sees_all)):  # the key tells it of the few that are left
            return [*others, *([tried(self.queryset.filter(*own), by="pk")] if own or not sees_all else []), *text]
        return [*others, *own, *([] if sees_all else [tried(self.queryset, by="pk")]), *text]

    def _by_status(self, user: User) -> tuple[Pool, Pool]:
        """All that is accepted, and of the other statuses, which come after it, the little that is one's own."""
        fits = [*self.own_conditions.values(), *self.other_conditions(one_by_one=True).values()]
        near = Evidence.objects.near_to(user)
        # the little is tried for the words, on SQLite, which would gather all that hold them
        others = near.filter(*fits) if connection.vendor == "sqlite" and self.words else self.filter_queryset(near)
        accepted = Evidence.objects.counted()
        many = _walking(self.filter_queryset(accepted), accepted, fits)
        return many, Pool.of(others.exclude(status=EvidenceStatus.ACCEPTED))

    def _drafts_near(self, user: User) -> QuerySet[Evidence]:
        """Of what is not handed in, the little that staff may see, each tried for what else is asked."""
        drafts = Evidence.objects.near_to(user).filter(status__in=[EvidenceStatus.DRAFT, EvidenceStatus.DISCARDED])
        return drafts.filter(*self.own_conditions.values(), *self.other_conditions(one_by_one=True).values())


def _walking(gathered: QuerySet[Evidence], walked: QuerySet[Evidence], fits: list[Any]) -> Pool:
    return Pool(gathered, walked, fits) if fits else Pool(walked)
