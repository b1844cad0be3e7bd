"""Where an element of a draft comes from, and what became of one of the earlier framework."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.element_lineage import BETWEEN, ThreadInput
from objectives.enums import LineageKind
from objectives.forms.element import named
from objectives.models import Element, Lineage

PARTS = ("kind", "ancestor", "note", "symbol", "paragraph")
LEAST_ROWS, MOST_ROWS = 1, 20


def note_field() -> forms.CharField:
    return forms.CharField(
        label=_("What changed"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )


def source_fields() -> dict[str, forms.CharField]:
    """Where the document says so; both may be empty."""
    return {
        "symbol": forms.CharField(label=_("Document that says so"), max_length=60, required=False),
        "paragraph": forms.CharField(label=_("Paragraph"), max_length=40, required=False),
    }


class LineageForm(Sheet):
    """The threads of an element, a row each: to which earlier element, how, what changed. Empty rows are left out."""

    def __init__(self, *args: Any, ancestors: list[Element], rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ancestors = {one.code: one for one in ancestors}
        self.rows = range(min(max(rows, LEAST_ROWS), MOST_ROWS))
        kinds = [(kind.value, kind.label) for kind in (*BETWEEN, LineageKind.NEW)]
        for index in self.rows:
            self.fields[f"kind_{index}"] = forms.ChoiceField(
                label=_("How it came about"), choices=[("", _("No thread")), *kinds], required=False
            )
            self.fields[f"ancestor_{index}"] = forms.ChoiceField(
                label=_("Earlier element"), choices=[("", _("None, it is new")), *named(ancestors)], required=False
            )
            self.fields[f"note_{index}"] = note_field()
            for part, one in source_fields().items():
                self.fields[f"{part}_{index}"] = one

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen = [values.get(f"ancestor_{index}") for index in self.rows]
        for index in self.rows:
            kind, code = values.get(f"kind_{index}"), chosen[index]
            if code and not kind:
                self.add_error(f"kind_{index}", _("Say how it descends from %(code)s.") % {"code": code})
            elif code and kind == LineageKind.NEW:
                self.add_error(f"ancestor_{index}", _("What is new descends from no earlier element."))
            elif kind and not code and kind != LineageKind.NEW:
                self.add_error(f"ancestor_{index}", _("Choose the earlier element that it descends from."))
            elif code and code in chosen[:index]:
                self.add_error(f"ancestor_{index}", _("%(code)s is chosen twice.") % {"code": code})
        return values

    def row_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the fields of each row."""
        return [[self[f"{part}_{index}"] for part in PARTS] for index in self.rows]

    def to_input(self) -> list[ThreadInput]:
        """What was chosen, for the action."""
        rows = [[self.cleaned_data[f"{part}_{index}"] for part in PARTS] for index in self.rows]
        return [ThreadInput(kind, self.ancestors.get(code), *said) for kind, code, *said in rows if kind]


def lineage_initial(threads: list[Lineage]) -> dict[str, Any]:
    """What the threads of an element fill the form with."""
    initial: dict[str, Any] = {}
    for index, thread in enumerate(threads):
        initial |= {
            f"kind_{index}": thread.kind,
            f"ancestor_{index}": thread.ancestor.code if thread.ancestor else "",
            f"note_{index}": thread.note,
            f"symbol_{index}": thread.source_symbol,
            f"paragraph_{index}": thread.source_paragraph,
        }
    return initial


class DiscontinueForm(Sheet):
    """Why an element of the earlier framework has no heir."""

    note = forms.CharField(
        label=_("Why it is discontinued"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say in a line why it is discontinued.")},
    )
    symbol = source_fields()["symbol"]
    paragraph = source_fields()["paragraph"]


def discontinue_initial(thread: Lineage | None) -> dict[str, Any]:
    """What a kept statement fills the form with."""
    if thread is None:
        return {}
    return {"note": thread.note, "symbol": thread.source_symbol, "paragraph": thread.source_paragraph}
