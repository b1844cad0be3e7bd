"""What a file may change of a row that stands.

What was adopted is not changed: once a framework is past its draft, or something rests on it, what was left empty may
be filled in, words in a further language may be added, and a translation that is not official may give way to another.
An official wording changes by an amendment that the file states, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from objectives.actions.framework_rows import Key, Place, Values, Wanted

FREE = frozenset({"position", "status", "owner"})  # may change in a framework that is in force
WORDING = ("elements", "wording")
DESCRIBED = ("framework", "dimensions")  # a dimension that a file of the framework described stays with it
NEVER_FILLED = frozenset({"parent", "supersedes"})  # an empty one says something: a first level, a first framework
LEFT_OUT_STAYS = frozenset(
    {"translations", "owner", "dimensions", "rolls_up_to", "retired_on", "retired_reason", "set_on", "period"}
)
DECIDED_LATER = frozenset({"set_on", "period"})  # filled in by the load itself, so left out says nothing of them

FURTHER_LANGUAGES = 2  # beside the original

Problems = list[tuple[Place, str]]


class Histories:
    """The amendments that stand and those that a file states, by element and language, in their order."""

    def __init__(self, before: Mapping[Key, Values], after: Wanted) -> None:
        self.original = str(after["framework",][1]["language"])
        self._stored = _by_language(before)
        self._stated = _by_language({key: row for key, (_place, row) in after.items()})

    def wording(self, element: str, language: str, was: str, now: str) -> str | None:
        """The wording to keep, where amendments lead from one to the other; None where they do not.

        A file may be ahead of the database by amendments of its own, or behind it by those made since.
        """
        stored = self._stored.get((element, language), {})
        stated = self._stated.get((element, language), {})
        ahead = [row for number, row in stated.items() if number not in stored]
        behind = [row for number, row in stored.items() if number not in stated]
        if ahead and ahead[0]["before"] == was and ahead[-1]["after"] == now:
            return now
        if behind and behind[0]["before"] == now and behind[-1]["after"] == was:
            return was
        return None


def _by_language(rows: Mapping[Key, Values]) -> dict[tuple[str, str], dict[int, Values]]:
    found: dict[tuple[str, str], dict[int, Values]] = {}
    amendments = [(int(key[2]), key[1], row) for key, row in rows.items() if key[0] == "amendments"]
    for number, element, row in sorted(amendments, key=lambda one: one[0]):
        found.setdefault((element, row["language"]), {})[number] = row
    return found


def settle(
    place: Place, key: Key, before: Values | None, after: Values, *, histories: Histories, settled: bool
) -> tuple[Values, Problems]:
    """The values that a row is to have, and what of the file's is refused. `settled`: what stands is not rewritten."""
    if before is None:
        return after, []
    values: Values = {}
    problems: Problems = []
    for name, value in after.items():
        was = before[name]
        keeps = name in LEFT_OUT_STAYS if settled else name in DECIDED_LATER
        if (key[0], name) == DESCRIBED:
            values[name] = sorted({*was, *value})
        elif value == was or (keeps and is_empty(value)):
            values[name] = was
        elif not settled or name in FREE:
            values[name] = value
        elif name == "translations":
            values[name], refused = _translated((*place, name), key, was, value, histories)
            problems += refused
        elif name == "dimensions":
            values[name] = sorted({*was, *value})
        elif is_empty(was) and name not in NEVER_FILLED:
            values[name] = value
        else:
            is_wording = (key[0], name) == WORDING
            kept = histories.wording(key[1], histories.original, was, value) if is_wording else None
            values[name] = was if kept is None else kept
            problems += [((*place, name), _refusal(key, was))] if kept is None else []
    return values, problems


def _translated(place: Place, key: Key, was: Values, given: Values, histories: Histories) -> tuple[Values, Problems]:
    """Translations that stand, and those of the file: new ones are added, and unofficial ones replaced."""
    merged: Values = dict(was)
    problems: Problems = []
    for language, words in given.items():
        standing = was.get(language)
        if standing is None or standing.get("official") is False:
            merged[language] = words
            continue
        merged[language] = dict(standing)
        for name, text in words.items():
            if name == "official" or standing.get(name) == text:
                continue
            kept = text if name not in standing else None
            if kept is None and (key[0], name) == WORDING:
                kept = histories.wording(key[1], language, standing[name], text)
            if kept is None:
                problems.append(((*place, language, name), _refusal(key, standing[name])))
            else:
                merged[language][name] = kept
    if len(merged) > FURTHER_LANGUAGES:
        problems.append((place, _("with those that stand (%(known)s), it has more than three languages") % _known(was)))
    return merged, problems


def _known(translations: Values) -> dict[str, str]:
    return {"known": ", ".join(sorted(translations))}


def _refusal(key: Key, was: Any) -> str:
    if key[0] == "targets":
        message = _("stands as “%(before)s”; a revision is a further entry after it, with its reason")
    elif key[0] in ("dimensions", "categories"):
        message = _("is known as “%(before)s”, for all frameworks; write it so")
    else:
        message = _("stands as “%(before)s”; what was adopted is not changed")
    return message % {"before": _short(was)}


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or value in ("", [], {})


def _short(value: Any, length: int = 80) -> str:
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return text if len(text) <= length else f"{text[:length]}…"
