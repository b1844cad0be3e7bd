"""What stands below what: as activities say of themselves and of each other, in whatever order and file they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from objectives.exchange.iati.activity import ActivityRead
from objectives.exchange.iati.report import Report
from objectives.hierarchy import path_up
from objectives.models import Programme

LEVEL = "iati-activity/@hierarchy"
Move = Callable[[Programme, Programme | None], None]


def named_elsewhere(found: Iterable[ActivityRead]) -> set[str]:
    """The activities that a file names as parents or children, by identifier."""
    return {reference for one in found for reference in [*one.parents, *one.children]}


def settle(found: Sequence[ActivityRead], known: Mapping[str, Programme], report: Report, move: Move) -> None:
    """Have `move` put programmes where the activities say, each below what is in its place already.

    `known` are the programmes by IATI identifier: those of the file, and those on record that it names. What a parent
    says of a child counts as what the child says of itself, also where the child came in an earlier file.
    """
    wanted = _wanted(found, known, report)
    by_key = {one.pk: one for one in known.values()}
    standing = dict(Programme.objects.values_list("pk", "parent"))
    then = standing | {pk: parent.pk if parent else None for pk, parent in wanted.items()}
    for pk in sorted(wanted, key=lambda pk: sum(1 for _one in path_up(then, pk))):
        if standing[pk] != then[pk]:
            move(by_key[pk], wanted[pk])


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
                report.passed_over("related-activity", line, _("the activity that it names is not known here"))
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
            report.passed_over("related-activity", line, _("the activity that it names is not known here"))
    if not names:
        return None
    level = activity.level or 1 if activity else None
    levels = {name: activities[name].level or 1 for name in names if name in activities}
    above = [name for name in names if level and levels.get(name) == level - 1]
    chosen = (above or list(names))[0]
    for reference, line in references:
        if reference in known and reference != chosen:
            report.passed_over("related-activity", line, _("a programme is part of one other; there is one already"))
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
