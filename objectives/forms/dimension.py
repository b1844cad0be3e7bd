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
from objectives.forms.fields import WordsField, named
from objectives.models import Category

FURTHER = 4  # empty lines for new categories


@dataclass(frozen=True)
class CategoryRow:
    """A line of the list: the boxes of one category, or of a new one."""

    category: Category | None
    label: BoundField
    place: BoundField
    offered: BoundField | None


class DimensionForm(Sheet):
    """The name of a dimension, and its categories with their places. A new line is used by filling it in."""

    name = WordsField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("By what figures are broken down: Sex."),
        most=120,
        error_messages={"required": gettext_lazy("Give it a name with letters or digits in it.")},
    )

    def __init__(self, *args: Any, categories: Sequence[Category] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = list(categories)
        for number in range(1, len(self.categories) + FURTHER + 1):
            kept = self.categories[number - 1] if number <= len(self.categories) else None
            said = {"number": number}
            self.fields[f"label-{number}"] = WordsField(
                label=_("Category %(number)s") % said,
                widget=named(forms.TextInput(), _("Name of category %(number)s") % said),
                most=120,
                required=kept is not None,
                initial=kept.label if kept else "",
                error_messages={"required": _("Give each category a name.")},
            )
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

    def rows(self) -> list[CategoryRow]:
        """The list, as it is shown."""
        kept: list[Category | None] = [*self.categories, *[None] * FURTHER]
        return [
            CategoryRow(
                one,
                self[f"label-{number}"],
                self[f"place-{number}"],
                self[f"offered-{number}"] if one is not None else None,
            )
            for number, one in enumerate(kept, start=1)
        ]

    def to_input(self) -> list[CategoryInput]:
        """The categories in the order of their places; lines that share one, in the order in which they stand."""
        cleaned = self.cleaned_data
        lines = []
        for number in range(1, len(self.categories) + FURTHER + 1):
            kept = self.categories[number - 1] if number <= len(self.categories) else None
            if kept is not None or cleaned[f"label-{number}"]:
                one = CategoryInput(cleaned[f"label-{number}"], kept is None or cleaned[f"offered-{number}"], kept)
                lines.append((cleaned[f"place-{number}"], one))
        return [one for _place, one in sorted(lines, key=lambda line: line[0])]
