"""Programmes from an activity file: matched by their IATI identifier, all or nothing, and tried first on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import programmes
from objectives.actions.programme_content import BudgetInput, ProgrammeInput, snapshot
from objectives.enums import PROGRAMME_MOVES, ProgrammeStatus
from objectives.exchange.iati.activity import OVER, ActivityRead, Reader
from objectives.exchange.iati.report import FileRefused, Report
from objectives.exchange.iati.xml import activities
from objectives.models import Programme, State
from objectives.models.naming import all_languages
from objectives.permissions import Capability, require

LONGEST_CODE = 40
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
    found = [reader.read(element, root) for element, root in activities(file)]
    if not found:
        raise FileRefused(_("The file holds no activity."))
    times = Counter(one.identifier for one in found if one.identifier)
    for one in found:
        if times[one.identifier] > 1:
            report.wrong(one.line, one.identifier, "iati-identifier", _("Two activities have this identifier."))
    return found


def _write(found: list[ActivityRead], outcome: Outcome, by: User) -> None:
    """First every programme, then what stands below what, since a parent may come later in the file."""
    known = _known(found)
    before = {identifier: snapshot(one) for identifier, one in known.items()}
    states = {one.iso: one for one in State.objects.all()}
    written: dict[str, Programme] = {}
    for one in found:
        content = _content(one, known.get(one.identifier), states)
        programme = _put(one, content, known.get(one.identifier), outcome.report, by)
        if programme is not None:
            written[one.identifier] = programme
    if outcome.is_sound:
        _set_parents(found, written, states, outcome.report, by)
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


def _known(found: Iterable[ActivityRead]) -> dict[str, Programme]:
    """The programmes on record that a file speaks of, by IATI identifier."""
    return _known_by({one.identifier for one in found})


def _known_by(identifiers: set[str]) -> dict[str, Programme]:
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
    budgets: tuple[BudgetInput, ...] = tuple(budget for _line, budget in one.budgets)
    if programme is None:
        return ProgrammeInput(
            titles=one.titles,
            descriptions=one.descriptions,
            iati_identifier=one.identifier,
            countries=countries,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            donors=tuple(one.donors),
            budgets=budgets,
        )
    return ProgrammeInput(
        titles=all_languages(programme, "title") | one.titles,
        descriptions=all_languages(programme, "description") | one.descriptions,
        iati_identifier=one.identifier,
        parent=programme.parent,
        lead_office=programme.lead_office,
        offices=tuple(programme.offices.all()),
        countries=countries or tuple(programme.countries.all()),
        starts_on=one.starts_on or programme.starts_on,
        ends_on=one.ends_on or programme.ends_on,
        donors=tuple(one.donors) or tuple(donors_of(programme)),
        budgets=budgets or tuple(budgets_of(programme)),
        focal_points=tuple(programme.focal_points.all()),
    )


def donors_of(programme: Programme) -> Iterable[programmes.DonorInput]:
    return (programmes.DonorInput(one.name, one.iati_ref) for one in programme.donors.order_by("position"))


def budgets_of(programme: Programme) -> Iterable[BudgetInput]:
    rows = programme.budgets.order_by("starts_on", "kind")
    return (BudgetInput(one.amount, one.currency, one.starts_on, one.ends_on, one.kind) for one in rows)


def _set_parents(
    found: list[ActivityRead],
    written: dict[str, Programme],
    states: dict[str, State],
    report: Report,
    by: User,
) -> None:
    """Put programmes below others, as the activities say of themselves, or their parents of them."""
    named_by_parent = {child: one.identifier for one in found for child in one.children}
    wanted = {one.identifier: one.parent or named_by_parent.get(one.identifier, "") for one in found}
    elsewhere = _known_by(set(wanted.values()) - set(written) - {""})
    for one in found:
        reference = wanted[one.identifier]
        if not reference:
            continue
        parent = written.get(reference) or elsewhere.get(reference)
        programme = written[one.identifier]
        if parent is None:
            report.passed_over("related-activity", one.line, _("the activity that it names is not known here"))
        elif programme.parent_id != parent.pk:
            content = replace(_content(one, programme, states), parent=parent)
            moved = _put(one, content, programme, report, by)
            written[one.identifier] = moved or programme


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
    """The line that an action's problem is about: that of the budget, where it names one."""
    number = name.rpartition("_")[2]
    if name.startswith("budget_") and number.isdigit() and int(number) < len(one.budgets):
        return one.budgets[int(number)][0]
    return one.line


def _element_of(name: str) -> str:
    """The element that an action's field stands for."""
    kinds = {"budget": "budget", "donor": "participating-org", "parent": "related-activity", "ends": "activity-date"}
    return kinds.get(name.partition("_")[0], "")
