"""Writing many programmes at once, as a file says them: in bulk, with the same rows as the actions on one leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.actions.programme_content import ProgrammeInput, put_columns, said, told, with_parts, write_parts
from objectives.actions.programme_problems import Problems, said_problems
from objectives.actions.programme_words import ask_for_words
from objectives.actions.programmes import hold_tree
from objectives.enums import ProgrammeStatus
from objectives.hierarchy import MOST_LEVELS, depths
from objectives.models import AuditEvent, Programme
from objectives.permissions import Capability, require

AT_ONCE = 500  # programmes of one statement
COLUMNS = (
    "iati_identifier",
    "title",
    "description",
    "language",
    "translations",
    "stand_in_title",
    "regions_percentage",
    "starts_on",
    "ends_on",
)


@dataclass(frozen=True)
class Row:
    """A programme to write: the one that is kept, read `with_parts`, or the code of a new one."""

    content: ProgrammeInput
    kept: Programme | None = None
    code: str = ""


@dataclass(frozen=True)
class Standing:
    """What a programme stands below, by key, and what is not on record yet above or below it."""

    parent: int | None
    awaited_parent: str = ""
    awaited_parts: tuple[str, ...] = ()


Place = Callable[[list[Programme]], Mapping[int, Standing]]


class ProgrammesRefused(Exception):
    """What stands against each row that does not hold together, by the number of the row."""

    def __init__(self, problems: Mapping[int, Problems]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} rows do not hold together")


@dataclass(frozen=True)
class Written:
    """The programmes of the rows, in their order, and the keys of all that are another than before."""

    programmes: list[Programme]
    changed: frozenset[int]


@transaction.atomic
def write_many(*, rows: Sequence[Row], place: Place, by: User) -> Written:
    """Write programmes, and what stands below what; offices and focal points stay as they are.

    `place` is handed the programmes of the rows, in their order, and says of those whose standing changes what it is,
    also of others on record. Raises ProgrammesRefused, and writes nothing, where a row does not hold together.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    problems = {number: found for number, row in enumerate(rows) if (found := said_problems(row.content))}
    if problems:
        raise ProgrammesRefused(problems)
    hold_tree()
    before = {row.kept.pk: told(row.kept) for row in rows if row.kept is not None}
    programmes: list[Programme] = []
    touched: dict[int, None] = {}
    for some in _in_parts(rows):
        all_of_them, written = _write(some)
        programmes += all_of_them
        touched |= dict.fromkeys(one.pk for one in written)
    standings = place(programmes)
    ours = {one.pk for one in programmes}
    others = [key for key in standings if key not in ours]
    before |= {one.pk: told(one) for some in _in_parts(others) for one in with_parts(some)}
    _place(standings)
    changed = _tell(list(touched | dict.fromkeys(standings)), before, by)
    return Written(programmes, frozenset(changed))


def _in_parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _write(rows: Sequence[Row]) -> tuple[list[Programme], list[Programme]]:
    """Rows and all that hangs on them, but for what they stand below: all of them, and those that were written."""
    programmes: list[Programme] = []
    fresh: list[tuple[Programme, ProgrammeInput]] = []
    other: list[tuple[Programme, ProgrammeInput]] = []
    for row in rows:
        programme = row.kept or Programme(code=row.code, status=ProgrammeStatus.ACTIVE)
        programmes.append(programme)
        if row.kept is None:
            put_columns(programme, row.content)
            fresh.append((programme, row.content))
        elif row.content != said(row.kept):
            _change(programme, row.content)
            other.append((programme, row.content))
    Programme.objects.bulk_create(programme for programme, _content in fresh)
    write_parts([*fresh, *other])
    return programmes, [programme for programme, _content in (*fresh, *other)]


def _change(programme: Programme, content: ProgrammeInput) -> None:
    """Write the columns that say another thing than before; most files change budgets and documents alone."""
    before = {name: getattr(programme, name) for name in COLUMNS}
    put_columns(programme, content)
    changed = {name: getattr(programme, name) for name in COLUMNS if getattr(programme, name) != before[name]}
    if changed:
        Programme.objects.filter(pk=programme.pk).update(**changed)
    if {"title", "translations"} & changed.keys():
        ask_for_words(programme)


def _place(standings: Mapping[int, Standing]) -> None:
    """Put programmes where they stand, from the top down: so there is no circle on the way."""
    then = dict(Programme.objects.values_list("pk", "parent")) | {key: one.parent for key, one in standings.items()}
    deep = depths(then)
    wrong = [key for key in standings if (depth := deep[key]) is None or depth >= MOST_LEVELS]
    if wrong:
        raise ValueError(f"programmes {wrong[:5]} would stand below themselves, or in too many levels")

    def order(key: int) -> tuple[Any, ...]:
        one = standings[key]
        return (deep[key], one.parent or 0, one.awaited_parent, one.awaited_parts)

    for (_depth, _parent, awaited, parts), keys in groupby(sorted(standings, key=order), key=order):
        alike = list(keys)
        for some in _in_parts(alike):
            Programme.objects.filter(pk__in=some).update(
                parent=standings[alike[0]].parent,
                awaited_parent=awaited or None,
                awaited_parts=list(parts) or None,
            )


def _tell(keys: Sequence[int], before: Mapping[int, dict[str, Any]], by: User) -> set[int]:
    """Note in the audit what is new, and what is another than before; the keys of the latter."""
    changed: set[int] = set()
    for some in _in_parts(keys):
        now = {one.pk: (one, told(one)) for one in with_parts(some)}
        added = [key for key in some if key not in before]
        altered = [key for key in some if key in before and now[key][1] != before[key]]
        changed.update(altered)
        for action, of_these in (("programme.add", added), ("programme.change", altered)):
            events = ((key, str(now[key][0]), before.get(key), now[key][1]) for key in of_these)
            if of_these:
                AuditEvent.objects.record_many(by=by, action=action, of=Programme, events=events)
    return changed


@transaction.atomic
def retire_many(*, programmes: Sequence[Programme], reason: str, by: User) -> None:
    """Offer programmes no longer, all for one reason. None of them is retired."""
    require(by, Capability.MANAGE_PROGRAMMES)
    after = {"status": ProgrammeStatus.RETIRED, "reason": reason}
    for some in _in_parts(programmes):
        Programme.objects.filter(pk__in=[one.pk for one in some]).update(
            status=ProgrammeStatus.RETIRED, retired_on=timezone.localdate(), retired_reason=reason
        )
        events = ((one.pk, str(one), {"status": one.status}, after) for one in some)
        AuditEvent.objects.record_many(by=by, action="programme.retire", of=Programme, events=events)
