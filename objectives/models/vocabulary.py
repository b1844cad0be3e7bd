"""Controlled vocabularies: service areas, key areas, cross-cutting activities and trends.

MC/INF/274, paragraphs 18, 20 and 21, gives the first four.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from objectives.models.framework import Framework


class Vocabulary(models.Model):
    """A closed list of terms that a framework defines, and administrators extend."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="vocabularies")
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=120)
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each language but the original, {name}.")
    )
    source_symbol = models.CharField(_("source document"), max_length=60, blank=True)
    source_paragraph = models.CharField(_("source paragraph"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="vocabulary_code_is_unique_in_its_framework"),
        ]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """An entry of a vocabulary. One in use is retired, never deleted: it is no longer offered, and stays readable."""

    vocabulary = models.ForeignKey(Vocabulary, models.PROTECT, related_name="terms")
    code = models.SlugField(_("code"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("name"), max_length=200)
    wording = models.TextField(_("official wording"), blank=True)
    translations = models.JSONField(
        _("translations"),
        default=dict,
        blank=True,
        help_text=_("For each language but the original, {label, wording}."),
    )
    source_symbol = models.CharField(_("source document"), max_length=60, blank=True)
    source_paragraph = models.CharField(_("source paragraph"), max_length=40, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retired_reason = models.CharField(_("why it was retired"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_is_unique_in_its_vocabulary"),
            models.CheckConstraint(condition=~Q(label=""), name="term_has_a_name"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | ~Q(retired_reason=""), name="retired_term_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.label
