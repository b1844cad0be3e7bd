"""The attributes of an activity that no programme has a place for, so that a report leaves nothing untold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from objectives.exchange.iati.xml import XML_LANG

DAY, CODE, NONE = frozenset({"iso-date"}), frozenset({"code"}), frozenset[str]()
READ = {  # by element, what is read of it, and what the standard asks of each file and says nothing of a programme
    "iati-activity": frozenset({"hierarchy", "default-currency", "last-updated-datetime", XML_LANG}),
    "iati-identifier": NONE,
    "reporting-org": frozenset({"ref", "type"}),
    "title": NONE,
    "description": frozenset({"type"}),
    "activity-status": CODE,
    "activity-date": frozenset({"iso-date", "type"}),
    "participating-org": frozenset({"ref", "role"}),
    "recipient-country": frozenset({"code", "percentage"}),
    "budget": frozenset({"type"}),
    "budget/period-start": DAY,
    "budget/period-end": DAY,
    "budget/value": frozenset({"currency", "value-date"}),
    "document-link": frozenset({"url", "format"}),
    "document-link/title": NONE,
    "document-link/category": CODE,
    "document-link/language": CODE,
    "document-link/document-date": DAY,
    "related-activity": frozenset({"ref", "type"}),
}


def unread(activity: Any) -> Iterator[tuple[Any, str]]:
    """Each attribute of an activity, and of the parts of it that are read, that nobody reads: its element, and where it
    stands, as "budget/@status". Those of a narrative are left to its text."""
    yield from _of(activity, "iati-activity")
    for child in activity:
        path = str(child.tag)
        if path in READ:
            yield from _of(child, path)
            for part in child:
                yield from _of(part, f"{path}/{part.tag}")


def _of(element: Any, path: str) -> Iterator[tuple[Any, str]]:
    for name in element.attrib if path in READ else ():
        if name not in READ[path]:
            yield element, f"{path}/@{str(name).rpartition('}')[2]}"
