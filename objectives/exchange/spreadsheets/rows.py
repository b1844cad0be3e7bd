"""From the cells of a row to what they say; each fault with its column and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.accounts.characters import too_long
from objectives.actions.evidence_content import EvidenceInput, FigureInput
from objectives.enums import Answer, DatePrecision, Qualifier, Sensitivity
from objectives.exchange.spreadsheets.cells import Unread, address, day, words
from objectives.exchange.spreadsheets.columns import (
    MOST_SERVED,
    REFERENCE,
    Columns,
    FigureColumns,
    label_of,
    letter,
)
from objectives.exchange.spreadsheets.figures import contradiction
from objectives.exchange.spreadsheets.ground import Ground, Lookup, plain
from objectives.exchange.spreadsheets.numbers import figure, number
from objectives.exchange.spreadsheets.seen import Seen
from objectives.models import Category, Contribution, Element, Evidence, ImportBatch, Source
from objectives.validators import (
    LONGEST_DESCRIPTION,
    figure_name,
)

Thing = TypeVar("Thing")
Problem = tuple[str, str, str]  # the column's letter, its name, and what to do
EMPTY = ("", None)
NO_FIGURE: tuple[Decimal | None, str, str] = (None, Qualifier.EXACT, Answer.VALUE)


@cache
def _named(choices: type[models.TextChoices]) -> dict[str, str]:
    """Choices by value and by label: whoever fills a file in may read another language than whoever uploads it."""
    found = {str(value): str(value) for value in choices.values}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {plain(str(label)): str(value) for value, label in choices.choices}
    return found


def _most(model: type[models.Model], name: str) -> int:
    """How many characters a column of the database holds."""
    return int(getattr(model._meta.get_field(name), "max_length", 0) or 0)


LONGEST = {
    "title": _most(Evidence, "title"),
    "beneficiaries": _most(Evidence, "beneficiaries"),
    "description": LONGEST_DESCRIPTION,
    REFERENCE: _most(Evidence, REFERENCE),
    "how": _most(Contribution, "how"),
    "citation": _most(Source, "citation"),
    "paragraph": _most(Source, "paragraph"),
}


@dataclass
class Checked:
    """A row: what it says, as far as it could be read, and what is wrong with it."""

    line: int
    cells: list[Any]
    reference: str = ""
    content: EvidenceInput = field(default_factory=EvidenceInput)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)  # what a draft may say, and no entry that is submitted
    places: dict[str, int] = field(default_factory=dict)  # the columns of a field's problems
    spoilt: set[str] = field(default_factory=set)  # fields that could not be read: nothing more is said of them


class Rules:
    """What the rows of one file are read by. They remember the references that were seen."""

    def __init__(self, columns: Columns, ground: Ground, *, mark: str, noted: dict[int, dict[int, str]]) -> None:
        self.columns, self.ground, self.mark, self.noted = columns, ground, mark, noted
        self.file: ImportBatch | None = None  # whose rows these are, where several files follow one another
        self.seen = Seen()
        self.nameless = [
            place for place in range(columns.width) if place not in columns.names and place not in columns.remarks
        ]


class RowReader:
    """One row on its way from cells to content."""

    def __init__(self, rules: Rules, checked: Checked) -> None:
        self.rules, self.checked, self.columns, self.ground = rules, checked, rules.columns, rules.ground
        self.places, self.spoilt = checked.places, checked.spoilt

    def read(self) -> Checked:
        for place, message in self.rules.noted.get(self.checked.line, {}).items():
            self._tell(place, message)
        for place in self.rules.nameless:
            self._refuse_nameless(place)
        for place in range(self.columns.width, len(self.checked.cells)):
            self._refuse_nameless(place)
        self.checked.reference = self._reference()
        contributions = self._contributions()
        self.checked.content = EvidenceInput(
            title=self._words("title"),
            description=self._words("description"),
            beneficiaries=self._words("beneficiaries"),
            sensitivity=self._choice("sensitivity", Sensitivity, Sensitivity.SHAREABLE),
            starts_on=self._day("starts_on"),
            ends_on=self._day("ends_on"),
            date_precision=self._choice("date_precision", DatePrecision, DatePrecision.DAY),
            office=self._one("office", self.ground.offices),
            programme=self._one("programme", self.ground.programmes),
            countries=self._several("countries", self.ground.states),
            terms=self._several("themes", self.ground.terms),
            contributions=contributions,
            figures=tuple(self._figures({element.pk for element, _how in contributions})),
            sources=tuple(self._sources()),
        )
        return self.checked

    # --- cells --------------------------------------------------------------------------------------

    def _cell(self, place: int | None) -> Any:
        cells = self.checked.cells
        return cells[place] if place is not None and place < len(cells) else ""

    def _tell(self, place: int, message: str) -> None:
        name = self.columns.names.get(place, "")
        self.checked.problems.append((letter(place), name, message))

    def _tried(self, field_name: str, place: int | None, read: Callable[[Any], Thing], otherwise: Thing) -> Thing:
        """What a cell says, or something else where it cannot be read, which is told."""
        cell = self._cell(place)
        if place is None or cell in EMPTY:
            return otherwise
        try:
            return read(cell)
        except Unread as error:
            self._tell(place, str(error))
            self.spoilt.add(field_name)
            return otherwise

    def _refuse_nameless(self, place: int) -> None:
        if self._cell(place) not in EMPTY and str(self._cell(place)).strip():
            self._tell(place, _("This column has no name in the first line, so nobody can tell what it is. Name it."))

    def _reference(self) -> str:
        place = self.columns.plain[REFERENCE]
        reference = " ".join(self._words(REFERENCE).split())
        if not reference:
            if REFERENCE not in self.spoilt:
                self._tell(place, _("Give the entry a reference of your own, so that it is never written twice."))
        elif problem := self.rules.seen.problem(reference, self.rules.file, self.checked.line):
            self._tell(place, problem)
        return reference

    def _words(self, key: str, place: int | None = None, limit: str = "") -> str:
        at = self.columns.plain.get(key) if place is None else place
        text = self._tried(key, at, words, "")
        most = LONGEST[limit or key]
        if at is not None and len(text) > most:
            self._tell(at, too_long(label_of(self.columns.names.get(at, key)), text, most))
            self.spoilt.add(key)
        return text

    def _day(self, key: str) -> date | None:
        return self._tried(key, self.columns.plain.get(key), day, None)

    def _choice(self, key: str, choices: Any, otherwise: str) -> str:
        text = self._tried(key, self.columns.plain.get(key), words, "")
        if not text:
            return otherwise
        if (found := _named(choices).get(plain(text))) is not None:
            return found
        message = _("“%(text)s” is none of the choices. Write one of: %(choices)s.")
        self._tell(self.columns.plain[key], message % {"text": text[:40], "choices": ", ".join(choices.values)})
        return otherwise

    def _one(self, key: str, things: Lookup[Thing]) -> Thing | None:
        place = self.columns.plain.get(key)
        text = self._tried(key, place, things.said, "")
        if not text or place is None:
            return None
        found = things.find(text)
        if found is None:
            self._tell(place, things.why_not(text))
            self.spoilt.add(key)
        return found

    def _several(self, key: str, things: Lookup[Thing]) -> tuple[Thing, ...]:
        place = self.columns.plain.get(key)
        text = self._tried(key, place, things.said, "")
        if not text or place is None:
            return ()
        whole = things.find(text)
        named = [text] if whole is not None else [one.strip() for one in text.replace("\n", ";").split(";")]
        if whole is None and len(named) == 1 and "," in text:
            named = [one.strip() for one in text.split(",")]
        found: dict[Thing, None] = {}
        for one in named:
            thing = things.find(one) if one else None
            if thing is not None:
                found[thing] = None
            elif one:
                self._tell(place, things.why_not(one))
        return tuple(found)

    # --- what stands in several columns ---------------------------------------------------------------

    def _contributions(self) -> tuple[tuple[Element, str], ...]:
        found: dict[Element, str] = {}
        for serves, how in self.columns.served[:MOST_SERVED]:
            text = self._tried("contributions", serves, self.ground.elements.said, "")
            line = self._words(f"how of {serves}", how, "how") if how is not None else ""
            if not text:
                if line and how is not None:
                    self._tell(serves, _("A line on how stands beside it, and nothing that it served. Give its code."))
                continue
            element = self.ground.elements.find(text)
            if element is None:
                self._tell(serves, self.ground.elements.why_not(text))
                self.spoilt.add("contributions")
            elif element in found:
                self._tell(serves, _("%(code)s stands here twice. Take one of them out.") % {"code": element.code})
            else:
                found[element] = line
                self.places[f"how-{element.code}"] = serves if how is None else how
        if self.columns.served:
            self.places["contributions"] = self.columns.served[0][0]
        return tuple(found.items())

    def _sources(self) -> Iterable[tuple[str, str, str]]:
        for citation_at, paragraph_at, url_at in self.columns.sources:
            citation = self._words("citation", citation_at) if citation_at is not None else ""
            paragraph = self._words("paragraph", paragraph_at) if paragraph_at is not None else ""
            url = self._tried("url", url_at, address, "")
            if citation or url:
                yield citation, paragraph, url
            elif paragraph and paragraph_at is not None and "url" not in self.spoilt:
                self._tell(paragraph_at, _("Say which document this paragraph is of."))
        places = [place for source in self.columns.sources[:1] for place in source if place is not None]
        if places:
            self.places["citation"] = places[0]

    def _figures(self, served: set[int]) -> Iterable[FigureInput]:
        for columns in self.columns.figures:
            indicator = columns.measure.indicator
            told = len(self.checked.problems)
            value, qualifier, answer = self._tried(
                columns.measure.key,
                columns.place,
                partial(figure, decimals=indicator.decimals, mark=self.rules.mark),
                NO_FIGURE,
            )
            parts = tuple(self._parts(columns)) if columns.parts else ()
            if (value is None and answer == Answer.VALUE and not parts) or len(self.checked.problems) > told:
                continue
            place = columns.place if columns.place is not None else columns.parts[0][1]
            self.places[figure_name(indicator.element, indicator)] = place
            if indicator.element_id not in served:
                self._tell_not_served(place, indicator.element.code)
            elif problem := contradiction(columns, value, answer, parts):
                self._tell(place, problem)
            else:
                yield FigureInput(indicator, value, qualifier, answer, parts)

    def _tell_not_served(self, place: int, code: str) -> None:
        if "contributions" not in self.spoilt:
            message = _("This is a figure of %(code)s, which the entry did not serve. Add %(code)s, or empty this.")
            self._tell(place, message % {"code": code})

    def _parts(self, columns: FigureColumns) -> Iterable[tuple[Category, Decimal]]:
        for category, place in columns.parts:
            value = self._tried(
                "part",
                place,
                partial(number, decimals=columns.measure.indicator.decimals, mark=self.rules.mark),
                None,
            )
            if value is not None:
                yield category, value
