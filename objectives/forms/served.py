"""What an activity served: elements found and chosen, a line on how for each, and the figures of their indicators.

A small framework is shown whole. Of a larger one the form shows what is chosen and what was searched for, so that it
is as short for a thousand elements as for fifteen. Only the figures of chosen elements are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from objectives.forms.fields import NOT_ON_THE_LIST, WordsField
from objectives.forms.figures import FigureBoxes, FigureSheet
from objectives.models import Element, Framework, Indicator
from objectives.queries.evidence_parts import PART_NAMES, how_label
from objectives.queries.served import elements_found, elements_to_show, with_indicators
from objectives.validators import figure_name


@dataclass(frozen=True)
class Pick:
    """An element as the form offers it: its checkbox, its line on how, and the figures of its indicators."""

    element: Element
    checked: bool
    how: BoundField
    figures: tuple[FigureBoxes, ...]

    @property
    def has_errors(self) -> bool:
        return bool(self.how.errors or any(figure.has_errors for figure in self.figures))


class ServedSheet(FigureSheet):
    """A form on which elements are chosen. `elements` are those that it shows."""

    find = forms.CharField(
        label=_("Find an objective or role"),
        help_text=_("By its code, or words of its name or official wording."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        required=False,
    )
    contributions = forms.ModelMultipleChoiceField(
        label=PART_NAMES["contributions"],
        queryset=Element.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        self.fields["contributions"].queryset = framework.elements.all()  # type: ignore[attr-defined]
        self.words = str((self.data if self.is_bound else self.initial).get("find") or "").strip()
        self.elements = self._shown()
        chosen = [element for element in self.elements if element.code in self.codes()]
        for element in self.elements:
            self.fields[f"how-{element.code}"] = WordsField(label=how_label(element.code), most=300, required=False)
        for element in with_indicators(chosen):
            self.add_figures(element, [one for one in element.indicators.all() if self._asks_for(element, one)])

    def codes(self) -> set[str]:
        """The codes that are chosen, as they were sent or are kept."""
        if not self.is_bound:
            return {str(code) for code in self.initial.get("contributions") or ()}
        sent = self.fields["contributions"].widget.value_from_datadict(self.data, self.files, "contributions")
        return {str(code) for code in sent or ()}

    def _shown(self) -> list[Element]:
        """The elements on the page. Whoever searched sees what was found, and what is chosen, alone."""
        shown, is_all = elements_to_show(self.framework, self.codes())
        self.is_whole = is_all and not self.words
        if not self.words:
            return shown
        found = elements_found(self.framework, self.words)
        self.number_found = len(found)
        rows = {one.pk: one for one in (*shown, *found) if not is_all or one in found or one.code in self.codes()}
        return sorted(rows.values(), key=lambda one: one.position)

    def _asks_for(self, element: Element, indicator: Indicator) -> bool:
        """One that is not retired, or that the record answers already."""
        return indicator.retired_on is None or figure_name(element, indicator) in self.initial

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self.chosen(cleaned)
        self._forget_errors_of_what_is_not_chosen(chosen)
        for element in chosen:
            self.check_figures(element)
        return cleaned

    def chosen(self, cleaned: dict[str, Any]) -> list[Element]:
        """The elements chosen, in the framework's order; where the choice itself cannot be read, all that it holds."""
        chosen = cleaned.get("contributions")
        return [one for one in self.measured if chosen is None or one in chosen]

    def _forget_errors_of_what_is_not_chosen(self, chosen: Iterable[Element]) -> None:
        """Their lines and figures are left out, and may be hidden: they must not hold the rest up."""
        kept = set(chosen)
        for element in self.elements:
            if element not in kept:
                for name in (f"how-{element.code}", *self.names_of_figures(element)):
                    self.errors.pop(name, None)

    def picks(self) -> Iterator[Pick]:
        """The elements to choose from, in the framework's order."""
        chosen = self.codes()
        for element in self.elements:
            yield Pick(element, element.code in chosen, self[f"how-{element.code}"], self.boxes_of(element))
