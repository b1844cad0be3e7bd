"""The columns of a unit of background work: the database is the truth, the broker only a wake-up call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class WorkStates:
    """Which states of a row mean that it waits for a worker, is held by one, or was given up."""

    waiting: str
    busy: str
    stopped: str


class WorkRow(models.Model):
    """A row that a worker claims by a conditional update and holds by a lease that it keeps renewing.

    A lease that has run out on a busy row means that the worker died: the tick makes the row claimable again. On a
    waiting row, which nobody holds, it is the moment before which it is not to be tried again.
    """

    WORK: ClassVar[WorkStates]
    TASK: ClassVar[str]  # the name of the task that does it
    WIPED: ClassVar[tuple[str, ...]] = ()  # columns of text that are emptied when the work is done or stopped
    state: models.CharField

    claim = models.UUIDField(_("claim"), null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        abstract = True

    @property
    def language_of_words(self) -> str:
        """In which language a worker words what it keeps in the row.

        It is that of the one person who reads it; English where many do, and each page words it anew (`|retold`).
        """
        return settings.LANGUAGE_CODE
