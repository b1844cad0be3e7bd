"""A file of States beside the list on record: what it would change, and loading it, all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import zip_longest

from django.utils.translation import gettext as _

from objectives.actions.standings import StandingInput, StateHistory
from objectives.exchange.states_file import CellProblem, StateRow, StatesRefused, read_states
from objectives.models import State, StateStanding

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """A standing, with the row of the file that gives it; None where it is on record and not in the file."""

    content: StandingInput
    row: int | None


def plan(text: str) -> list[StateHistory]:
    """What a file would change: for each State that would be another than it is, what it is and what it would be.

    A row whose State and first day are on record puts that standing in its place; other standings on record stay. A
    standing without a last day lasts until the next one of its State begins. Raises StatesRefused.
    """
    states = {state.iso: state for state in State.objects.all()}
    by_state: dict[str, list[StateRow]] = defaultdict(list)
    for row in read_states(text, known=set(states)):
        by_state[row.iso].append(row)
    on_record = _on_record(by_state)
    problems: list[CellProblem] = []
    planned = [_history(states[iso], on_record[iso], rows, problems) for iso, rows in by_state.items()]
    if problems:
        raise StatesRefused(problems)
    return [one for one in planned if not one.is_unchanged]


def _on_record(isos: Iterable[str]) -> defaultdict[str, list[StandingInput]]:
    found: defaultdict[str, list[StandingInput]] = defaultdict(list)
    rows = StateStanding.objects.filter(state__iso__in=list(isos)).order_by("since")
    for iso, standing, since, until in rows.values_list("state__iso", "standing", "since", "until"):
        found[iso].append(StandingInput(standing, since, until))
    return found


def _history(
    state: State, before: list[StandingInput], rows: list[StateRow], problems: list[CellProblem]
) -> StateHistory:
    """A State's history with the rows of the file in it; what overlaps is added to the problems."""
    entries: dict[date, Entry] = {one.since: Entry(one, None) for one in before}
    for row in rows:
        if row.since:
            entries[row.since] = Entry(StandingInput(row.standing, row.since, row.until), row.row)
    in_order = [entries[since] for since in sorted(entries)]
    after = [_ended(one, following, problems) for one, following in zip_longest(in_order, in_order[1:])]
    language = next((row.language for row in rows if row.language), state.language)
    return StateHistory(state, tuple(before), tuple(after), language)


def _ended(entry: Entry, following: Entry | None, problems: list[CellProblem]) -> StandingInput:
    """A standing with the last day that it has where another follows it."""
    content = entry.content
    if following is None:
        return content
    next_day = following.content.since
    if content.until is None:
        return StandingInput(content.standing, content.since, next_day - DAY)
    if content.until >= next_day and entry.row is not None:
        message = _("This overlaps the standing of this State since %(day)s.") % {"day": next_day}
        problems.append(CellProblem(entry.row, "until", message))
    elif content.until >= next_day and following.row is not None:
        message = _("This State is on record with another standing until %(day)s.") % {"day": content.until}
        problems.append(CellProblem(following.row, "since", message))
    return content


def fingerprint(planned: list[StateHistory]) -> str:
    """A mark of what would change, by which it is known again when a person says yes to it."""
    said = [(one.state.iso, one.before, one.after, one.state.language, one.language) for one in planned]
    return sha256(repr(said).encode()).hexdigest()
