"""The parts that a record is made of, and what people call each, on every page, form and spreadsheet: named as the form
names its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from objectives.models import Evidence, Indicator

HOW, FIGURE = "how-", "figure-"  # as the form names the fields of a contribution and of a figure
PART_NAMES = {
    "title": gettext_lazy("In one line"),
    "description": gettext_lazy("In a few sentences"),
    "beneficiaries": gettext_lazy("Who benefited"),
    "sensitivity": gettext_lazy("May it be shared?"),
    "starts_on": gettext_lazy("Days"),  # the last one too
    "office": gettext_lazy("Office"),
    "programme": gettext_lazy("Programme"),
    "countries": gettext_lazy("Countries and areas"),
    "terms": gettext_lazy("Themes"),
    "contributions": gettext_lazy("What it served"),
    "citation": gettext_lazy("Sources"),
    "files": gettext_lazy("Files"),
}
CHANGED_PARTS = PART_NAMES | {  # as an import tells them apart
    "starts_on": gettext_lazy("First day"),
    "ends_on": gettext_lazy("Last day"),
    "date_precision": gettext_lazy("Dates are exact to"),
    "figures": gettext_lazy("Figures"),
    "sources": PART_NAMES["citation"],
    "status": gettext_lazy("Status"),
}
NO_TITLES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Part:
    """A part of a record: its field on the form, and what people call it."""

    name: str
    label: str


def label_of(name: str, titles: Mapping[str, str] = NO_TITLES) -> str:
    """What people call a part: "In one line", "How it served O1", "O1.1, Persons assisted".

    `titles` are those of figures (`titles_of`); one that it lacks is called by its code alone.
    """
    if name.startswith(HOW):
        return how_label(name.removeprefix(HOW))
    if name.startswith(FIGURE):
        code = name.rpartition(":")[2]
        return figure_label(code, titles[name]) if name in titles else _("The figure for %(code)s") % {"code": code}
    return str(PART_NAMES.get(name, name))


def how_label(code: str) -> str:
    """What people call the line on how an element was served."""
    return _("How it served %(code)s") % {"code": code}


def figure_label(code: str, title: str) -> str:
    """What people call a figure, by its indicator."""
    return f"{code}, {title}"


def figure_of(indicator: Indicator) -> str:
    """The same, of an indicator."""
    return figure_label(indicator.code, indicator.title)


def titles_of(evidence: Evidence) -> dict[str, str]:
    """What the figures of a record are about, by the names of their parts. No query where these were read before."""
    indicators = (figure.indicator for figure in evidence.figures.all())
    return {f"{FIGURE}{one.element.code}:{one.code}": one.title for one in indicators}


def place_of(name: str) -> tuple[int, str]:
    """Where a part stands among others, by its name: as on the record. No database keeps that order with the names."""
    places = [*PART_NAMES]
    before_its_end = places.index("contributions")
    return (places.index(name) if name in places else before_its_end, name)


def parts_of(evidence: Evidence) -> list[Part]:
    """Every part that can be returned: those that each record has, each contribution and each figure it makes."""
    last = ("citation", "files")
    parts = [Part(name, str(label)) for name, label in PART_NAMES.items() if name not in last]
    return [*parts, *_own(evidence), *(Part(name, str(PART_NAMES[name])) for name in last)]


def _own(evidence: Evidence) -> Iterator[Part]:
    for one in evidence.contributions.all():
        name = f"{HOW}{one.element.code}"
        yield Part(name, f"{label_of(name)} {one.element.label}")
    titles = titles_of(evidence)
    yield from (Part(name, label_of(name, titles)) for name in titles)
