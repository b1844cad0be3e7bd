"""Countries, their standing in the organization, and the delegates who speak for them."""

from __future__ import annotations

from datetime import date
from typing import Self

from babel import Locale
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from objectives.enums import HELD_STANDINGS, OfficialLanguage


class State(models.Model):
    """A country or area of ISO 3166-1. Its names in each language come from CLDR, through Babel."""

    iso = models.CharField(_("ISO 3166-1 code"), max_length=2, unique=True)
    name = models.CharField(_("name in English"), max_length=120)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=OfficialLanguage.choices,
        default=OfficialLanguage.ENGLISH,
        help_text=_("In which it gets mail and reports, unless one of its contacts has another."),
    )

    class Meta:
        verbose_name = _("State")
        verbose_name_plural = _("States")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(language__in=OfficialLanguage.values), name="state_language_is_known")
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def get_absolute_url(self) -> str:
        return reverse("state", args=[self.iso])

    def name_in(self, language: str) -> str:
        """The name in a language (BCP 47 code), or the English one where CLDR has none."""
        if language.startswith("en"):
            return self.name
        return str(Locale.parse(language, sep="-").territories.get(self.iso, self.name))


class StateStandingQuerySet(models.QuerySet["StateStanding"]):
    """Standings, as they were or are on a day."""

    def on(self, day: date) -> Self:
        """Those that hold on a day: at most one for each State."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class StateStanding(models.Model):
    """From when until when a State was a member or an observer, both days included; `until` is empty while it lasts.

    A State without one on a day was neither then. The database lets no two of a State overlap (migration 0006).
    """

    state = models.ForeignKey(State, models.PROTECT, related_name="standings")
    standing = models.CharField(_("standing"), max_length=10, choices=HELD_STANDINGS)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = StateStandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing of a State")
        verbose_name_plural = _("standings of States")
        ordering = ["state", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=[value for value, _label in HELD_STANDINGS]), name="state_standing_is_one_held"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="state_standing_is_not_reversed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.get_standing_display()}, {self.since} – {self.until or ''}".rstrip()


class Delegation(models.Model):
    """A person who reads for a State."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegation")
    state = models.ForeignKey(State, models.PROTECT, related_name="delegations")

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")

    def __str__(self) -> str:
        return f"{self.user} – {self.state}"
