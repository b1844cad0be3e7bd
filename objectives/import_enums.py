"""The closed lists of imported spreadsheets, and the moves of their state machine."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportStep(models.TextChoices):
    """What a worker does next with an uploaded spreadsheet."""

    CHECK = "check", _("Check")
    WRITE = "write", _("Write")
    UNDO = "undo", _("Undo")


class ImportState(models.TextChoices):
    """Where an uploaded spreadsheet stands. What is waited for, and worked at, is its `ImportStep`."""

    WAITING = "waiting", _("Waiting for a worker")
    WORKING = "working", _("Being worked at")
    READY = "ready", _("Checked, and ready")
    FAULTY = "faulty", _("Has rows to put right")
    WRITTEN = "written", _("Imported")
    UNDONE = "undone", _("Undone")
    DROPPED = "dropped", _("Thrown away")
    FAILED = "failed", _("Stopped")


IMPORT_MOVES: dict[str, frozenset[str]] = {
    ImportState.WAITING: frozenset({ImportState.WORKING}),
    ImportState.WORKING: frozenset(
        {
            ImportState.READY,
            ImportState.FAULTY,
            ImportState.WRITTEN,
            ImportState.UNDONE,
            ImportState.WAITING,
            ImportState.FAILED,
        }
    ),
    ImportState.READY: frozenset({ImportState.WAITING, ImportState.DROPPED}),
    ImportState.FAULTY: frozenset({ImportState.WAITING, ImportState.DROPPED}),
    ImportState.WRITTEN: frozenset({ImportState.WAITING}),
    ImportState.UNDONE: frozenset(),
    ImportState.DROPPED: frozenset(),
    ImportState.FAILED: frozenset({ImportState.WAITING, ImportState.DROPPED}),
}


class ImportLanding(models.TextChoices):
    """What the entries of a spreadsheet become."""

    DRAFT = "draft", _("Drafts, which I go through and submit one by one")
    SUBMITTED = "submitted", _("Entries that go to review at once")


class RowOutcome(models.TextChoices):
    """What a row of a spreadsheet does, or would do."""

    NEW = "new", pgettext_lazy("rows", "New")
    CHANGED = "changed", pgettext_lazy("rows", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("rows", "Unchanged")
    REFUSED = "refused", _("To put right")


class SheetKind(models.TextChoices):
    """The kinds of spreadsheets that are read."""

    XLSX = "xlsx", "XLSX"
    ODS = "ods", "ODS"
    CSV = "csv", "CSV"


class DecimalMark(models.TextChoices):
    """How numbers are written that stand in a spreadsheet as text."""

    POINT = "point", _("With a point: 1,234.5")
    COMMA = "comma", _("With a comma: 1.234,5 or 1 234,5")
