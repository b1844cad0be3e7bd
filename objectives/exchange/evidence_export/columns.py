"""The columns of an export: what stands in each cell of a record, or of one of its figures.

The names of columns are those of the spreadsheets that come in, so that what went out can be read again
(docs/reference/export-columns.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from objectives.enums import Answer, Qualifier
from objectives.exchange.evidence_export.names import Names
from objectives.exchange.evidence_export.reading import Chunk, FigureRead, Row
from objectives.exchange.references import as_external

Cell = str | Decimal  # text, "" where there is nothing, or a number
BETWEEN = "; "  # what separates the entries of a cell that holds several
REMARK = "# "  # begins the name of a column that a spreadsheet coming in passes over

RECORD_COLUMNS = (
    "# reference",
    "external_reference",
    "# framework",
    "# period",
    "# status",
    "title",
    "description",
    "beneficiaries",
    "sensitivity",
    "starts_on",
    "ends_on",
    "date_precision",
    "office",
    "# office name",
    "programme",
    "# programme title",
    "countries",
    "themes",
    "# elements",
    "# attachments",
    "# author",
    "# created",
    "# submitted",
    "# reviewer",
    "# reviewed",
    "# last reason",
    "# sample",
)
FIGURE_COLUMNS = ("indicator", "indicator title", "unit", "answer", "qualifier", "value", "parts")
OTHER = "# other"  # what came in after the columns were decided on
DAYS = frozenset({"starts_on", "ends_on"})
MOMENTS = frozenset({"# created", "# submitted", "# reviewed"})


class Line(NamedTuple):
    """A line of the file: the cells of its first columns, and by their place those of the others that are not empty."""

    head: list[Cell]
    tail: dict[int, Cell]


@dataclass(frozen=True)
class Places:
    """Where, after the first columns, each thing of a record has columns of its own."""

    serves: int = 0  # pairs of columns: an element, and how it was served
    sources: int = 0  # columns by three: document, paragraph, address
    figure_at: dict[int, int] = field(default_factory=dict)  # by indicator
    part_at: dict[tuple[int, int], int] = field(default_factory=dict)  # by indicator and category


@dataclass(frozen=True)
class Layout:
    """Which columns there are, and what is called how in them, by primary key."""

    element_keys: dict[int, str]
    indicators: dict[int, tuple[str, str, str]]  # its name here, its title, its unit
    category_keys: dict[int, str]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    places: Places

    @property
    def headings(self) -> tuple[str, ...]:
        return self.head + self.tail

    def lines(self, chunk: Chunk, names: Names) -> Iterator[Line]:
        """The lines of some records, in their order."""
        raise NotImplementedError  # each shape of an export has its own lines

    def record_cells(self, row: Row, chunk: Chunk, names: Names) -> list[Cell]:
        """What a record says of itself, by RECORD_COLUMNS."""
        pk, reference, external, framework, period, status, title, description, beneficiaries, sensitivity, *more = row
        starts_on, ends_on, precision, office, programme, author, created, submitted, reviewer, reviewed, sample = more
        office_code, office_name = names.offices[office] if office else ("", "")
        programme_code, programme_title = names.programmes[programme] if programme else ("", "")
        return [
            reference,
            external or as_external(reference, names.site),
            names.frameworks[framework],
            names.periods[period] if period else "",
            status,
            title,
            description,
            beneficiaries,
            sensitivity,
            starts_on or "",
            ends_on or "",
            precision,
            office_code,
            office_name,
            programme_code,
            programme_title,
            BETWEEN.join([names.countries[one] for one in chunk.countries[pk]]) if pk in chunk.countries else "",
            BETWEEN.join([names.terms[one] for one in chunk.terms[pk]]) if pk in chunk.terms else "",
            BETWEEN.join([self.element_keys.get(one, "") for one, _how in chunk.contributions.get(pk, ())]),
            BETWEEN.join(chunk.attachments[pk]) if pk in chunk.attachments else "",
            names.people[author],
            moment(created),
            moment(submitted),
            names.people[reviewer] if reviewer else "",
            moment(reviewed),
            chunk.reasons.get(pk, ""),
            "yes" if sample else "",
        ]


class ByRecord(Layout):
    """A line for each record; elements, sources and figures in columns of their own."""

    def lines(self, chunk: Chunk, names: Names) -> Iterator[Line]:
        for row in chunk.rows:
            pk = row[0]
            tail: dict[int, Cell] = {}
            other = self._place_elements(chunk.contributions.get(pk, ()), tail)
            if pk in chunk.sources:
                other += self._place_sources(chunk.sources[pk], tail)
            for figure in chunk.figures.get(pk, ()):
                other += self._place_figure(figure, tail)
            yield Line([*self.record_cells(row, chunk, names), BETWEEN.join(other) if other else ""], tail)

    def _place_elements(self, found: Sequence[tuple[int, str]], tail: dict[int, Cell]) -> list[str]:
        """Put elements, each with how it was served, in their columns; returned is what has no room."""
        place = 0
        for element, how in found[: self.places.serves]:
            tail[place] = self.element_keys.get(element, "")
            if how:
                tail[place + 1] = how
            place += 2
        return [f"{self.element_keys.get(element, '')}: {how}" for element, how in found[self.places.serves :]]

    def _place_sources(self, found: Sequence[tuple[str, str, str]], tail: dict[int, Cell]) -> list[str]:
        start = 2 * self.places.serves
        for number, source in enumerate(found[: self.places.sources]):
            for part, text in enumerate(source):
                if text:
                    tail[start + 3 * number + part] = text
        return [source_text(one) for one in found[self.places.sources :]]

    def _place_figure(self, figure: FigureRead, tail: dict[int, Cell]) -> list[str]:
        said = figure_text(figure)
        name = self.indicators[figure.indicator][0] if figure.indicator in self.indicators else "?"
        other = []
        if figure.indicator in self.places.figure_at:
            tail[self.places.figure_at[figure.indicator]] = said
        else:
            other.append(f"{name}={plain(said)}")
        for category, value in figure.parts:
            place = self.places.part_at.get((figure.indicator, category))
            if place is not None:
                tail[place] = value
            else:
                other.append(f"{name}/{self.category_keys.get(category, '?')}={plain(value)}")
        return other


class ByFigure(Layout):
    """A line for each figure; a record without any has one line, so that none is lost."""

    def lines(self, chunk: Chunk, names: Names) -> Iterator[Line]:
        for row in chunk.rows:
            cells = [*self.record_cells(row, chunk, names), *self._more_cells(row[0], chunk)]
            figures = chunk.figures.get(row[0], ())
            for figure in figures:
                yield Line([*cells, *self._figure_cells(figure)], {})
            if not figures:
                yield Line([*cells, *[""] * len(FIGURE_COLUMNS)], {})

    def _more_cells(self, pk: int, chunk: Chunk) -> list[Cell]:
        """How each element was served, and the sources, a line of the cell for each."""
        hows = [f"{self.element_keys.get(one, '')}: {how}" for one, how in chunk.contributions.get(pk, ()) if how]
        return ["\n".join(hows), "\n".join([source_text(one) for one in chunk.sources.get(pk, ())])]

    def _figure_cells(self, figure: FigureRead) -> list[Cell]:
        key, title, unit = self.indicators.get(figure.indicator, ("", "", ""))
        parts = BETWEEN.join(f"{self.category_keys.get(one, '?')}={plain(value)}" for one, value in figure.parts)
        value: Cell = "" if figure.value is None else figure.value
        return [
            key,
            title,
            unit,
            figure.answer,
            figure.qualifier if figure.answer == Answer.VALUE else "",
            value,
            parts,
        ]


def source_text(source: tuple[str, str, str]) -> str:
    """A document, its paragraph and its address, as far as they are there."""
    return ", ".join(part for part in source if part)


def figure_text(figure: FigureRead) -> Cell:
    """A number; or, in the words that a spreadsheet coming in takes, how inexact it is or why there is none."""
    if figure.value is None:
        return figure.answer.replace("_", " ")
    if figure.qualifier != Qualifier.EXACT:
        return f"{figure.qualifier} {plain(figure.value)}"
    return figure.value


def moment(text: str | None) -> str:
    """A moment as the database words it, in UTC, as ISO 8601 to the second: 2026-09-30T08:15:00Z."""
    return f"{text[:10]}T{text[11:19]}Z" if text else ""


def plain(value: Cell) -> str:
    """A number as digits, without zeros that say nothing; text as it is."""
    if isinstance(value, str):
        return value
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
