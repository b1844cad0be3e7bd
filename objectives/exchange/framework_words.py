"""What a load changed, or would change, in words: for the command and for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from objectives.actions.framework import Changes
from objectives.actions.framework_changes import Change

ALWAYS = ("elements", "indicators", "threads")  # counted even where there are none
LISTS = {"threads": "lineage"}  # a list by the name that people count it by
LONGEST = 300


@dataclass(frozen=True)
class Line:
    """One row on the page: its name, and what is in it or what of it changes, before and after."""

    name: str
    text: str
    values: tuple[tuple[str, str, str], ...] = ()


def sentence(changes: Changes) -> str:
    """One line on what a file changed: "MC/1842: 22 elements, 4 indicators, 0 threads added"."""
    if changes.is_empty:
        return _("%(symbol)s: nothing to change") % {"symbol": changes.symbol}
    added = ", ".join(counts(changes, always=ALWAYS))
    line = _("%(symbol)s: %(added)s added") % {"symbol": changes.symbol, "added": added}
    if changes.changed:
        line += ngettext(", %(n)s row changed", ", %(n)s rows changed", changes.changed) % {"n": changes.changed}
    if changes.superseded:
        line += _("; %(symbol)s is superseded") % {"symbol": changes.superseded}
    return line


def counts(changes: Changes, always: tuple[str, ...] = ()) -> list[str]:
    """How many rows of each list are new, in words; where none is, only lists that are `always` counted are told."""
    return [
        words % {"n": number}
        for name, number in ((name, changes.added(LISTS.get(name, name))) for name in COUNTED)
        if (number or name in always) and (words := _counted(name, number))
    ]


COUNTED = (
    "elements",
    "indicators",
    "threads",
    "targets",
    "dimensions",
    "categories",
    "vocabularies",
    "terms",
    "amendments",
)


def _counted(name: str, n: int) -> str:
    return {
        "elements": ngettext("%(n)s element", "%(n)s elements", n),
        "indicators": ngettext("%(n)s indicator", "%(n)s indicators", n),
        "threads": ngettext("%(n)s thread", "%(n)s threads", n),
        "targets": ngettext("%(n)s target", "%(n)s targets", n),
        "dimensions": ngettext("%(n)s dimension", "%(n)s dimensions", n),
        "categories": ngettext("%(n)s category", "%(n)s categories", n),
        "vocabularies": ngettext("%(n)s vocabulary", "%(n)s vocabularies", n),
        "terms": ngettext("%(n)s term", "%(n)s terms", n),
        "amendments": ngettext("%(n)s amendment", "%(n)s amendments", n),
    }[name]


HEADINGS = {
    "framework": gettext_lazy("The framework itself"),
    "elements": gettext_lazy("Elements"),
    "indicators": gettext_lazy("Indicators"),
    "targets": gettext_lazy("Targets"),
    "lineage": gettext_lazy("Lineage"),
    "amendments": gettext_lazy("Amendments"),
    "vocabularies": gettext_lazy("Vocabularies"),
    "terms": gettext_lazy("Terms"),
    "dimensions": gettext_lazy("Dimensions"),
    "categories": gettext_lazy("Categories"),
}


def added_lines(changes: Changes) -> list[tuple[str, list[Line]]]:
    """The rows that are new, list by list."""
    return _by_list(row for row in changes.rows if row.before is None and row.key[0] != "framework")


def changed_lines(changes: Changes) -> list[tuple[str, list[Line]]]:
    """The rows that are changed, list by list, each with its values before and after."""
    return _by_list(row for row in changes.rows if row.before is not None)


def _by_list(rows: Iterator[Change]) -> list[tuple[str, list[Line]]]:
    lists: dict[str, list[Line]] = {}
    for row in rows:
        lists.setdefault(row.key[0], []).append(_line(row))
    return [(str(heading), lists[name]) for name, heading in HEADINGS.items() if name in lists]


def _line(row: Change) -> Line:
    values = tuple((name, in_words(was), in_words(now)) for name, (was, now) in row.changed.items())
    return Line(_name(row), _text(row), values if row.before is not None else ())


def _name(row: Change) -> str:
    kind, *key = row.key
    if kind == "lineage":
        ancestor, descendant = " ".join(part for part in key[:2] if part), key[2]
        return f"{ancestor or '–'} → {descendant or '–'}"
    if kind == "targets":
        return f"{key[1]}, {key[2]}"
    return ", ".join(key if kind in ("amendments", "terms", "categories") else key[-1:])


def _text(row: Change) -> str:
    """What a row is, by the words that tell it from others."""
    for name in ("label", "title", "name", "note", "after", "value", "kind"):
        if row.after.get(name) not in (None, ""):
            return in_words(row.after[name])
    return ""


def in_words(value: Any) -> str:
    """A value as a person reads it, cut where it is long; "–" for none."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
    elif isinstance(value, list | tuple):
        text = "; ".join(in_words(one) for one in value)
    elif isinstance(value, dict):
        text = "; ".join(f"{name}: {in_words(one)}" for name, one in value.items())
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
