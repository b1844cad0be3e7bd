"""The figures on the evidence form: for each indicator a number or why there is none, and its parts by category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Problem, Sheet
from objectives.actions.evidence_content import FigureInput
from objectives.amounts import amount_text
from objectives.colons import colon
from objectives.enums import Answer, Qualifier
from objectives.forms.fields import NumberField, named
from objectives.models import Category, Dimension, Element, Indicator
from objectives.queries.evidence_parts import figure_of
from objectives.validators import figure_name

ANSWERS = [
    *Qualifier.choices,
    (Answer.NOT_REPORTED, gettext_lazy("not reported")),
    (Answer.NOT_APPLICABLE, gettext_lazy("not applicable")),
]
NO_NUMBER = (Answer.NOT_REPORTED, Answer.NOT_APPLICABLE)


@dataclass(frozen=True)
class PartGroup:
    """The boxes of one dimension."""

    dimension: Dimension
    boxes: tuple[BoundField, ...]


@dataclass(frozen=True)
class FigureBoxes:
    """What the form shows of an indicator."""

    indicator: Indicator
    number: BoundField
    answer: BoundField
    groups: tuple[PartGroup, ...]

    @property
    def has_errors(self) -> bool:
        return bool(self.number.errors or self.answer.errors or self.has_bad_parts)

    @property
    def has_bad_parts(self) -> bool:
        return any(box.errors for group in self.groups for box in group.boxes)

    @property
    def shows_parts(self) -> bool:
        """Whether any part is typed, or is wrong: the grid then stands open."""
        return self.has_bad_parts or any(box.value() for group in self.groups for box in group.boxes)


def answer_name(element: Element, indicator: Indicator) -> str:
    """The form field of how exact the figure is, or of why there is none."""
    return f"answer-{element.code}:{indicator.code}"


def part_name(element: Element, indicator: Indicator, category: Category) -> str:
    """The form field of the part that falls to a category."""
    return f"part-{element.code}:{indicator.code}:{category.dimension.code}:{category.code}"


def answer_for(indicator: Indicator) -> str:
    """What a screen reader calls the box beside a figure's number."""
    return _("Answer for %(title)s") % {"title": indicator.title}


class FigureSheet(Sheet):
    """A form with figures in it. `measured` holds each element's indicators, with the dimensions that each asks for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measured: dict[Element, list[Indicator]] = {}
        self.asked: dict[Indicator, list[tuple[Dimension, list[Category]]]] = {}
        self.numbers: dict[str, Decimal] = {}  # the figures typed, by field, whatever else is wrong with them

    def add_figures(self, element: Element, indicators: list[Indicator]) -> None:
        """Ask for the figures of an element."""
        self.measured[element] = indicators
        for indicator in indicators:
            self.fields[figure_name(element, indicator)] = NumberField(
                label=figure_of(indicator), help_text=indicator.unit, decimals=indicator.decimals, may_answer=True
            )
            self.fields[answer_name(element, indicator)] = forms.ChoiceField(
                label=answer_for(indicator),
                choices=ANSWERS,
                required=False,
                widget=named(forms.Select(attrs={"class": "answer"}), answer_for(indicator)),
            )
            self.asked[indicator] = [
                (dimension, self._categories(element, indicator, dimension)) for dimension in indicator.dimensions.all()
            ]
            for _dimension, categories in self.asked[indicator]:
                for category in categories:
                    self.fields[part_name(element, indicator, category)] = NumberField(
                        label=category.label_here, decimals=indicator.decimals
                    )

    def _categories(self, element: Element, indicator: Indicator, dimension: Dimension) -> list[Category]:
        """Those on offer, and a retired one that the record has a part for."""
        return [
            one
            for one in dimension.categories.all()
            if one.retired_on is None or part_name(element, indicator, one) in self.initial
        ]

    def names_of_figures(self, element: Element) -> Iterator[str]:
        """Every field of an element's figures."""
        for indicator in self.measured.get(element, ()):
            yield from self._names(element, indicator)

    def _names(self, element: Element, indicator: Indicator) -> Iterator[str]:
        yield figure_name(element, indicator)
        yield answer_name(element, indicator)
        for _dimension, categories in self.asked[indicator]:
            yield from (part_name(element, indicator, one) for one in categories)

    def boxes_of(self, element: Element) -> tuple[FigureBoxes, ...]:
        """The boxes of an element's figures, for the page."""
        return tuple(self._boxes(element, indicator) for indicator in self.measured.get(element, ()))

    def _boxes(self, element: Element, indicator: Indicator) -> FigureBoxes:
        return FigureBoxes(
            indicator=indicator,
            number=self[figure_name(element, indicator)],
            answer=self[answer_name(element, indicator)],
            groups=tuple(
                PartGroup(dimension, tuple(self[part_name(element, indicator, one)] for one in categories))
                for dimension, categories in self.asked[indicator]
                if categories
            ),
        )

    def check_figures(self, element: Element) -> None:
        """What an answer and a number, or parts and no total, say against each other."""
        for indicator in self.measured[element]:
            name = figure_name(element, indicator)
            if (value := self.cleaned_data.get(name)) is not None:
                self.numbers[name] = value
            if self.errors.keys() & {name, answer_name(element, indicator)}:
                continue
            message = self._contradiction(element, indicator)
            if message:
                self.add_error(name, message)

    def _contradiction(self, element: Element, indicator: Indicator) -> str:
        value = self.numbers.get(figure_name(element, indicator))
        answer = self.cleaned_data.get(answer_name(element, indicator)) or Qualifier.EXACT
        parts = self._parts(element, indicator)
        said = {"answer": dict(ANSWERS)[answer], "value": amount_text(value or Decimal(0), indicator.decimals)}
        if answer in NO_NUMBER and value is not None:
            return _("You chose “%(answer)s” and gave %(value)s too. Keep one of the two.") % said
        if answer in NO_NUMBER and parts:
            return _("You chose “%(answer)s” and gave parts too. Keep one of the two.") % said
        if value is None and parts and not indicator.parts_add_up:
            return _("Give the figure for all too.")
        if value is None and parts:
            added_up = amount_text(sum((part for _category, part in parts), Decimal(0)), indicator.decimals)
            return _("Give the total too. The parts add up to %(sum)s.") % {"sum": added_up}
        if value is None and answer not in (Qualifier.EXACT, *NO_NUMBER):
            return _("You chose “%(answer)s”. Give the number too.") % said
        return ""

    def _parts(self, element: Element, indicator: Indicator) -> tuple[tuple[Category, Decimal], ...]:
        given = (
            (category, self.cleaned_data.get(part_name(element, indicator, category)))
            for _dimension, categories in self.asked[indicator]
            for category in categories
        )
        return tuple((category, value) for category, value in given if value is not None)

    def figure_inputs(self, chosen: list[Element]) -> Iterator[FigureInput]:
        """What was answered for the indicators of the elements chosen; an empty box is no answer."""
        for element in chosen:
            for indicator in self.measured[element]:
                value = self.cleaned_data[figure_name(element, indicator)]
                answer = self.cleaned_data[answer_name(element, indicator)] or Qualifier.EXACT
                if answer in NO_NUMBER:
                    yield FigureInput(indicator, answer=answer)
                elif value is not None:
                    yield FigureInput(indicator, value, answer, parts=self._parts(element, indicator))

    def problem_list(self) -> list[Problem]:
        """All errors; one of a figure says in the summary which indicator it is of."""
        titles = {f"id_{name}": title for name, title in self._titles()}
        return [
            Problem(one.target, f"{titles[one.target]}{colon()}{one.message}") if one.target in titles else one
            for one in super().problem_list()
        ]

    def names_in_full(self) -> dict[str, str]:
        """What each field of a figure is called on a page that shows one without the other."""
        answers = {
            answer_name(element, indicator): answer_for(indicator)
            for element, indicators in self.measured.items()
            for indicator in indicators
        }
        return {**dict(self._titles()), **answers}

    def _titles(self) -> Iterator[tuple[str, str]]:
        """What each field of a figure is called where it does not stand beside its indicator."""
        for element, indicators in self.measured.items():
            for indicator in indicators:
                title = figure_of(indicator)
                yield figure_name(element, indicator), title
                yield answer_name(element, indicator), title
                for _dimension, categories in self.asked[indicator]:
                    yield from ((part_name(element, indicator, one), f"{title}, {one.label}") for one in categories)
