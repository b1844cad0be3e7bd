"""A kind of report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from objectives.models import Framework
from reports.enums import Audience, Rhythm, Section


class Definition(models.Model):
    """Which framework, sections, audience, languages and rhythm; and what stands at the head of each edition."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="definitions")
    title = models.CharField(_("title"), max_length=200)
    symbol = models.CharField(
        _("document symbol"), max_length=80, help_text=_("{period} and {revision} are replaced for each edition.")
    )
    session = models.CharField(_("session"), max_length=120, blank=True)
    sections = models.JSONField(_("sections"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.ALL_MEMBERS)
    rhythm = models.CharField(_("rhythm"), max_length=14, choices=Rhythm.choices, default=Rhythm.EVERY_PERIOD)
    is_active = models.BooleanField(_("active"), default=True)

    CHOICES_KEPT = {"sections": Section.choices}  # what the codes in a list are called

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="definition_audience_is_known"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="definition_rhythm_is_known"),
        ]

    def __str__(self) -> str:
        return self.title
