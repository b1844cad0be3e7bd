"""A dimension and its categories, as one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Sheet
from objectives.actions.dimension import CategoryInput
from objectives.enums import WordingLanguage
from objectives.forms.fields import WordsField, named
from objectives.models import Category, Dimension
from objectives.models.naming import all_languages

FURTHER = 4  # empty lines for new categories
OTHERS = [one for one in WordingLanguage if one != WordingLanguage.ENGLISH]


@dataclass(frozen=True)
class CategoryRow:
    """A line of the list: the boxes of one category, or of a new one."""

    category: Category | None
    label: BoundField
    labels: list[BoundField]  # in the other languages
    place: BoundField
    offered: BoundField | None


class DimensionForm(Sheet):
    """The name of a dimension, and its categories with their places. A new line is used by filling it in."""

    name = WordsField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("By what figures are broken down, in English: Sex."),
        most=120,
        error_messages={"required": gettext_lazy("Give it a name with letters or digits in it.")},
    )

    def __init__(self, *args: Any, categories: Sequence[Category] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = list(categories)
        for language in OTHERS:
            self.fields[f"name-{language}"] = WordsField(
                label=_("Name in %(language)s") % {"language": language.label}, most=120, required=False
            )
        for number in range(1, len(self.categories) + FURTHER + 1):
            kept = self.categories[number - 1] if number <= len(self.categories) else None
            said = {"number": number}
            self._add_names(number, kept)
            self.fields[f"place-{number}"] = forms.IntegerField(
                label=_("Place %(number)s") % said,
                widget=named(forms.NumberInput(attrs={"class": "place"}), _("Place of category %(number)s") % said),
                min_value=1,
                max_value=999,
                initial=number,
                error_messages={
                    name: _("Give its place as a whole number from 1 to 999.")
                    for name in ("required", "invalid", "min_value", "max_value")
                },
            )
            if kept is not None:
                self.fields[f"offered-{number}"] = forms.BooleanField(
                    label=_("Offered"), required=False, initial=kept.retired_on is None
                )

    def _add_names(self, number: int, kept: Category | None) -> None:
        """What a category is called in each language; needed in English alone."""
        said = {"number": number}
        self.fields[f"label-{number}"] = WordsField(
            label=_("Category %(number)s") % said,
            widget=named(forms.TextInput(), _("Name of category %(number)s") % said),
            most=120,
            required=kept is not None,
            initial=kept.label if kept else "",
            error_messages={"required": _("Give each category a name.")},
        )
        for language in OTHERS:
            label = _("Category %(number)s in %(language)s") % {**said, "language": language.label}
            self.fields[f"label-{language}-{number}"] = WordsField(
                label=label,
                widget=named(forms.TextInput(), label),
                most=120,
                required=False,
                initial=text_of(kept, "label", language) if kept else "",
            )

    def rows(self) -> list[CategoryRow]:
        """The list, as it is shown."""
        kept: list[Category | None] = [*self.categories, *[None] * FURTHER]
        return [
            CategoryRow(
                one,
                self[f"label-{number}"],
                [self[f"label-{language}-{number}"] for language in OTHERS],
                self[f"place-{number}"],
                self[f"offered-{number}"] if one is not None else None,
            )
            for number, one in enumerate(kept, start=1)
        ]

    @property
    def languages(self) -> list[str]:
        """For the page: the other languages, as the columns of the list are called."""
        return [str(one.label) for one in OTHERS]

    def other_names(self) -> list[BoundField]:
        """For the page: the name in the other languages."""
        return [self[f"name-{language}"] for language in OTHERS]

    def names(self) -> dict[str, str]:
        """What was typed as the name in the other languages."""
        return {str(language): self.cleaned_data[f"name-{language}"] for language in OTHERS}

    def to_input(self) -> list[CategoryInput]:
        """The categories in the order of their places; lines that share one, in the order in which they stand."""
        cleaned = self.cleaned_data
        lines = []
        for number in range(1, len(self.categories) + FURTHER + 1):
            kept = self.categories[number - 1] if number <= len(self.categories) else None
            if kept is not None or cleaned[f"label-{number}"]:
                labels = {str(language): cleaned[f"label-{language}-{number}"] for language in OTHERS}
                is_offered = kept is None or cleaned[f"offered-{number}"]
                one = CategoryInput(cleaned[f"label-{number}"], is_offered, kept, labels)
                lines.append((cleaned[f"place-{number}"], one))
        return [one for _place, one in sorted(lines, key=lambda line: line[0])]


def initial_of(dimension: Dimension) -> dict[str, str]:
    """What a kept dimension fills the form with, but for its categories."""
    return {"name": dimension.name} | {f"name-{one}": text_of(dimension, "name", one) for one in OTHERS}


def text_of(one: Dimension | Category, part: str, language: str) -> str:
    """A name in one language; "" where it has none in it."""
    return all_languages(one, part).get(language, "")
