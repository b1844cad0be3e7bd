"""Who did it: offices, and the people posted to them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.enums import OfficeKind, WordingLanguage
from objectives.models.naming import in_language, readers_language
from objectives.models.state import State
from objectives.permissions import Capability, may


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, as one person may see them, and as they can be chosen."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever may see the record sees every office; a delegate none."""
        return self if may(user, Capability.VIEW_RECORD) else self.none()

    def on_offer(self) -> Self:
        """Those that can be chosen for something new."""
        return self.filter(retired_on__isnull=True)

    def counted_with(self, office: Office) -> Self:
        """An office and all that were merged into it: their entries are counted with its own."""
        return self.filter(Q(pk=office.pk) | Q(merged_into=office))

    def of(self, user: User) -> Self:
        """The office that a person is posted to, and all that were merged into it."""
        return self.filter(Q(postings__user=user) | Q(merged_into__postings__user=user))


class Office(models.Model):
    """Headquarters or a field office. One that history names is retired or merged, never deleted."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language of the name"), max_length=5, choices=WordingLanguage.choices, default=WordingLanguage.ENGLISH
    )
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each other language, {name}.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=OfficeKind.choices, default=OfficeKind.COUNTRY)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("country or area")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("reports to")
    )
    focal_points = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="offices_answered_for", verbose_name=_("focal points")
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retired_reason = models.CharField(_("why it was retired"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    is_sample = models.BooleanField(default=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OfficeKind.values), name="office_kind_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="office_has_a_name"),
            models.CheckConstraint(condition=Q(language__in=WordingLanguage.values), name="office_language_is_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="office_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="office_is_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired_on__isnull=False), name="merged_office_is_retired"
            ),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True, retired_reason="")
                | (Q(retired_on__isnull=False) & ~Q(retired_reason="")),
                name="retired_office_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(readers_language())

    def get_absolute_url(self) -> str:
        return reverse("office", args=[self.code])

    def name_in(self, language: str) -> str:
        """The name in a language, or in English, or in whichever there is."""
        return in_language(self, "name", language)

    @property
    def is_retired(self) -> bool:
        return self.retired_on is not None


class Posting(models.Model):
    """A person's office. One at a time in this first form."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="posting")
    office = models.ForeignKey(Office, models.PROTECT, related_name="postings")

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")

    def __str__(self) -> str:
        return f"{self.user} – {self.office}"
