"""Where an activity can be checked: any number of sources, a row each. A row that is left empty is no source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.forms.fields import NOT_AN_ADDRESS, WordsField

MOST = 20  # rows that can be added; a record that has more keeps them
MOST_SENT = 200
ROW = re.compile(r"(?:citation|paragraph|url)-(\d{1,3})$", re.ASCII)
PARTS = ("citation", "paragraph", "url")


def row_name(part: str, number: int) -> str:
    """The field of a row's part; the first row has no number."""
    return part if number == 1 else f"{part}-{number}"


@dataclass(frozen=True)
class SourceRow:
    """A row as the page shows it."""

    number: int
    citation: BoundField
    paragraph: BoundField
    url: BoundField


class SourceSheet(Sheet):
    """A form with sources on it."""

    def add_sources(self, *, more: bool = False) -> None:
        """Ask for as many as were sent or are kept, and for one at least; for one more where that is asked for."""
        given = self.data if self.is_bound else self.initial
        numbers = [int(found.group(1)) for name in given if (found := ROW.match(str(name)))]
        self.rows = min(max([1, *numbers]), MOST_SENT)
        if more and self.rows < MOST:
            self.rows += 1
        for number in range(1, self.rows + 1):
            self._add_row(number)

    @property
    def may_add(self) -> bool:
        return self.rows < MOST

    def _add_row(self, number: int) -> None:
        address = forms.URLField(
            label=_("Address"),
            help_text=_("If it stands on the web: https://…"),
            max_length=500,
            required=False,
            assume_scheme="https",
            error_messages={**NOT_AN_ADDRESS, "max_length": _("An address can have 500 characters at most.")},
        )
        del address.widget.attrs["maxlength"]  # the browser would cut an address short without a word
        self.fields[row_name("citation", number)] = WordsField(
            label=_("Document"),
            help_text=_("A report, agreement or record, with its symbol or date."),
            most=300,
            required=False,
        )
        self.fields[row_name("paragraph", number)] = WordsField(
            label=_("Paragraph or page"), help_text=_("Where in it, if that helps."), most=60, required=False
        )
        self.fields[row_name("url", number)] = address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, self.rows + 1):
            citation, paragraph, url = (cleaned.get(row_name(part, number)) for part in PARTS)
            if paragraph and not (citation or url):
                self.add_error(row_name("citation", number), _("Say which document this paragraph is of."))
        return cleaned

    def source_rows(self) -> list[SourceRow]:
        """The rows, for the page."""
        return [
            SourceRow(number, *(self[row_name(part, number)] for part in PARTS)) for number in range(1, self.rows + 1)
        ]

    def sources(self) -> tuple[tuple[str, str, str], ...]:
        """What was typed: (document, paragraph, address) of each row that is not empty."""
        rows = [
            tuple(str(self.cleaned_data[row_name(part, number)]) for part in PARTS)
            for number in range(1, self.rows + 1)
        ]
        return tuple((citation, paragraph, url) for citation, paragraph, url in rows if citation or url)


def initial_of_sources(kept: list[tuple[str, str, str]]) -> dict[str, str]:
    """What kept sources fill the rows with."""
    return {
        row_name(part, number): text
        for number, source in enumerate(kept, start=1)
        for part, text in zip(PARTS, source, strict=True)
    }
