"""What stands below what: as activities say of themselves and of each other, in whatever order and file they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from objectives.exchange.iati.activity import LONGEST_IDENTIFIER, ActivityRead
from objectives.exchange.iati.report import Report
from objectives.hierarchy import MOST_LEVELS, levels, path_up, would_circle
from objectives.models import Programme

LEVEL, RELATED = "iati-activity/@hierarchy", "related-activity"
Move = Callable[[Programme, Programme | None], None]
Await = Callable[[Programme, str], None]


def named_elsewhere(found: Iterable[ActivityRead]) -> set[str]:
    """The activities that a file names as parents or children, by identifier."""
    return {reference for one in found for reference in [*one.parents, *one.children]}


def settle(
    found: Sequence[ActivityRead],
    known: Mapping[str, Programme],
    waiting: Sequence[Programme],
    report: Report,
    move: Move,
) -> None:
    """Have `move` put programmes where the activities say, each below what is in its place already.

    `known` are the programmes by IATI identifier: those of the file, and those on record that it names. What a parent
    says of a child counts as what the child says of itself, also where the child came in an earlier file. `waiting` are
    those whose earlier file named a parent that comes with this one; what this one says of them goes before.
    """
    wanted = _wanted(found, known, report)
    by_key = {one.pk: one for one in (*known.values(), *waiting)}
    standing = dict(Programme.objects.values_list("pk", "parent"))
    then = standing | {pk: parent.pk if parent else None for pk, parent in wanted.items()}
    lines = {one.identifier: one.line for one in found}
    for one in waiting:
        parent = known[one.awaited_parent or ""]
        if one.pk in wanted:
            continue
        if would_circle(then, one.pk, parent.pk) or levels(then, one.pk, parent.pk) > MOST_LEVELS:
            why = _("a programme that waited for it cannot stand below it")
            report.passed_over(RELATED, lines.get(one.awaited_parent or ""), why)
            continue
        wanted[one.pk], then[one.pk] = parent, parent.pk
    for pk in sorted(wanted, key=lambda pk: sum(1 for _one in path_up(then, pk))):
        if standing[pk] != then[pk]:
            move(by_key[pk], wanted[pk])


def remember(found: Sequence[ActivityRead], known: Mapping[str, Programme], await_parent: Await) -> None:
    """Have `await_parent` note which parent, not known yet, a programme is said to be part of, if it stands below none.

    One of the first level that names no parent waits for none any more, where the file has several levels.
    """
    uses_levels = len({one.level or 1 for one in found}) > 1
    rows = Programme.objects.values_list("pk", "parent", "awaited_parent")
    standing = {pk: (parent, awaited or "") for pk, parent, awaited in rows}
    for one in found:
        programme = known[one.identifier]
        parent, before = standing[programme.pk]
        awaited = before
        if one.parents and parent is None:
            awaited = next((reference for reference in one.parents if is_awaited(reference, known)), "")
        elif uses_levels and one.level == 1 and not one.parents:
            awaited = ""
        if awaited != before:
            await_parent(programme, awaited)


def is_awaited(reference: str, known: Mapping[str, Programme]) -> bool:
    """Whether an activity that another says to be part of may still come."""
    return reference not in known and len(reference) <= LONGEST_IDENTIFIER


def _wanted(
    found: Sequence[ActivityRead], known: Mapping[str, Programme], report: Report
) -> dict[int, Programme | None]:
    """The parent of each programme (by key) that the file says something of."""
    said_of: defaultdict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for one in found:
        said_of[one.identifier] = [(reference, one.line) for reference in one.parents]
    for one in found:
        for child in one.children:
            said_of[child].append((one.identifier, one.line))
    activities = {one.identifier: one for one in found}
    uses_levels = len({one.level or 1 for one in found}) > 1
    wanted: dict[int, Programme | None] = {}
    for identifier, references in said_of.items():
        programme, activity = known.get(identifier), activities.get(identifier)
        if programme is None:
            for _reference, line in references:
                report.passed_over(RELATED, line, _("the activity that it names is not known here"))
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
