"""What was seen of a spreadsheet before it is read: which cells are merged, and how far they reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from objectives.files.errors import FileRefused
from objectives.import_enums import SheetKind

MOST_COLUMNS, MOST_NOTED = 16_384, 5_000
SLACK = 20  # lines for headings and examples


@dataclass
class Found:
    """What was seen of each sheet, by its part, or in an ODS by its name: what is merged, and its last row."""

    kind: SheetKind
    merged_ranges: dict[str, list[str]] = field(default_factory=dict)
    last_rows: dict[str, int] = field(default_factory=dict)

    def note_merged(self, sheet: str, place: str) -> None:
        """Note that cells are merged. Raises FileRefused where too many are: what is not noted would be lost."""
        noted = self.merged_ranges.setdefault(sheet, [])
        noted.append(place)
        if len(noted) > MOST_NOTED:
            raise FileRefused(merged())


def merged() -> str:
    """What is said of a file in which cells are merged everywhere."""
    return _("Cells are merged in this file. Undo the merging, fill each cell, and upload it again.")


def check_reach(rows: int, columns: int) -> None:
    """Raise FileRefused for a sheet that is too long, or has too many cells in all."""
    if rows > settings.IMPORT_MOST_ROWS + SLACK:
        raise FileRefused(too_many_rows())
    if columns > MOST_COLUMNS or rows * columns > settings.IMPORT_MOST_CELLS:
        raise FileRefused(too_much())


def too_many_rows() -> str:
    """What is said of a file with too many rows."""
    return _(
        "The file has more than %(most)s rows. Split it into several, and upload them one by one. If its last rows "
        "look empty, there is a blank in one of their cells: delete these rows."
    ) % {"most": number_format(settings.IMPORT_MOST_ROWS, force_grouping=True)}


def damaged() -> str:
    """What is said of a file that cannot be opened."""
    return _("The file is damaged or cut short. Open it in your spreadsheet, save it again, and upload that.")


def too_much() -> str:
    """What is said of a file that would fill the memory."""
    return _(
        "The file unpacks to more than is read at once. Delete empty rows and columns at its end and columns that you "
        "do not use, or split it into several files."
    )


def declares() -> str:
    """What is said of a file whose XML would multiply, or fetch something."""
    return _("The file declares entities, which no spreadsheet does. Open it, save it again, and upload that.")
