"""What people keep of the list of evidence: filters under a name, and the columns that they want to see."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.models.office import Office


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Filters that are kept, as one person may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, and those that others of one's office share with it."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(Q(owner=user) | Q(is_shared=True, owner__posting__office__in=Office.objects.of(user)))


class SavedFilter(models.Model):
    """A filter under a name: what the address of the list asks for. Who opens it sees what they may see."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("what it asks for"), max_length=2_000, help_text=_("As in the address of the list."))
    is_shared = models.BooleanField(_("shared with one’s office"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept filter")
        verbose_name_plural = _("kept filters")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="a_person_names_a_filter_once"),
            models.CheckConstraint(condition=~Q(name=""), name="kept_filter_has_a_name"),
            models.CheckConstraint(condition=~Q(query=""), name="kept_filter_asks_for_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The list as the filter has it."""
        return f"{reverse('evidence_list')}?{self.query}"


class ChosenColumns(models.Model):
    """Which columns of the list of evidence a person wants to see, in their order; no row is the usual ones."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chosen_columns")
    columns = models.JSONField(_("columns"), default=list, blank=True)

    class Meta:
        verbose_name = _("chosen columns")
        verbose_name_plural = _("chosen columns")

    def __str__(self) -> str:
        return ", ".join(self.columns)
