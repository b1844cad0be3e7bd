"""The passages of a mandate that a draft quotes, a group of fields each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.framework_passages import PassageInput
from objectives.forms.fields import WordsField
from objectives.models import Framework

PARTS = ("heading", "symbol", "paragraph", "text")
MOST_PASSAGES = 200


class PassagesForm(Sheet):
    """All passages of a draft, in their order. One that is left empty is left out."""

    def __init__(self, *args: Any, passages: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passages = range(min(max(passages, 1), MOST_PASSAGES))
        for index in self.passages:
            self.fields[f"heading_{index}"] = WordsField(
                label=_("What the words are"),
                help_text=_("As they are called in the document: Mission statement."),
                most=200,
                required=False,
            )
            self.fields[f"text_{index}"] = WordsField(
                label=_("The words"),
                help_text=_("Word for word. Each line is a paragraph."),
                widget=forms.Textarea(attrs={"rows": 5}),
                most=10_000,
                required=False,
            )
            self.fields[f"symbol_{index}"] = WordsField(label=_("Document"), most=60, required=False)
            self.fields[f"paragraph_{index}"] = WordsField(label=_("Paragraph"), most=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Leave out what is empty; a new one has its document filled in, which alone says nothing."""
        values = super().clean() or {}
        self.given = [
            index for index in self.passages if any(values.get(f"{part}_{index}") for part in PARTS if part != "symbol")
        ]
        return values

    def take_problems(self, problems: dict[str, list[str]]) -> None:
        """Put the action's problems, which count the passages given, at the fields that were filled in."""
        super().take_problems({self._field(name): messages for name, messages in problems.items()})

    def _field(self, name: str) -> str:
        part, _mark, number = name.rpartition("_")
        return f"{part}_{self.given[int(number)]}" if part in PARTS else name

    def groups(self) -> list[dict[str, forms.BoundField]]:
        """For the page: the fields of each passage."""
        return [{part: self[f"{part}_{index}"] for part in PARTS} for index in self.passages]

    def to_input(self) -> list[PassageInput]:
        """What was typed, for the action."""
        return [PassageInput(**{part: self.cleaned_data[f"{part}_{index}"] for part in PARTS}) for index in self.given]


def passages_initial(framework: Framework) -> dict[str, str]:
    """What the passages of a draft fill the form with; without any, an empty one of its own document."""
    passages = framework.passages or [{"symbol": framework.symbol}]
    return {f"{part}_{index}": one.get(part, "") for index, one in enumerate(passages) for part in PARTS}


def count_of(values: Mapping[str, Any]) -> int:
    """How many passages were sent."""
    return sum(1 for name in values if name.startswith("heading_"))


def rearranged(values: Mapping[str, Any], asked: str, symbol: str) -> tuple[dict[str, str], int]:
    """What was typed, with a passage moved or taken out ("up 2", "down 0", "remove 1") or an empty one at the end.

    Gives the number of the passage at which the work goes on too. What makes no sense changes nothing.
    """
    rows = [{part: str(values.get(f"{part}_{one}", "")) for part in PARTS} for one in range(count_of(values))]
    act, _space, number = asked.partition(" ")
    at = int(number) if number.isdecimal() and int(number) < len(rows) else None
    if act == "add" and len(rows) < MOST_PASSAGES:
        rows.append({"heading": "", "symbol": symbol, "paragraph": "", "text": ""})
        at = len(rows) - 1
    elif at is not None and act == "remove":
        del rows[at]
        at = max(min(at, len(rows) - 1), 0)
    elif at is not None and act in ("up", "down"):
        to = min(max(at + (1 if act == "down" else -1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        at = to
    return {f"{part}_{index}": row[part] for index, row in enumerate(rows) for part in PARTS}, at or 0
