"""Relations to activities that are not known yet: remembered by the one that names the other, until that one comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from objectives.actions.programme_many import AT_ONCE, Standing
from objectives.exchange.iati.activity import LONGEST_IDENTIFIER, ActivityRead
from objectives.exchange.iati.report import Report
from objectives.models import Programme

MOST_AWAITED = 500  # parts that one programme remembers


@dataclass(frozen=True)
class Waiting:
    """A programme that stands below none, and the one that earlier files put it below; `cannot` says why it may not."""

    child: Programme
    parent: Programme
    cannot: str


def waiting(
    found: Sequence[ActivityRead], known: Mapping[str, Programme], namers: Sequence[Programme]
) -> list[Waiting]:
    """What earlier files said of programmes that are `known` only now, in order: what a child said of itself first.

    `namers` remember parts that have come. One that names its children anew in this file is asked no more.
    """
    late = _("a programme that waited for it cannot stand below it")
    told = [Waiting(one, known[one.awaited_parent or ""], late) for one in _children_of(known)]
    anew = {one.identifier for one in found if one.children}
    early = _("it cannot stand below the programme that named it as its part")
    for parent in namers:
        if parent.iati_identifier not in anew:
            children = (known[one] for one in parent.awaited_parts or () if one in known)
            told += [Waiting(one, parent, early) for one in children if one.parent_id is None]
    return told


def naming(known: Mapping[str, Programme]) -> list[Programme]:
    """The programmes on record that name one of these as their part, from before it was known."""
    rows = Programme.objects.filter(awaited_parts__isnull=False, merged_into=None).order_by("pk")
    return [one for one in rows if not known.keys().isdisjoint(one.awaited_parts or ())]


def _children_of(known: Mapping[str, Programme]) -> list[Programme]:
    """The programmes on record that were said to be part of one of these before it was known."""
    wanted = sorted(known)
    children: list[Programme] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        children += Programme.objects.filter(parent=None, awaited_parent__in=some).order_by("pk")
    return children


def remember(
    found: Sequence[ActivityRead],
    known: Mapping[str, Programme],
    namers: Sequence[Programme],
    standing: Mapping[int, Standing],
    report: Report,
) -> dict[int, Standing]:
    """Which parent, not known yet, a programme is said to be part of, if it stands below none, and which parts of its
    own are not known yet.

    One of the first level that names no parent waits for none any more, where the file has several levels.
    """
    uses_levels = len({one.level or 1 for one in found}) > 1
    silent = {one.pk: ActivityRead(None) for one in namers}
    then: dict[int, Standing] = {}
    for pk, one in (silent | {known[one.identifier].pk: one for one in found}).items():
        before = standing[pk]
        awaited = before.awaited_parent
        if one.parents and before.parent is None:
            awaited = next((reference for reference in one.parents if may_come(reference, known)), "")
        elif uses_levels and one.level == 1 and not one.parents:
            awaited = ""
        parts = _parts(one, before.awaited_parts, known, report)
        then[pk] = replace(before, awaited_parent=awaited, awaited_parts=parts)
    return then


def _parts(
    one: ActivityRead, before: tuple[str, ...], known: Mapping[str, Programme], report: Report
) -> tuple[str, ...]:
    """The parts that an activity names and that may still come; where it names none, those it named before."""
    coming = [reference for reference in dict.fromkeys(one.children or before) if may_come(reference, known)]
    for reference in islice(coming, MOST_AWAITED, None):
        why = _("a programme remembers at most %(most)s parts that are not known here yet") % {"most": MOST_AWAITED}
        report.passed_over("related-activity", one.relations.get(reference, one.line), why)
    return tuple(coming[:MOST_AWAITED])


def may_come(reference: str, known: Mapping[str, Programme]) -> bool:
    """Whether an activity that another names may still come."""
    return reference not in known and len(reference) <= LONGEST_IDENTIFIER
