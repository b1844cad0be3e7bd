"""The pieces that a document is made of. Each is drawn by its own template in templates/print/.

Text is escaped where it enters a sentence (`say`); a `str` that was not is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reports.document.charts import Chart

MOST_ROWS_KEPT_TOGETHER = 12


@dataclass(frozen=True)
class Badge:
    """An element's code, as it is worn everywhere; objectives are filled, the other kinds outlined."""

    code: str
    is_filled: bool


@dataclass(frozen=True)
class Point:
    """One point under a paragraph, with its letter: "(a)"."""

    letter: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its number in the whole document, and the points listed under it, if any."""

    template: ClassVar[str] = "print/paragraph.html"
    number: int
    text: str
    points: tuple[Point, ...] = ()
    leads: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside a section: of a kind (level 3) or of an element (level 4, with its badge)."""

    template: ClassVar[str] = "print/heading.html"
    level: int
    text: str
    badge: Badge | None = None


@dataclass(frozen=True)
class Quotation:
    """Official wording, word for word. `language` is set where it is not the document's."""

    template: ClassVar[str] = "print/quotation.html"
    text: str
    language: str = ""
    badge: Badge | None = None
    label: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A finding as a word and a shape; `code` names the shape, "none" where nothing was found yet."""

    code: str
    word: str


@dataclass(frozen=True)
class FindingRow:
    badge: Badge
    label: str
    finding: Finding
    measurability: str
    entries: str
    outcome: str


class Table:
    """What the tables share: one that fits on a page is not broken over two."""

    rows: tuple[object, ...]

    @property
    def is_short(self) -> bool:
        return len(self.rows) <= MOST_ROWS_KEPT_TOGETHER


@dataclass(frozen=True)
class FindingsTable(Table):
    template: ClassVar[str] = "print/findings.html"
    caption: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True)
class ThreadRow:
    badge: Badge
    label: str
    change: str
    other: str
    framework: str  # symbol of the other's framework, or ""


@dataclass(frozen=True)
class ThreadsTable(Table):
    template: ClassVar[str] = "print/threads.html"
    caption: str
    other_heading: str
    rows: tuple[ThreadRow, ...]


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator; an empty cell is nothing reported, drawn as a dash in the colour of gaps."""

    badge: Badge
    title: str
    unit: str
    aggregation: str
    baseline: str
    baseline_date: str
    target: str
    value: str
    progress: str  # how the value stands to the target, in a word


@dataclass(frozen=True)
class IndicatorsTable(Table):
    template: ClassVar[str] = "print/indicators.html"
    caption: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class SeriesFigure:
    title: str
    value: str  # "" = not reported


@dataclass(frozen=True)
class SeriesRow:
    period: str
    element: str
    framework: str  # symbol, where it is another than the report's, or ""
    finding: Finding
    entries: str
    figures: tuple[SeriesFigure, ...]


@dataclass(frozen=True)
class SeriesTable(Table):
    template: ClassVar[str] = "print/series.html"
    caption: str
    rows: tuple[SeriesRow, ...]


@dataclass(frozen=True)
class Figure:
    """A chart and its caption. Its data stand in the sentences before it and in the annex."""

    template: ClassVar[str] = "print/figure.html"
    caption: str
    chart: Chart


@dataclass(frozen=True)
class RegisterEntry:
    reference: str
    anchor: str
    title: str
    details: str
    badges: tuple[Badge, ...]
    is_sample: bool


@dataclass(frozen=True)
class RegisterGroup:
    """The entries of one year or month, as paragraphs: a table of thousands of rows takes a minute to lay out."""

    template: ClassVar[str] = "print/register.html"
    heading: str
    entries: tuple[RegisterEntry, ...]


Block = (
    Paragraph
    | Heading
    | Quotation
    | FindingsTable
    | ThreadsTable
    | IndicatorsTable
    | SeriesTable
    | Figure
    | RegisterGroup
)


@dataclass(frozen=True)
class Part:
    """A section or annex: its number ("III", "Annex I"), and what it holds."""

    anchor: str
    number: str
    title: str
    is_annex: bool
    blocks: tuple[Block, ...]
