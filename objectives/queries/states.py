"""Which States there are, what each was on a day, and their names in the order of the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import OfficialLanguage, Standing
from objectives.folding import Asked
from objectives.models import Delegation, State, StateStanding
from objectives.queries.name_order import by_name, sort_key


@dataclass(frozen=True)
class Counts:
    """How many States were what on a day."""

    members: int
    observers: int


STATED_ON = date(2004, 11, 4)  # the date of the document
STATED = Counts(members=105, observers=27)  # MC/INF/274, paragraph 19: "105 Member and 27 observer States today"


def states_on(day: date, standing: Standing) -> QuerySet[State]:
    """The States that were members, observers or neither on a day."""
    held = StateStanding.objects.on(day)
    if standing == Standing.NEITHER:
        return State.objects.exclude(pk__in=held.values("state_id"))
    return State.objects.filter(pk__in=held.filter(standing=standing).values("state_id"))


def standing_of(state: State, day: date) -> Standing:
    """What a State was on a day. One query."""
    held = StateStanding.objects.on(day).filter(state=state).first()
    return Standing(held.standing) if held else Standing.NEITHER


def counts_on(day: date) -> Counts:
    """How many members and observers are on record for a day. One query."""
    held = StateStanding.objects.on(day).order_by()
    numbers = dict(held.values_list("standing").annotate(number=Count("id")))
    return Counts(numbers.get(Standing.MEMBER, 0), numbers.get(Standing.OBSERVER, 0))


@dataclass(frozen=True)
class StateRow:
    """A State as it was on a day."""

    state: State
    name: str
    sort_key: str
    standing: Standing
    since: date | None
    until: date | None

    @property
    def order_since(self) -> date:
        """The first day, for sorting: what has none comes before."""
        return self.since or date.min


def state_list(*, day: date, language: str, standing: str = "", text: str = "") -> list[StateRow]:
    """The States as they were on a day, in the order of a language: all, or of one standing, or with words in a name.

    The words are looked for in the names in every official language, without regard to accents. Two queries.
    """
    held = {one.state_id: one for one in StateStanding.objects.on(day)}
    rows = [
        _row(state, held.get(state.pk), language) for state in State.objects.all() if not text or _is_named(state, text)
    ]
    return sorted((row for row in rows if standing in ("", row.standing)), key=lambda row: row.sort_key)


def _row(state: State, held: StateStanding | None, language: str) -> StateRow:
    name = state.name_in(language)
    standing = Standing(held.standing) if held else Standing.NEITHER
    since, until = (held.since, held.until) if held else (None, None)
    return StateRow(state, name, sort_key(name, language), standing, since, until)


def _is_named(state: State, text: str) -> bool:
    return Asked.of(text).all_in([state.iso, *(state.name_in(language) for language in OfficialLanguage.values)])


def find_state(iso: str) -> State | None:
    """The State of an ISO code, as it is written."""
    return State.objects.filter(iso=iso).first()


def history(state: State) -> list[StateStanding]:
    """Every standing of a State, the latest first."""
    return list(StateStanding.objects.filter(state=state).order_by("-since"))


def delegates(state: State) -> list[User]:
    """The people who read for a State, by name."""
    delegations = Delegation.objects.filter(state=state).order_by("pk").select_related("user")
    return by_name([one.user for one in delegations], lambda user: user.name)
