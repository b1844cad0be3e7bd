"""What stands below what: as activities say of themselves and of each other, in whatever order and file they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from objectives.actions.programme_many import Standing
from objectives.actions.programme_problems import below_itself, too_many_levels
from objectives.exchange.iati.activity import ActivityRead
from objectives.exchange.iati.awaiting import Waiting
from objectives.exchange.iati.report import Report
from objectives.hierarchy import MOST_LEVELS, children_of, depths, height, path_up, would_circle
from objectives.models import Programme

LEVEL, RELATED = "iati-activity/@hierarchy", "related-activity"


def named_elsewhere(found: Iterable[ActivityRead]) -> set[str]:
    """The activities that a file names as parents or children, by identifier."""
    return {reference for one in found for reference in [*one.parents, *one.children]}


def standings() -> dict[int, Standing]:
    """Where every programme on record stands now. One query."""
    rows = Programme.objects.values_list("pk", "parent", "awaited_parent", "awaited_parts")
    return {pk: Standing(parent, awaited or "", tuple(parts or ())) for pk, parent, awaited, parts in rows}


def changes(before: Mapping[int, Standing], after: Mapping[int, Standing]) -> dict[int, Standing]:
    """What stands another way afterwards. Who is part of another waits for none."""
    found = {pk: one for pk, one in after.items() if one != before[pk]}
    return {pk: replace(one, awaited_parent="") if one.parent else one for pk, one in found.items()}


def settle(
    found: Sequence[ActivityRead],
    known: Mapping[str, Programme],
    waiting: Sequence[Waiting],
    standing: Mapping[int, Standing],
    report: Report,
) -> dict[int, int | None]:
    """What programmes stand below (by key) where the activities say another than how they stand.

    `known` are the programmes by IATI identifier: those of the file, and those on record that it names. What a parent
    says of a child counts as what the child says of itself, also where the child came in an earlier file. `waiting` is
    what earlier files said; what this one says of the same programme goes before. Circles are in the report.
    """
    wanted = {pk: parent.pk if parent else None for pk, parent in _wanted(found, known, report).items()}
    then = {pk: one.parent for pk, one in standing.items()} | wanted
    lines = {known[one.identifier].pk: one.line for one in found}
    below = children_of(then)
    for one in waiting:
        child, parent = one.child.pk, one.parent.pk
        if child in wanted:
            continue
        above = 1 + sum(1 for _one in path_up(then, parent))
        if would_circle(then, child, parent) or above + height(below, child) > MOST_LEVELS:
            report.passed_over(RELATED, lines.get(parent) or lines.get(child), one.cannot)
            continue
        wanted[child] = then[child] = parent
        below[parent].append(child)
    moves = {pk: parent for pk, parent in wanted.items() if standing[pk].parent != parent}
    _tell_what_cannot_be(moves, then, known, lines, report)
    return moves


def _tell_what_cannot_be(
    moves: Mapping[int, int | None],
    then: Mapping[int, int | None],
    known: Mapping[str, Programme],
    lines: Mapping[int, int | None],
    report: Report,
) -> None:
    """Circles, and too many levels, each once: at the programme that the file puts there."""
    names = {programme.pk: identifier for identifier, programme in known.items()}
    told: set[int] = set()
    for pk, depth in depths(then).items():
        message = below_itself() if depth is None else too_many_levels() if depth >= MOST_LEVELS else ""
        if not message:
            continue
        moved = pk if pk in moves else next((one for one in path_up(then, pk) if one in moves), None)
        if moved is not None and moved not in told:
            told.add(moved)
            report.wrong(lines.get(moved), names.get(moved, ""), RELATED, message)


def _wanted(
    found: Sequence[ActivityRead], known: Mapping[str, Programme], report: Report
) -> dict[int, Programme | None]:
    """The parent of each programme (by key) that the file says something of."""
    said_of: defaultdict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for one in found:
        said_of[one.identifier] = [(reference, one.relations[reference]) for reference in one.parents]
    for one in found:
        for child in one.children:
            said_of[child].append((one.identifier, one.relations[child]))
    activities = {one.identifier: one for one in found}
    uses_levels = len({one.level or 1 for one in found}) > 1
    wanted: dict[int, Programme | None] = {}
    for identifier, references in said_of.items():
        programme, activity = known.get(identifier), activities.get(identifier)
        if programme is None:
            for _reference, line in references:
                report.passed_over(RELATED, line, _("the activity that it names is not known here yet"))
        elif parent := _chosen(activity, references, activities, known, report):
            wanted[programme.pk] = parent
        elif activity and not references and uses_levels:
            _top(activity, programme, wanted, report)
    return wanted


def _chosen(
    activity: ActivityRead | None,
    references: Sequence[tuple[str, int | None]],
    activities: Mapping[str, ActivityRead],
    known: Mapping[str, Programme],
    report: Report,
) -> Programme | None:
    """Of several parents the one of the level above, or else the first; the others are told."""
    names = dict.fromkeys(reference for reference, _line in references if reference in known)
    for reference, line in references:
        if reference not in known:
            report.passed_over(RELATED, line, _("the activity that it names is not known here yet"))
    if not names:
        return None
    level = activity.level or 1 if activity else None
    levels = {name: activities[name].level or 1 for name in names if name in activities}
    above = [name for name in names if level and levels.get(name) == level - 1]
    chosen = (above or list(names))[0]
    for reference, line in references:
        if reference in known and reference != chosen:
            report.passed_over(RELATED, line, _("a programme is part of one other; there is one already"))
    if activity and activity.level and levels.get(chosen, 0) >= activity.level:
        report.passed_over(LEVEL, activity.line, _("it is not below that of the activity that it is part of"))
    return known[chosen]


def _top(activity: ActivityRead, programme: Programme, wanted: dict[int, Programme | None], report: Report) -> None:
    """Of an activity that names no parent, in a file of several levels: one of the first level stands below none that
    came from a file; one of another should name one."""
    if activity.level == 1 and programme.parent and programme.parent.iati_identifier:
        wanted[programme.pk] = None
    elif activity.level and activity.level > 1:
        report.passed_over(LEVEL, activity.line, _("it is below the first, and names no activity that it is part of"))
