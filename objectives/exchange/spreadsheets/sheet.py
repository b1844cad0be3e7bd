"""A sheet as it is read: its names of columns, and its lines one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

Line = tuple[int, list[Any]]  # the number of a line as the spreadsheet shows it, and its cells


@dataclass
class Sheet:
    """The lines of a sheet, its names of columns first; and what was seen of single cells, by line and column."""

    names_line: int
    names: list[Any]
    lines: Iterator[Line]
    expected: int  # lines, or some more
    noted: dict[int, dict[int, str]] = field(default_factory=dict)


def no_names() -> str:
    """What is said of a file without the line that names the columns."""
    return _(
        "No line names the columns: the first line of the template, with “external_reference” and the others, is "
        "missing. Copy your rows into the template, and upload that."
    )
