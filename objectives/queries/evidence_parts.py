"""The parts that a record is made of, as reviewers point at them: named as the form names its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from objectives.models import Evidence

HOW, FIGURE = "how-", "figure-"  # as the form names the fields of a contribution and of a figure


@dataclass(frozen=True)
class Part:
    """A part of a record: its field on the form, and what people call it."""

    name: str
    label: str


def label_of(name: str) -> str:
    """What people call a part: "Title", "How it served O1", "The figure for O1.1"."""
    if name.startswith(HOW):
        return _("How it served %(code)s") % {"code": name.removeprefix(HOW)}
    if name.startswith(FIGURE):
        return _("The figure for %(code)s") % {"code": name.rpartition(":")[2]}
    return _plain().get(name, name)


def place_of(name: str) -> tuple[int, str]:
    """Where a part stands among others, by its name: as on the record. No database keeps that order with the names."""
    places = [*_plain()]
    before_its_end = places.index("contributions")
    return (places.index(name) if name in places else before_its_end, name)


def _plain() -> dict[str, str]:
    return {
        "title": _("Title"),
        "description": _("Description"),
        "beneficiaries": _("Who benefited"),
        "sensitivity": _("What may be shared"),
        "starts_on": _("Days"),
        "office": _("Office"),
        "programme": _("Programme"),
        "countries": _("Countries and areas"),
        "terms": _("Themes"),
        "contributions": _("The objectives and roles chosen"),
        "citation": _("Sources"),
        "files": _("Files"),
    }


def parts_of(evidence: Evidence) -> list[Part]:
    """Every part that can be returned: those that each record has, each contribution and each figure it makes."""
    names = _plain()
    last = ("citation", "files")
    parts = [Part(name, label) for name, label in names.items() if name not in last]
    return [*parts, *_own(evidence), *(Part(name, names[name]) for name in last)]


def _own(evidence: Evidence) -> Iterator[Part]:
    for one in evidence.contributions.all():
        name = f"{HOW}{one.element.code}"
        yield Part(name, label_of(name))
    for figure in evidence.figures.all():
        label = _("Figure: %(title)s") % {"title": figure.indicator.title}
        yield Part(f"{FIGURE}{figure.indicator.element.code}:{figure.indicator.code}", label)
