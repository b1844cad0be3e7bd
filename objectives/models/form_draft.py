"""What people have typed into a form and not yet saved as a record."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.models import User
from objectives.enums import EDITABLE
from objectives.models.evidence import Evidence
from objectives.models.framework import Framework
from objectives.models.programme import Programme


class FormDraftQuerySet(models.QuerySet["FormDraft"]):
    """What is typed, as one person may see it: their own, whatever their role."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(person=user) if isinstance(user, User) else self.none()

    def unfinished(self) -> Self:
        """What holds text that was not saved as a record."""
        return self.filter(is_open=True)


class FormDraft(models.Model):
    """The fields of one evidence form in one window, or of the monthly figures of a programme (`programme`), exactly as
    typed, be they valid or not.

    It is no record and no fact: nobody but the person who types ever sees it, nothing counts it, and it goes once the
    form is saved, or after some weeks. So it is written without an audit event for each pause of typing; the record
    that comes of it has its own.

    `page` names the window: two windows on one form have a row each, so that neither writes over the other's text.
    Once a form is saved its row is emptied (`is_open` is False), and `seen` remembers which save of the record it was.
    So it is once a form is discarded: who presses twice is told so.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="form_drafts")
    page = models.CharField(max_length=32, unique=True)
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="+")
    token = models.CharField(max_length=36, blank=True)  # of a form for a new record
    evidence = models.ForeignKey(Evidence, models.CASCADE, null=True, blank=True, related_name="form_drafts")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="+")
    fields = models.JSONField(default=dict, blank=True)  # each field's name, and the texts typed or chosen in it
    is_open = models.BooleanField(default=True)
    seen = models.PositiveIntegerField(default=0)  # the record's edit_number that this window knows of
    turn = models.PositiveBigIntegerField(default=0)  # counts what the window has sent: what comes late is passed over
    writes = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(db_index=True)

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("unfinished form")
        verbose_name_plural = gettext_lazy("unfinished forms")
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(token="") | Q(evidence__isnull=False), name="form_draft_is_of_a_form"),
            models.CheckConstraint(condition=~Q(page=""), name="form_draft_names_its_page"),
            models.CheckConstraint(
                condition=Q(programme__isnull=True) | Q(evidence__isnull=True),
                name="monthly_figures_are_of_no_one_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title or self.page}"

    def get_absolute_url(self) -> str:
        """Where it is gone on with: the form, or, where its record is past editing, the two texts side by side."""
        if self.programme is not None:
            asked = {"framework": self.framework.slug, "programme": self.programme.code}
            return f"{reverse('evidence_quick')}?{urlencode(asked)}"
        if self.evidence is None:
            return f"{reverse('evidence_new')}?{urlencode({'framework': self.framework.slug, 'form': self.token})}"
        name = "evidence_edit" if self.evidence.status in EDITABLE else "evidence_compare"
        return reverse(name, args=[self.evidence.reference])

    @property
    def title(self) -> str:
        """What stands in the form's first line, as typed so far; monthly figures are called by their programme."""
        if self.programme is not None:
            return _("Monthly figures: %(programme)s") % {"programme": self.programme.title_here}
        typed = self.fields.get("title", [""])
        return " ".join(str(typed[-1] if typed else "").split())[:200]
