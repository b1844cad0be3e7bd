"""What must hold between the elements of a framework file and its lineage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext as _

from objectives.enums import FrameworkStatus, LineageKind
from objectives.exchange.framework_file import slug_of
from objectives.exchange.located import Located, Place, text_in

SHOWN_STEPS = 8  # of a circle of parents
MEETING = 2  # a merger has two ancestors or more, a split two descendants or more

Found = Iterator[tuple[Place, str]]


def code_in(row: dict[str, Any], name: str = "code") -> str:
    """A code in a row, as it will be kept; "" where it is missing or is no text."""
    return normalize("NFC", text_in(row, name))


def element_codes(located: Located) -> set[str]:
    """The codes of all elements in the file."""
    return {code_in(row) for _place, row in located.rows("elements")} - {""}


def twice(located: Located, rows: Iterable[tuple[Place, dict[str, Any]]]) -> Found:
    """Codes given to two of these rows; capitals make no difference, because people do not hear them."""
    seen: dict[str, Place] = {}
    for place, row in rows:
        code = code_in(row)
        first = seen.setdefault(code.casefold(), place)
        if code and first != place:
            message = _("“%(code)s” is given already in line %(line)s")
            yield (*place, "code"), message % {"code": code, "line": located.line_of((*first, "code"))}


def structure(located: Located) -> Found:
    """What does not hold, place by place, however many fields are faulty in themselves."""
    yield from twice(located, located.rows("elements"))
    for check in (_parents, _threads, _mergers, _itself):
        yield from check(located)


def _parents(located: Located) -> Found:
    parents = {code_in(row): code_in(row, "parent") for _place, row in located.rows("elements")}
    before, circles = set[str](), circles_in(parents)
    round_about = {code for circle in circles.values() for code in circle}
    for place, row in located.rows("elements"):
        parent, code = code_in(row, "parent"), code_in(row)
        if parent and parent == code:
            yield (*place, "parent"), _("an element cannot be its own parent")
        elif parent and parent not in parents:
            yield (*place, "parent"), _("no element “%(code)s” is in this file") % {"code": parent}
        elif code in circles:
            yield (*place, "parent"), _("its parents lead back to itself: %(way)s") % {"way": _way(circles[code])}
        elif parent and parent not in before and code not in round_about:
            yield (*place, "parent"), _("“%(code)s” must stand before its children") % {"code": parent}
        before.add(code)


def _way(circle: list[str]) -> str:
    steps = circle if len(circle) <= SHOWN_STEPS else [*circle[: SHOWN_STEPS - 1], "…"]
    return " → ".join([*steps, circle[0]])


def circles_in(parents: dict[str, str]) -> dict[str, list[str]]:
    """The circles in which parents go, each from its first element in the file upwards; in one walk of them all."""
    found: dict[str, list[str]] = {}
    order, walked = {code: number for number, code in enumerate(parents)}, set[str]()
    for start in parents:
        way, code = list[str](), start
        while code and code in parents and code not in walked:
            walked.add(code)
            way.append(code)
            code = parents[code]
        if code in way:
            circle = way[way.index(code) :]
            turn = circle.index(min(circle, key=lambda one: order[one]))
            found[circle[turn]] = circle[turn:] + circle[:turn]
    return found


def way_up(code: str, parents: dict[str, str]) -> list[str]:
    """An element and those above it, nearest first; where they go in a circle, up to the first that comes again."""
    way, last = {code: None}, code
    while (above := parents.get(last, "")) and above not in way:
        way[above], last = None, above
    return [*way, above] if above else [*way]


def _threads(located: Located) -> Found:
    known, seen = element_codes(located), dict[tuple[str, str, str], Place]()
    for place, row in located.rows("lineage"):
        kind, ancestor, descendant = text_in(row, "kind"), code_in(row, "ancestor"), code_in(row, "descendant")
        origin = text_in(row, "ancestor_framework") or located.text("supersedes")
        yield from ((place + at, message) for at, message in _ends(kind, ancestor, descendant, origin))
        if descendant and descendant not in known:
            yield (*place, "descendant"), _("no element “%(code)s” is in this file") % {"code": descendant}
        first = seen.setdefault((origin if ancestor else "", ancestor, descendant), place)
        if (ancestor or descendant) and first != place:
            yield place, _("this thread is given already in line %(line)s") % {"line": located.line_of(first)}


def _ends(kind: str, ancestor: str, descendant: str, origin: str) -> Found:
    if kind == LineageKind.NEW and ancestor:
        yield ("ancestor",), _("what is new has no ancestor")
    if kind == LineageKind.DISCONTINUED and descendant:
        yield ("descendant",), _("what is discontinued has no descendant")
    if kind in LineageKind.values and kind != LineageKind.NEW and not ancestor:
        yield (), _("ancestor is required for “%(kind)s”") % {"kind": kind}
    if kind in LineageKind.values and kind != LineageKind.DISCONTINUED and not descendant:
        yield (), _("descendant is required for “%(kind)s”") % {"kind": kind}
    if ancestor and not origin:
        yield ("ancestor",), _("say of which framework, by ancestor_framework or by supersedes at the top")


def _mergers(located: Located) -> Found:
    """A merger has two ancestors or more, a split two descendants or more; a draft may not have all of them yet."""
    if (located.text("status") or FrameworkStatus.DRAFT) == FrameworkStatus.DRAFT:
        return
    messages = {
        LineageKind.MERGED: ("descendant", _("only one element is merged into “%(code)s”; a merger has two or more")),
        LineageKind.SPLIT: ("ancestor", _("“%(code)s” is split into one element only; a split has two or more")),
    }
    threads = list(located.rows("lineage"))
    for kind, (end, message) in messages.items():
        of_kind = [(place, code_in(row, end)) for place, row in threads if text_in(row, "kind") == kind]
        meeting = Counter(code for _place, code in of_kind)
        for place, code in of_kind:
            if code and meeting[code] < MEETING:
                yield (*place, end), message % {"code": code}


def _itself(located: Located) -> Found:
    symbol = located.text("symbol")
    if symbol and not located.text("slug") and not slug_of(symbol):
        yield ("symbol",), _("no web address can be made from this symbol; give one by slug, such as “strategy-2030”")
    if symbol and located.text("supersedes") == symbol:
        yield ("supersedes",), _("a framework cannot supersede itself")
    for place, row in located.rows("lineage"):
        if symbol and text_in(row, "ancestor_framework") == symbol:
            yield (*place, "ancestor_framework"), _("ancestors are of an earlier framework")
