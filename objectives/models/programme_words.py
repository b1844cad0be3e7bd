"""Background work: the words of a programme are written anew for all that was logged under it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from iomtrack.work.rows import WorkRow, WorkStates
from objectives.enums import WordsState
from objectives.models.programme import Programme


class ProgrammeWords(WorkRow):
    """That a programme has got another title or code, by which its entries are to be found; one row for each change.

    A row that waits is never taken for a later change: it may be read before that change is there to be seen.
    """

    WORK: ClassVar[WorkStates] = WorkStates(WordsState.WAITING, WordsState.WRITING, WordsState.STOPPED)
    TASK: ClassVar[str] = "objectives.write_programme_words"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=WordsState.choices, default=WordsState.WAITING)
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    after = models.PositiveBigIntegerField(default=0)  # the last entry done, by key: another attempt goes on from there

    class Meta:
        verbose_name = _("words of a programme")
        verbose_name_plural = _("words of programmes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=WordsState.values), name="programme_words_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.state}"
