"""Programmes from an activity file: matched by their IATI identifier, all or nothing, and tried first on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.models import User
from objectives.actions.programme_content import ProgrammeInput, said, with_parts
from objectives.actions.programme_many import (
    AT_ONCE,
    ProgrammesRefused,
    Row,
    Standing,
    Written,
    retire_many,
    write_many,
)
from objectives.actions.programmes import hold_tree
from objectives.enums import PROGRAMME_MOVES, ProgrammeStatus, WordingLanguage
from objectives.exchange.iati.activity import OVER, ActivityRead, Reader
from objectives.exchange.iati.awaiting import naming, remember, waiting
from objectives.exchange.iati.codes import Codes
from objectives.exchange.iati.report import FileRefused, Report
from objectives.exchange.iati.standing import changes, named_elsewhere, settle, standings
from objectives.exchange.iati.xml import activities
from objectives.models import Programme, State
from objectives.permissions import Capability, require

DOCUMENT_PARTS = {"url": "@url", "media": "@format", "title": "title", "description": "description"} | {
    "categories": "category",
    "languages": "language",
}


@dataclass
class Outcome:
    """What a file did, or would do: codes of programmes, and the report of its elements."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    @property
    def is_sound(self) -> bool:
        return not self.report.problems


@dataclass
class FileRead:
    """The activities of a file, and the outcome so far: what is wrong with the file itself."""

    found: list[ActivityRead]
    outcome: Outcome


def import_programmes(file: IO[bytes], *, by: User, dry_run: bool = False) -> Outcome:
    """Bring programmes up to what a file says. Nothing is written on a dry run, or where anything is wrong in it.

    What a file does not tell (offices, focal points, a part that it leaves out) stays. The same file twice changes
    nothing. Raises FileRefused for what is no activity file that can be read.
    """
    return write_file(read_file(file, by=by), by=by, dry_run=dry_run)


def read_file(file: IO[bytes], *, by: User) -> FileRead:
    """What a file says. It is read before any transaction begins: on SQLite nobody else can write during one."""
    require(by, Capability.MANAGE_PROGRAMMES)
    outcome = Outcome()
    return FileRead(read_activities(file, outcome.report), outcome)


def write_file(read: FileRead, *, by: User, dry_run: bool = False) -> Outcome:
    """Bring programmes up to what was read, all of it or nothing."""
    require(by, Capability.MANAGE_PROGRAMMES)
    with transaction.atomic():
        if read.outcome.is_sound:
            _write(read.found, read.outcome, by)
        if dry_run or not read.outcome.is_sound:
            transaction.set_rollback(True)
    return read.outcome


def read_activities(file: IO[bytes], report: Report) -> list[ActivityRead]:
    """The activities of a file as programmes take them; what is wrong is in the report."""
    reader = Reader(report, set(State.objects.values_list("iso", flat=True)))
    found = [reader.read(element, root) for element, root in activities(file, reader.parts, report)]
    if not found:
        raise FileRefused(_("The file holds no activity."))
    times = Counter(one.identifier for one in found if one.identifier)
    for one in found:
        if times[one.identifier] > 1:
            report.wrong(one.line, one.identifier, "iati-identifier", _("Two activities have this identifier."))
    return found


def _write(found: list[ActivityRead], outcome: Outcome, by: User) -> None:
    """Every programme, with what stands below what; then those that are over are retired."""
    hold_tree()
    known = _known_by({one.identifier for one in found})
    states, codes = {one.iso: one for one in State.objects.all()}, Codes()
    rows = []
    for one in found:
        kept = known.get(one.identifier)
        rows.append(Row(_content(one, kept, states), kept, "" if kept else codes.free_for(one)))
    try:
        written = write_many(rows=rows, place=lambda programmes: _places(found, programmes, outcome), by=by)
    except ProgrammesRefused as refused:
        for number, problems in refused.problems.items():
            _tell(found[number], problems, outcome.report)
        return
    if outcome.is_sound:
        retired = _retire(found, written.programmes, by)
        _sort(found, rows, written, retired, outcome)


def _retire(found: list[ActivityRead], programmes: list[Programme], by: User) -> list[Programme]:
    over = [
        programme
        for one, programme in zip(found, programmes, strict=True)
        if one.status in OVER and ProgrammeStatus.RETIRED in PROGRAMME_MOVES[programme.status]
    ]
    if over:
        retire_many(programmes=over, reason=_("Its IATI file says that it is over."), by=by)
    return over


def _sort(
    found: list[ActivityRead], rows: list[Row], written: Written, retired: list[Programme], outcome: Outcome
) -> None:
    """What became of each programme, and of those on record that the file says something of."""
    ours, gone = {one.pk for one in written.programmes}, {one.pk for one in retired}
    others = Programme.objects.filter(pk__in=written.changed - ours).order_by("pk")
    outcome.changed += others.values_list("code", flat=True)
    outcome.retired += [one.code for one in retired]
    for row, programme in zip(rows, written.programmes, strict=True):
        if row.kept is None:
            outcome.added.append(programme.code)
        elif programme.pk in written.changed | gone:
            outcome.changed.append(programme.code)
        else:
            outcome.unchanged.append(programme.code)


def _known_by(identifiers: set[str]) -> dict[str, Programme]:
    """The programmes on record of these IATI identifiers, with all that hangs on them, held until it is written."""
    wanted = sorted(identifiers)
    known: dict[str, Programme] = {}
    for start in range(0, len(wanted), AT_ONCE):
        batch = Programme.objects.filter(iati_identifier__in=wanted[start : start + AT_ONCE])
        keys = list(batch.select_for_update(no_key=True).values_list("pk", flat=True))
        known |= {one.iati_identifier or "": one for one in with_parts(keys)}
    return known


def _tell(one: ActivityRead, problems: Mapping[str, list[str]], report: Report) -> None:
    """What an action refuses goes to the report, at the line that it concerns."""
    for name, messages in problems.items():
        for message in messages:
            report.wrong(_line_of(one, name), one.identifier, _element_of(name), message)


def _content(one: ActivityRead, programme: Programme | None, states: dict[str, State]) -> ProgrammeInput:
    """What a programme would say: what the file tells, and of the rest what is on record."""
    countries = tuple(states[iso] for iso in one.countries)
    told: dict[str, Any] = {
        "titles": one.titles,
        "descriptions": one.descriptions,
        "iati_identifier": one.identifier,
        "countries": countries,
        "shares": one.shares,
        "regions_share": one.regions_share,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "donors": tuple(one.donors),
        "budgets": tuple(budget for _line, budget in one.budgets),
        "documents": tuple(document for _line, document in one.documents),
    }
    kept = said(programme) if programme else None
    told["titles"], told["stand_in"] = _titles(one, kept)
    if kept is None:
        return ProgrammeInput(**told)
    told["descriptions"] = {**kept.descriptions, **one.descriptions}
    given = {name: value for name, value in told.items() if value or name == "stand_in"}
    if one.shares or one.regions_share is not None:
        given |= {"shares": one.shares, "regions_share": one.regions_share}
    elif countries and set(countries) != set(kept.countries):
        given |= {"shares": {}, "regions_share": None}  # those on record are of other countries
    return replace(kept, **given)


def _titles(one: ActivityRead, kept: ProgrammeInput | None) -> tuple[dict[str, str], str]:
    """The titles of a programme, and that in another language which stands in for one ("" = none does).

    It is renewed with its file, goes once the file has a proper title, and stays away where a person typed another.
    """
    english = WordingLanguage.ENGLISH.value
    here = dict(kept.titles) if kept else {}
    stands_in = bool(kept and kept.stand_in and here.get(english) == kept.stand_in)
    if one.titles:
        if stands_in:
            del here[english]
        return {**here, **one.titles}, ""
    if one.other_title and (stands_in or here in ({}, {english: one.other_title})):
        return {**here, english: one.other_title}, one.other_title
    return here, (kept.stand_in if kept else "") or ""


def _places(found: list[ActivityRead], programmes: list[Programme], outcome: Outcome) -> dict[int, Standing]:
    """Where programmes stand, as the activities say; also those on record that they name. None where any cannot."""
    ours = {one.identifier: programme for one, programme in zip(found, programmes, strict=True)}
    known = ours | _known_by(named_elsewhere(found) - set(ours))
    namers = naming(known)
    standing = standings()
    moves = settle(found, known, waiting(found, known, namers), standing, outcome.report)
    if not outcome.is_sound:
        return {}
    then = standing | {pk: replace(standing[pk], parent=parent) for pk, parent in moves.items()}
    return changes(standing, then | remember(found, known, namers, then, outcome.report))


def _line_of(one: ActivityRead, name: str) -> int | None:
    """The line that an action's problem is about: that of the budget or document, where it names one."""
    number = name.rpartition("_")[2]
    lines = {"budget": [line for line, _row in one.budgets], "document": [line for line, _row in one.documents]}
    of_kind = lines.get(name.partition("_")[0], [])
    return of_kind[int(number)] if number.isdigit() and int(number) < len(of_kind) else one.line


def _element_of(name: str) -> str:
    """The element that an action's field stands for."""
    kinds = {
        "budget": "budget",
        "donor": "participating-org",
        "parent": "related-activity",
        "ends": "activity-date",
        "document": "document-link",
        "share": "recipient-country",
        "title": "title",
        "description": "description",
        "iati": "iati-identifier",
    }
    kind, _parted, rest = name.partition("_")
    part = DOCUMENT_PARTS.get(rest.partition("_")[0], "") if kind == "document" else ""
    return "/".join(one for one in (kinds.get(kind, ""), part) if one)
