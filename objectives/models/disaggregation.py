"""By what a figure is broken down: sex, age group, and others that an administrator defines."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from objectives.models.naming import ENGLISH, in_language, readers_language


class Dimension(models.Model):
    """One way to break a figure down. The same for all frameworks, so that figures can be compared."""

    language = ENGLISH  # of its own name

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=120)
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each language but English, {name}.")
    )

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="dimension_has_a_name")]

    def __str__(self) -> str:
        return self.name_here

    @property
    def name_here(self) -> str:
        """Its name in the reader's language, or in English."""
        return in_language(self, "name", readers_language())


class Category(models.Model):
    """A part that a dimension distinguishes. One in use is retired, never deleted."""

    language = ENGLISH  # of its own name

    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="categories")
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("name"), max_length=120)
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each language but English, {label}.")
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["dimension", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "code"], name="category_code_is_unique_in_its_dimension"),
            models.CheckConstraint(condition=~Q(label=""), name="category_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.label_here

    @property
    def label_here(self) -> str:
        """Its name in the reader's language, or in English."""
        return in_language(self, "label", readers_language())
