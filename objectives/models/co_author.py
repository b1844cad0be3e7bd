"""Who writes an entry together with its author, and who has its form open just now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus
from objectives.models.office import Office


class CoAuthor(models.Model):
    """A colleague whom the author of an entry lets change it too, as long as it can be changed at all."""

    evidence = models.ForeignKey("Evidence", models.CASCADE, related_name="co_authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="co_written")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["named_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "user"], name="a_co_author_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.evidence_id}"


class OpenForm(models.Model):
    """That a person had the form of an entry open at a moment, where several write it.

    It is no fact of the record: it is forgotten within the hour, and is written without an audit event.
    """

    evidence = models.ForeignKey("Evidence", models.CASCADE, related_name="open_forms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(fields=["evidence", "person"], name="a_form_is_open_once_for_each_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.evidence_id}"


def offices_and_entries_of(user: User) -> tuple[list[int], list[int]]:
    """The keys of a person's offices, and of the entries that others let them write and that not everybody sees.

    One query. They are few, and are given to the database as they are: so it finds each by its index, where a
    condition on another table would have it read through all entries.
    """
    offices = Office.objects.of(user).order_by().values_list("pk", models.Value(False))
    written = CoAuthor.objects.filter(user=user).exclude(evidence__status=EvidenceStatus.ACCEPTED).order_by()
    rows = list(offices.union(written.values_list("evidence_id", models.Value(True)), all=True))
    return [key for key, is_entry in rows if not is_entry], [key for key, is_entry in rows if is_entry]
