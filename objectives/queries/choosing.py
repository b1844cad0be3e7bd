"""What a person means by a few typed words: a programme, an office, a country, a theme.

Each finder knows what can be chosen, and answers from words of its code or of its title in any language, without
accents. It reads some thousand short rows for that and gives twenty at most.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from iomtrack.accounts.models import User
from objectives.enums import ProgrammeStatus
from objectives.folding import Asked, folded
from objectives.models import Evidence, Framework, Office, Programme, State, Term
from objectives.models.naming import all_languages, in_language, readers_language
from objectives.queries.name_order import by_name

MOST = 20
SHORT = 40  # a list of so many can be shown whole
RECENT = 6  # how many of one's own last choices are offered before anything is typed
LOOKED_BACK = 60  # how far back in one's own entries these are looked for
TOO_LONG = 300  # no name is so long
IN_BRACKETS = re.compile(r"\(([\w.-]+)[^()]*\)\s*$")

M = TypeVar("M", bound=Model)


def rank(asked: Asked, code: str, names: Iterable[str]) -> int | None:
    """How well a thing fits the words: 0 is the very thing, then what begins with them; None where a word lacks."""
    said = [_folded_name(code), *map(_folded_name, names)]
    if asked.whole in said:
        return 0
    text = " ".join(said)
    if not all(word in text for word in asked.words):
        return None
    if any(one.startswith(asked.whole) for one in said):
        return 1
    return 2 if all(f" {word}" in f" {text}" for word in asked.words) else 3


@lru_cache(maxsize=20_000)
def _folded_name(name: str) -> str:
    return folded(name)  # the same names are compared at each letter that is typed


def typed_code(text: str) -> str:
    """The code in what a box holds: "Safe return (RET-01)" and "RET-01" name the same."""
    found = IN_BRACKETS.search(text)
    return found.group(1) if found else text.strip()


class Finder(ABC, Generic[M]):
    """What can be chosen of one kind, by one person.

    `columns` are those that `code`, `names` and `label` read, where no more of a long list is to be read than they are.
    """

    kind: ClassVar[str]
    columns: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def on_offer(self) -> QuerySet[M]:
        """All that can be chosen, with what `label` and `names` need."""

    @abstractmethod
    def code(self, one: M) -> str:
        """By what it is known beside its title."""

    @abstractmethod
    def names(self, one: M) -> Iterable[str]:
        """Its title, in every language that it has."""

    @abstractmethod
    def recent(self) -> list[M]:
        """What this person chose last, the newest first."""

    @cached_property
    def rows(self) -> list[M]:
        """All that can be chosen, read once; of a long list, rows with its columns and keys alone. One query."""
        offered = self.on_offer()
        return list(offered.values_list("pk", *self.columns, named=True)) if self.columns else list(offered)

    def whole(self, rows: Sequence[M]) -> list[M]:
        """Some of the rows with all that they have. One query, or none."""
        if not self.columns or not rows:
            return list(rows)
        found = self.on_offer().in_bulk([one.pk for one in rows])
        return [found[one.pk] for one in rows if one.pk in found]

    def has_any(self) -> bool:
        """Whether there is anything to choose."""
        return True

    def label(self, one: M) -> str:
        """As the box shows it, and takes it again."""
        return str(one)

    def at_once(self) -> list[tuple[str, list[M]]]:
        """All of a short list, by the heading that each stands under; nothing of a longer one."""
        return []

    def by_code(self, code: str) -> M | None:
        """The one of a code, where codes are unique."""
        return None

    def exactly(self, text: str) -> M | None:
        """The one named by its code, its whole title, or as its label has it; None where none or several are."""
        if not text.strip() or len(text) > TOO_LONG:
            return None
        if found := self.by_code(typed_code(text)):
            return found
        asked = Asked.of(text)
        named = [
            one
            for one in self.rows
            if asked.whole == folded(self.label(one)) or rank(asked, self.code(one), self.names(one)) == 0
        ]
        return next(iter(self.whole(named)), None) if len(named) == 1 else None

    def matching(self, text: str, most: int = MOST) -> list[M]:
        """Those that have all the words, the best first."""
        asked = Asked.of(text[:TOO_LONG])
        if not asked.words:
            return []
        ranked = [(rank(asked, self.code(one), self.names(one)), one) for one in self.rows]
        found = [(place, one) for place, one in ranked if place is not None]
        in_order = sorted(by_name(found, lambda row: self.label(row[1])), key=lambda row: row[0])
        return self.whole([one for _place, one in in_order[:most]])

    def in_order(self, rows: Iterable[M]) -> list[M]:
        """Several that were chosen, as the page shows them."""
        return by_name(rows, self.label)


class Programmes(Finder[Programme]):
    """Programmes; one that was merged is taken as the one that it is now."""

    kind = "programmes"
    columns = ("code", "title", "language", "translations", "status")

    def __init__(self, user: User, kept: Programme | None = None) -> None:
        self.user, self.kept = user, kept

    def on_offer(self) -> QuerySet[Programme]:
        in_use = ~Q(status=ProgrammeStatus.RETIRED)
        return Programme.objects.visible_to(self.user).filter(in_use | Q(pk=self.kept.pk) if self.kept else in_use)

    def code(self, one: Programme) -> str:
        return one.code

    def names(self, one: Programme) -> Iterable[str]:
        return all_languages(one, "title").values()

    def label(self, one: Programme) -> str:
        """ "Safe return in the lake region (RET-01)"; a proposed one says so."""
        proposed = f", {_('proposed')}" if one.status == ProgrammeStatus.PROPOSED else ""
        return f"{in_language(one, 'title', readers_language())} ({one.code}{proposed})"

    def by_code(self, code: str) -> Programme | None:
        found = Programme.objects.visible_to(self.user).filter(code__iexact=code).select_related("merged_into")
        return next((living for one in found if (living := self._living(one))), None)

    def _living(self, one: Programme) -> Programme | None:
        living = one.merged_into or one
        is_kept = self.kept is not None and living.pk == self.kept.pk
        return living if is_kept or living.status != ProgrammeStatus.RETIRED else None

    def recent(self) -> list[Programme]:
        return _recent(self.on_offer(), self.user, "programme")


class Offices(Finder[Office]):
    """Offices; one that was merged is taken as the one that it is now."""

    kind = "offices"
    columns = ("code", "name", "language", "translations")

    def __init__(self, user: User, kept: Office | None = None) -> None:
        self.user, self.kept = user, kept

    def on_offer(self) -> QuerySet[Office]:
        in_use = Q(retired_on__isnull=True)
        return Office.objects.visible_to(self.user).filter(in_use | Q(pk=self.kept.pk) if self.kept else in_use)

    def code(self, one: Office) -> str:
        return one.code

    def names(self, one: Office) -> Iterable[str]:
        return all_languages(one, "name").values()

    def label(self, one: Office) -> str:
        """ "Nairobi (NBO)"."""
        return f"{in_language(one, 'name', readers_language())} ({one.code})"

    def by_code(self, code: str) -> Office | None:
        found = Office.objects.visible_to(self.user).filter(code__iexact=code).select_related("merged_into")
        return next((living for one in found if (living := self._living(one))), None)

    def _living(self, one: Office) -> Office | None:
        living = one.merged_into or one
        is_kept = self.kept is not None and living.pk == self.kept.pk
        return living if is_kept or not living.is_retired else None

    def recent(self) -> list[Office]:
        return _recent(self.on_offer(), self.user, "office")


class Countries(Finder[State]):
    """Countries and areas, by their names in English and in the reader's language, or their ISO code."""

    kind = "countries"

    def __init__(self, user: User) -> None:
        self.user = user

    def on_offer(self) -> QuerySet[State]:
        return State.objects.all()

    def code(self, one: State) -> str:
        return one.iso

    def names(self, one: State) -> Iterable[str]:
        return {one.name, str(one)}

    def by_code(self, code: str) -> State | None:
        return State.objects.filter(iso__iexact=code).first()

    def recent(self) -> list[State]:
        return _recent(self.on_offer(), self.user, "countries")


class Themes(Finder[Term]):
    """The terms of a framework's vocabularies: those in use, and retired ones that a record has already."""

    kind = "themes"

    def __init__(self, framework: Framework, kept: Iterable[Term] = ()) -> None:
        self.framework, self.kept = framework, [term.pk for term in kept]

    def on_offer(self) -> QuerySet[Term]:
        of_framework = Term.objects.filter(vocabulary__framework=self.framework)
        offered = of_framework.filter(Q(retired_on__isnull=True) | Q(pk__in=self.kept))
        return offered.select_related("vocabulary").order_by("vocabulary__position", "position", "id")

    def has_any(self) -> bool:
        return bool(self.rows)

    def code(self, one: Term) -> str:
        return one.code

    def names(self, one: Term) -> Iterable[str]:
        translated = (str(words.get("label", "")) for words in one.translations.values())
        return [one.label, *(name for name in translated if name), one.vocabulary.name]

    def in_order(self, rows: Iterable[Term]) -> list[Term]:
        return list(rows)  # as their lists have them

    def at_once(self) -> list[tuple[str, list[Term]]]:
        rows = self.rows if len(self.rows) <= SHORT else []
        return [(str(name), list(terms)) for name, terms in groupby(rows, key=lambda term: term.vocabulary.name)]

    def recent(self) -> list[Term]:
        return []


def own_recents(user: User) -> dict[str, list[Any]]:
    """What a person's own last entries name and can be chosen still, by kind, the newest first. Two queries."""
    entries = list(
        Evidence.objects.filter(author=user).select_related("office", "programme").order_by("-pk")[:LOOKED_BACK]
    )
    offices = (one.office for one in entries if one.office and not one.office.is_retired)
    programmes = (one.programme for one in entries if one.programme and one.programme.status != ProgrammeStatus.RETIRED)
    named = Evidence.countries.through.objects.filter(evidence__in=[one.pk for one in entries])
    countries = (one.state for one in named.select_related("state").order_by("-evidence_id"))
    found = {Offices.kind: offices, Programmes.kind: programmes, Countries.kind: countries}
    return {kind: list(dict.fromkeys(rows))[:RECENT] for kind, rows in found.items()}


def _recent(offered: QuerySet[Any], user: User, relation: str) -> list[Any]:
    """What a person's own last entries name, the newest first. Two queries."""
    own = Evidence.objects.filter(author=user, **{f"{relation}__isnull": False}).order_by("-pk")
    keys = list(dict.fromkeys(own.values_list(relation, flat=True)[:LOOKED_BACK]))[:RECENT]
    found = {one.pk: one for one in offered.filter(pk__in=keys)} if keys else {}
    return [found[key] for key in keys if key in found]
