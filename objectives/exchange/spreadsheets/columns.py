"""The columns of a spreadsheet of evidence: their names, which never change, and what people call them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from objectives.exchange.spreadsheets.ground import Ground, Measure
from objectives.models import Category
from objectives.queries.evidence_parts import PART_NAMES

DAYS = ("starts_on", "ends_on")
REFERENCE, REMARK = "external_reference", "#"
NUMBERED = re.compile(r"(serves|how|citation|paragraph|url)_([1-9][0-9]?)")
MOST_SERVED, MOST_SOURCES = 20, 10
OFFERED_SERVED = 4  # pairs of columns in the template
HEADER_WITHIN = 10  # lines from the top
MOST_TOLD = 20  # unknown columns


def sheet_name() -> str:
    """What the sheet of entries is called in the reader's language."""
    return _("Evidence")


def sheet_names() -> set[str]:
    """The same in every language, as names are compared: a file may come back from whoever reads another one."""
    names = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(name_of(sheet_name()))
    return names


def plain_columns() -> dict[str, tuple[str, str]]:
    """The columns that every framework has, in the template's order: what people call each, and what to write."""
    return {
        REFERENCE: (_("Your reference"), _("What you call it, such as NBO-2026-014. No two entries have the same.")),
        "title": (str(PART_NAMES["title"]), _("Who did what, where. 200 characters at most.")),
        "description": (str(PART_NAMES["description"]), _("What happened, for whom, with whom, and what came of it.")),
        "beneficiaries": (str(PART_NAMES["beneficiaries"]), _("500 characters at most.")),
        "starts_on": (_("First day"), _("A date, or 2026-09-14.")),
        "ends_on": (_("Last day"), _("The same as the first, if it took a day.")),
        "date_precision": (_("Dates are exact to"), _("day, month, year or period; empty means day.")),
        "office": (str(PART_NAMES["office"]), _("Its code, from the list.")),
        "programme": (str(PART_NAMES["programme"]), _("Its code, from the list; empty if it was under none.")),
        "countries": (str(PART_NAMES["countries"]), _("Codes of two letters; several with “;” between them.")),
        "themes": (str(PART_NAMES["terms"]), _("Codes, from the list; several with “;” between them.")),
        "sensitivity": (str(PART_NAMES["sensitivity"]), _("shareable or internal; empty means shareable.")),
    }


def numbered_columns() -> dict[str, tuple[str, str]]:
    """The columns that come with a number: how people call them, and what to write."""
    return {
        "serves": (_("Served %(number)s"), _("The code of an objective or role, from the list.")),
        "how": (_("How it served it %(number)s"), _("One line. 300 characters at most.")),
        "citation": (_("Source %(number)s: document"), _("A report, agreement or record, with its symbol or date.")),
        "paragraph": (_("Source %(number)s: paragraph"), _("Where in it, if that helps.")),
        "url": (_("Source %(number)s: address"), _("If it stands on the web: https://…")),
    }


def label_of(key: str) -> str:
    """What people call a column of the file."""
    plain = plain_columns()
    if key in plain:
        return plain[key][0]
    if found := NUMBERED.fullmatch(key):
        return numbered_columns()[found[1]][0] % {"number": found[2]}
    return key


def letter(index: int) -> str:
    """A column's letter as spreadsheets show it, from its place counted from 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True)
class FigureColumns:
    """Where the figure of an indicator stands, and its parts. No place: the column is not in the file."""

    measure: Measure
    place: int | None
    parts: tuple[tuple[Category, int], ...]


@dataclass
class Columns:
    """Where everything stands in the rows of one file (places are counted from 0)."""

    names: dict[int, str] = field(default_factory=dict)  # as the file writes them
    plain: dict[str, int] = field(default_factory=dict)
    served: list[tuple[int, int | None]] = field(default_factory=list)
    sources: list[tuple[int | None, int | None, int | None]] = field(default_factory=list)
    figures: list[FigureColumns] = field(default_factory=list)
    remarks: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    width: int = 0

    @property
    def has_served(self) -> bool:
        return bool(self.served)

    @property
    def has_sources(self) -> bool:
        return bool(self.sources)


def holds_names(cells: list[Any]) -> bool:
    """Whether a line is the one that names the columns."""
    names = {name_of(cell) for cell in cells}
    return REFERENCE in names


def name_of(cell: Any) -> str:
    """The name of a column, as it is compared: "External Reference" and "external_reference" are one."""
    return "_".join(shown_name(cell).casefold().split())


def shown_name(cell: Any) -> str:
    """The name of a column as the file writes it, without marks that nobody sees."""
    text = str(cell if cell is not None else "")
    return " ".join("".join(one for one in text if unicodedata.category(one) != "Cf").split())


def read_columns(cells: list[Any], ground: Ground) -> Columns:
    """Find out what stands where. `problems` says which columns are not known, are there twice, or are missing."""
    found = Columns(width=len(cells))
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = name_of(cell)
        if not name:
            continue
        if name.startswith(REMARK):
            found.remarks.add(place)
            continue
        found.names[place] = shown_name(cell)
        if name in places:
            found.problems.append(
                _("Columns %(first)s and %(second)s are both called “%(name)s”. Take one of them out.")
                % {"first": letter(places[name]), "second": letter(place), "name": found.names[place]}
            )
            continue
        places[name] = place
    _take_plain(found, places)
    _take_numbered(found, places)
    _take_figures(found, places, ground)
    _tell_unknown(found, places, ground)
    return found


def _take_plain(found: Columns, places: dict[str, int]) -> None:
    for key in plain_columns():
        if key in places:
            found.plain[key] = places.pop(key)
    if "title" not in found.plain:
        found.problems.append(_("There is no column “title”. Begin with the template, and keep its first line."))


def _take_numbered(found: Columns, places: dict[str, int]) -> None:
    for base in ("citation", "paragraph", "url"):
        if base in places:
            places.setdefault(f"{base}_1", places.pop(base))
    for number in range(1, MOST_SERVED + 1):
        serves, how = places.pop(f"serves_{number}", None), places.pop(f"how_{number}", None)
        if serves is not None:
            found.served.append((serves, how))
        elif how is not None:
            found.problems.append(
                _("There is a column “how_%(number)s” and no “serves_%(number)s” for it. Add it, or take it out.")
                % {"number": number}
            )
    for number in range(1, MOST_SOURCES + 1):
        source = tuple(places.pop(f"{base}_{number}", None) for base in ("citation", "paragraph", "url"))
        if any(place is not None for place in source):
            found.sources.append(source)  # type: ignore[arg-type]


def _take_figures(found: Columns, places: dict[str, int], ground: Ground) -> None:
    for measure in ground.measures:
        place = places.pop(name_of(measure.key), None)
        parts = [
            (category, places.pop(name, None))
            for dimension, category in measure.parts
            for name in [name_of(measure.part_key(dimension, category))]
        ]
        standing = tuple((category, at) for category, at in parts if at is not None)
        if place is not None or standing:
            found.figures.append(FigureColumns(measure, place, standing))


def _tell_unknown(found: Columns, places: dict[str, int], ground: Ground) -> None:
    unknown = list(places.values())
    for place in unknown[:MOST_TOLD]:
        found.problems.append(
            _(
                "Column %(letter)s, “%(name)s”, is not one that %(framework)s has. Give it a name of the template, or "
                "begin its name with “#” so that it is passed over."
            )
            % {"letter": letter(place), "name": found.names[place][:60], "framework": ground.framework}
        )
    further = len(unknown) - MOST_TOLD
    if further > 0:
        message = ngettext(
            "%(number)s further column is not one that %(framework)s has.",
            "%(number)s further columns are not ones that %(framework)s has. Is it the right framework?",
            further,
        )
        number = number_format(further, force_grouping=True)
        found.problems.append(message % {"number": number, "framework": ground.framework})
