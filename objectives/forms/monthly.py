"""A grid of figures: a row for each indicator, a column for each month. Empty cells can be typed into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Problem
from objectives.actions.evidence_content import EvidenceInput, FigureInput
from objectives.actions.monthly import how_line
from objectives.colons import colon
from objectives.enums import DatePrecision
from objectives.forms.answers import AnswerField, Said, what_it_takes, words_to_choose
from objectives.forms.fields import WordsField, named
from objectives.forms.typed import TypedField, TypedSheet, said
from objectives.models import Evidence, Figure, Framework, Indicator, Programme
from objectives.queries.choosing import Offices
from objectives.queries.evidence_parts import PART_NAMES, figure_of
from objectives.queries.monthly import Given, Month, own_drafts
from objectives.validators import source_problems, word_problems

CELL = "cell-"
WORDS = "cell-words"  # the list of what a box takes beside numbers
UNFOLDED, MOST_LINKED = 3, 20  # entries of a cell that are listed at once, and that are listed at all


@dataclass(frozen=True)
class Cell:
    """What one indicator has for one month: figures that are there, or a box for one. `listed` is the address of the
    entries."""

    month: Month
    given: Given | None
    listed: str
    box: BoundField | None

    @property
    def is_folded(self) -> bool:
        return self.given is not None and len(self.given.figures) > UNFOLDED

    @property
    def linked(self) -> Sequence[Figure]:
        """Those that are linked one by one; a list has the others."""
        return self.given.figures[:MOST_LINKED] if self.given else ()

    @property
    def more(self) -> int:
        """How many others there are."""
        return len(self.given.figures) - len(self.linked) if self.given else 0


@dataclass(frozen=True)
class Row:
    """An indicator with its cells."""

    indicator: Indicator
    cells: list[Cell]


class MonthlySheet(TypedSheet):
    """The grid, with what all its entries have in common."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    office = TypedField(label=PART_NAMES["office"], help_text=gettext_lazy("By its name or code."))
    description = WordsField(
        label=PART_NAMES["description"],
        help_text=gettext_lazy("What was done. It stands on each month’s entry, and is needed to submit them."),
        widget=forms.Textarea(attrs={"rows": 3}),
        most=2_000,
        required=False,
    )
    citation = WordsField(
        label=PART_NAMES["citation"],
        help_text=gettext_lazy("Where the figures can be checked. Needed to submit them."),
        most=300,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        by: User,
        framework: Framework,
        programme: Programme,
        months: list[Month],
        indicators: list[Indicator],
        there: dict[tuple[int, str], Given],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept: Evidence | None = None  # as the evidence form has it; what is saved here is several entries
        self.by, self.framework = by, framework
        self.programme, self.months, self.indicators, self.there = programme, months, indicators, there
        self.use_finder("office", Offices(by, self.initial.get("office")))
        for indicator in indicators:
            for month in months:
                if (indicator.pk, month.code) not in there:
                    self._add_cell(indicator, month)
        self.order_fields([name for name in self.fields if name.startswith(CELL)])  # as they stand on the page

    def _add_cell(self, indicator: Indicator, month: Month) -> None:
        label = f"{figure_of(indicator)}, {date_format(month.starts_on, 'YEAR_MONTH_FORMAT')}"
        field = AnswerField(label=label, decimals=indicator.decimals)
        named(field.widget, label).attrs["list"] = WORDS
        self.fields[cell_name(indicator, month)] = field

    def rows(self) -> list[Row]:
        """The grid, for the page."""
        return [Row(one, [self._cell(one, month) for month in self.months]) for one in self.indicators]

    def _cell(self, indicator: Indicator, month: Month) -> Cell:
        name = cell_name(indicator, month)
        days = {"since": month.starts_on, "until": month.ends_on}
        asked = {"programme": self.programme.pk, "indicator": indicator.pk, **days}
        return Cell(
            month=month,
            given=self.there.get((indicator.pk, month.code)),
            listed=f"{reverse('evidence_list')}?{urlencode(asked)}",
            box=self[name] if name in self.fields else None,
        )

    def takes(self) -> str:
        """What a box takes, for the page."""
        return what_it_takes()

    def words(self) -> list[str]:
        """What of that is no number."""
        return words_to_choose()

    def hush(self) -> None:
        """Say nothing of what is wrong so far: nobody has asked to save it."""
        self.errors.clear()

    def passed_over(self) -> list[str]:
        """What was typed for cells that others have filled meanwhile, or that are gone: "O1.1, 2026-07: 40"."""
        typed = {name: str(self.data.get(name, "")).strip() for name in self.data if name.startswith(CELL)}
        return [
            "{1}, {2}: {0}".format(said(text), *name.rpartition(CELL)[2].split(":")[-2:])
            for name, text in typed.items()
            if text and name not in self.fields and name.count(":") == 2  # noqa: PLR2004 as `cell_name` has it
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_empty = not any(cleaned.get(name) is not None for name in self.fields if name.startswith(CELL))
        if is_empty and not self.errors:
            self.add_error(None, _("Type a figure for at least one month."))
        if "submit" in self.data:
            for name, message in self._missing(cleaned).items():
                if name not in self.errors:
                    self.add_error(name, message)
        return cleaned

    def _missing(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What the entries lack to be submitted, by field: one that goes into a draft has what that draft says too."""
        office, typed = cleaned.get("office"), [month for month in self.months if self._is_typed(month)]
        token = cleaned.get("token")
        drafts = own_drafts(self.by, self.programme, self.framework, typed, office=office, token=token)
        problems: dict[str, str] = {}
        for draft in [drafts.get(month.code) for month in typed] or [None]:
            words = Evidence(title=self.programme.code, description=cleaned.get("description", ""), office=office)
            words.description = words.description or (draft.description if draft else "")
            words.office_id = words.office_id or (draft.office_id if draft else None)
            has_source = bool(cleaned.get("citation") or (draft and draft.sources.all()))
            problems |= dict([*word_problems(words), *source_problems(has_source)])
        return problems

    def _is_typed(self, month: Month) -> bool:
        """Whether anything was typed for a month, be it a figure or not."""
        return any(str(self.data.get(cell_name(one, month), "")).strip() for one in self.indicators)

    def problem_list(self) -> list[Problem]:
        """All errors; one of a cell says which cell it is."""
        labels = {f"id_{name}": field.label for name, field in self.fields.items() if name.startswith("cell-")}
        return [
            Problem(one.target, f"{labels[one.target]}{colon()}{one.message}") if one.target in labels else one
            for one in super().problem_list()
        ]

    def to_inputs(self) -> Iterator[tuple[Month, EvidenceInput]]:
        """An entry for each month that has figures."""
        for month in self.months:
            typed = [(one, self.cleaned_data.get(cell_name(one, month))) for one in self.indicators]
            figures = [(indicator, said) for indicator, said in typed if said is not None]
            if figures:
                yield month, self._entry(month, figures)

    def _entry(self, month: Month, figures: list[tuple[Indicator, Said]]) -> EvidenceInput:
        cleaned = self.cleaned_data
        named_month = date_format(month.starts_on, "YEAR_MONTH_FORMAT")
        title = _("Figures of %(month)s: %(programme)s") % {
            "month": named_month,
            "programme": self.programme.title_here,
        }
        measured = {indicator.element for indicator, said in figures if said.value is not None}
        content = EvidenceInput(
            title=title[:200],
            description=cleaned["description"],
            starts_on=month.starts_on,
            ends_on=month.ends_on,
            date_precision=DatePrecision.MONTH,
            office=cleaned["office"],
            programme=self.programme,
            figures=tuple(FigureInput(one, said.value, said.qualifier, said.answer) for one, said in figures),
            sources=((cleaned["citation"], "", ""),) if cleaned["citation"] else (),
        )
        elements = dict.fromkeys(one.element for one, _said in figures)
        served = tuple((one, how_line(content, gave=one in measured)) for one in elements)
        return replace(content, contributions=served)


def cell_name(indicator: Indicator, month: Month) -> str:
    """The field of a cell."""
    return f"{CELL}{indicator.element.code}:{indicator.code}:{month.code}"


def indicators_in(names: Iterable[str]) -> list[str]:
    """The indicators that the fields of a grid are of, as an address names them: O1/O1.1."""
    cells = [name.removeprefix(CELL).split(":") for name in names if name.startswith(CELL)]
    whole = (cell for cell in cells if len(cell) == 3)  # noqa: PLR2004 as `cell_name` has it
    return list(dict.fromkeys(f"{element}/{code}" for element, code, _month in whole))
