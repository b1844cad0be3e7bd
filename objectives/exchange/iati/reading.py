"""Programmes from an activity file: matched by their IATI identifier, all or nothing, and tried first on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import programmes
from objectives.actions.programme_content import ProgrammeInput, as_input, snapshot
from objectives.enums import PROGRAMME_MOVES, ProgrammeStatus
from objectives.exchange.iati.activity import OVER, ActivityRead, Reader
from objectives.exchange.iati.report import FileRefused, Report
from objectives.exchange.iati.standing import named_elsewhere, remember, settle
from objectives.exchange.iati.xml import activities
from objectives.models import Programme, State
from objectives.permissions import Capability, require

LONGEST_CODE = 40
DOCUMENT_PARTS = {"url": "@url", "media_type": "@format", "title_en": "title", "description": "description"} | {
    "categories": "category",
    "languages": "language",
}
NO_CODE = re.compile(r"[^A-Za-z0-9.-]+")


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


def import_programmes(file: IO[bytes], *, by: User, dry_run: bool = False) -> Outcome:
    """Bring programmes up to what a file says. Nothing is written on a dry run, or where anything is wrong in it.

    What a file does not tell (offices, focal points, a part that it leaves out) stays. The same file twice changes
    nothing. Raises FileRefused for what is no activity file that can be read.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    outcome = Outcome()
    found = read_activities(file, outcome.report)
    with transaction.atomic():
        if outcome.is_sound:
            _write(found, outcome, by)
        if dry_run or not outcome.is_sound:
            transaction.set_rollback(True)
    return outcome


def read_activities(file: IO[bytes], report: Report) -> list[ActivityRead]:
    """The activities of a file as programmes take them; what is wrong is in the report."""
    reader = Reader(report, set(State.objects.values_list("iso", flat=True)))
    found = [reader.read(element, root) for element, root in activities(file, reader.parts)]
    if not found:
        raise FileRefused(_("The file holds no activity."))
    times = Counter(one.identifier for one in found if one.identifier)
    for one in found:
        if times[one.identifier] > 1:
            report.wrong(one.line, one.identifier, "iati-identifier", _("Two activities have this identifier."))
    return found


def _write(found: list[ActivityRead], outcome: Outcome, by: User) -> None:
    """First every programme, then what stands below what, since a parent may come later in the file."""
    known = _known_by({one.identifier for one in found})
    before = {identifier: snapshot(one) for identifier, one in known.items()}
    states = {one.iso: one for one in State.objects.all()}
    written: dict[str, Programme] = {}
    for one in found:
        content = _content(one, known.get(one.identifier), states)
        programme = _put(one, content, known.get(one.identifier), outcome.report, by)
        if programme is not None:
            written[one.identifier] = programme
    if outcome.is_sound:
        _set_parents(found, written, outcome, by)
    if not outcome.is_sound:
        return
    for one in found:
        programme = written[one.identifier]
        programme.refresh_from_db()
        if one.status in OVER and ProgrammeStatus.RETIRED in PROGRAMME_MOVES[programme.status]:
            programmes.retire(programme=programme, reason=_("Its IATI file says that it is over."), by=by)
            outcome.retired.append(programme.code)
        if one.identifier not in before:
            outcome.added.append(programme.code)
        elif snapshot(programme) != before[one.identifier]:
            outcome.changed.append(programme.code)
        else:
            outcome.unchanged.append(programme.code)


def _known_by(identifiers: set[str]) -> dict[str, Programme]:
    """The programmes on record of these IATI identifiers."""
    wanted = sorted(identifiers)
    known: dict[str, Programme] = {}
    for start in range(0, len(wanted), 500):
        batch = Programme.objects.filter(iati_identifier__in=wanted[start : start + 500])
        known |= {one.iati_identifier: one for one in batch if one.iati_identifier}
    return known


def _put(
    one: ActivityRead, content: ProgrammeInput, programme: Programme | None, report: Report, by: User
) -> Programme | None:
    """Write one programme; what an action refuses goes to the report, at the line that it concerns."""
    try:
        if programme is None:
            return programmes.add(code=_code_for(one), content=content, by=by)
        return programmes.change(programme=programme, content=content, by=by)
    except ActionError as error:
        for name, messages in error.problems.items():
            for message in messages:
                report.wrong(_line_of(one, name), one.identifier, _element_of(name), message)
        return None


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
    if programme is None:
        return ProgrammeInput(**told)
    kept = as_input(programme)
    told["titles"], told["descriptions"] = {**kept.titles, **one.titles}, {**kept.descriptions, **one.descriptions}
    given = {name: value for name, value in told.items() if value}
    if one.shares or one.regions_share is not None:
        given |= {"shares": one.shares, "regions_share": one.regions_share}
    elif countries and set(countries) != set(kept.countries):
        given |= {"shares": {}, "regions_share": None}  # those on record are of other countries
    return replace(kept, **given)


def _set_parents(found: list[ActivityRead], written: dict[str, Programme], outcome: Outcome, by: User) -> None:
    """Put programmes below others, as the activities say; of those on record that they name as children, too."""
    activities = {one.identifier: one for one in found}
    elsewhere = _known_by(named_elsewhere(found) - set(written))

    def move(programme: Programme, parent: Programme | None) -> None:
        identifier = programme.iati_identifier or ""
        moved = replace(as_input(Programme.objects.get(pk=programme.pk)), parent=parent)
        _put(activities.get(identifier) or ActivityRead(None, identifier), moved, programme, outcome.report, by)
        if identifier not in activities:
            outcome.changed.append(programme.code)

    def await_parent(programme: Programme, identifier: str) -> None:
        waits = replace(as_input(programme), awaited_parent=identifier)
        _put(activities[programme.iati_identifier or ""], waits, programme, outcome.report, by)

    known = elsewhere | written
    settle(found, known, _waiting_for(written), outcome.report, move)
    remember(found, known, await_parent)


def _waiting_for(known: Mapping[str, Programme]) -> list[Programme]:
    """The programmes on record that were said to be part of one of these before it was known."""
    wanted = sorted(known)
    waiting: list[Programme] = []
    for start in range(0, len(wanted), 500):
        waiting += Programme.objects.filter(parent=None, awaited_parent__in=wanted[start : start + 500]).order_by("pk")
    return waiting


def _code_for(one: ActivityRead) -> str:
    """The code of a new programme: its identifier without the organization's, cut to what fits, and free."""
    rest = one.identifier.removeprefix(one.organization).strip("-") if one.organization else one.identifier
    code = NO_CODE.sub("-", rest or one.identifier).strip("-.")[:LONGEST_CODE] or "IATI"
    taken = set(Programme.objects.filter(code__istartswith=code[: LONGEST_CODE - 5]).values_list("code", flat=True))
    folded = {other.casefold() for other in taken} | {"new", "propose"}
    number, free = 1, code
    while free.casefold() in folded:
        number += 1
        free = f"{code[: LONGEST_CODE - 1 - len(str(number))]}-{number}"
    return free


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
    }
    kind, _parted, rest = name.partition("_")
    part = DOCUMENT_PARTS.get(rest.rpartition("_")[0], "") if kind == "document" else ""
    return "/".join(one for one in (kinds.get(kind, ""), part) if one)
