"""The closed lists of files in and out, and the moves that their rows can make."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportFormat(models.TextChoices):
    """What evidence can be taken out as."""

    XLSX = "xlsx", _("Excel workbook (XLSX)")
    CSV = "csv", _("CSV")
    JSON_LINES = "jsonl", _("JSON Lines, for programs")


class ExportShape(models.TextChoices):
    """What a line of an export is."""

    RECORD = "record", _("One line for each entry, with its figures in columns")
    FIGURE = "figure", _("One line for each figure")


class ExportState(models.TextChoices):
    """Where a large export stands, which the worker makes."""

    WAITING = "waiting", _("Waiting")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    STOPPED = "stopped", _("Could not be made")
    EXPIRED = "expired", _("Deleted")


EXPORT_MOVES: dict[str, frozenset[str]] = {
    ExportState.WAITING: frozenset({ExportState.MAKING, ExportState.EXPIRED}),
    ExportState.MAKING: frozenset({ExportState.READY, ExportState.WAITING, ExportState.STOPPED}),
    ExportState.READY: frozenset({ExportState.EXPIRED}),
    ExportState.STOPPED: frozenset({ExportState.EXPIRED}),
    ExportState.EXPIRED: frozenset(),
}


class IatiStep(models.TextChoices):
    """What is to be done with an uploaded IATI file."""

    CHECK = "check", _("Check")
    LOAD = "load", _("Load")


class IatiState(models.TextChoices):
    """Where an uploaded IATI file stands."""

    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being read")
    CHECKED = "checked", _("Checked")
    REFUSED = "refused", _("Refused")
    LOADED = "loaded", _("Loaded")
    STOPPED = "stopped", _("Could not be read")


IATI_MOVES: dict[str, frozenset[str]] = {
    IatiState.WAITING: frozenset({IatiState.WORKING}),
    IatiState.WORKING: frozenset(
        {IatiState.CHECKED, IatiState.REFUSED, IatiState.LOADED, IatiState.WAITING, IatiState.STOPPED}
    ),
    IatiState.CHECKED: frozenset({IatiState.WAITING, IatiState.REFUSED}),
    IatiState.REFUSED: frozenset(),
    IatiState.LOADED: frozenset(),
    IatiState.STOPPED: frozenset({IatiState.REFUSED}),
}
