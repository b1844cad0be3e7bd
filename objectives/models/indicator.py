"""What is measured for an element, and the values aimed at."""

from __future__ import annotations

import re
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from objectives.enums import Aggregation, Direction, Qualifier
from objectives.models.disaggregation import Dimension
from objectives.models.framework import Element
from objectives.models.period import Period

RELATIVE = re.compile(  # units whose parts are no shares of a whole, in the languages that frameworks are written in
    r"[%‰]|\b(per ?cent|pour ?cent|por ?ciento|per ?mill?e?|pour mille|por mil|percentages?|pourcentages?|porcentajes?"
    r"|ratios?|rates?|taux|tasas?|index|indices?|índices?|averages?|means?|medians?|moyennes?|médianes?|promedios?"
    r"|medianas?)\b",
    re.IGNORECASE,
)

PERCENTAGE = re.compile(
    r"^\s*(%|(per ?cent|pour ?cent|por ?ciento|percentage|pourcentage|porcentaje)\b)", re.IGNORECASE
)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, as they are asked for."""

    def asked_in(self, period: Period | None) -> Self:
        """Those that were not retired before a period began; without one, those asked for today."""
        since = period.starts_on if period is not None else timezone.localdate()
        return self.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=since))


class Indicator(models.Model):
    """A measure of one element: its unit, how figures are aggregated, which way it should move, where it began."""

    element = models.ForeignKey(Element, models.PROTECT, related_name="indicators")
    code = models.CharField(_("code"), max_length=30)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200)
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each language but the original, {title, unit}.")
    )
    unit = models.CharField(_("unit"), max_length=60)
    decimals = models.PositiveSmallIntegerField(_("decimal places"), default=0)
    aggregation = models.CharField(_("aggregation"), max_length=10, choices=Aggregation.choices)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices, default=Direction.INCREASE)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_qualifier = models.CharField(max_length=6, choices=Qualifier.choices, default=Qualifier.EXACT)
    baseline_date = models.CharField(_("date of the baseline"), max_length=40, blank=True)
    baseline_source = models.CharField(_("source of the baseline"), max_length=200, blank=True)
    owner = models.CharField(
        _("owner"), max_length=200, blank=True, help_text=_("The unit or person that answers for it.")
    )
    dimensions = models.ManyToManyField(
        Dimension, blank=True, related_name="indicators", verbose_name=_("broken down by")
    )
    rolls_up_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fed_by",
        verbose_name=_("rolls up to"),
        help_text=_("The indicator of an element above that takes in the value of this one."),
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retired_reason = models.CharField(_("why it was retired"), max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["element__position", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["element", "code"], name="indicator_code_is_unique_in_its_element"),
            models.CheckConstraint(
                condition=Q(aggregation__in=Aggregation.values), name="indicator_aggregation_is_known"
            ),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="indicator_direction_is_known"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | ~Q(baseline_date=""), name="indicator_baseline_has_a_date"
            ),
            models.CheckConstraint(condition=~Q(rolls_up_to=F("id")), name="indicator_does_not_roll_up_to_itself"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | ~Q(retired_reason=""), name="retired_indicator_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.element.framework.slug, self.element.code, self.code])

    @property
    def parts_add_up(self) -> bool:
        """Whether the parts of a figure must add up to it: counts and amounts do; averages and percentages do not."""
        return self.aggregation != Aggregation.AVERAGE and not RELATIVE.search(self.unit)

    @property
    def is_percentage(self) -> bool:
        """Whether it is counted in per cent, of which there are a hundred at most, as a rule."""
        return bool(PERCENTAGE.match(self.unit)) and "point" not in self.unit.casefold()


class Target(models.Model):
    """The value aimed at by a date. A revision is a further row with its reason; none is overwritten."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    due_on = models.DateField(pgettext_lazy("a date", "by"))
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("of the period")
    )
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    revision = models.PositiveSmallIntegerField(_("revision"), default=0)
    reason = models.TextField(_("reason for the revision"), blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"), auto_now_add=True)
    set_on = models.DateField(_("decided on"), default=timezone.localdate)
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["indicator", "due_on", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "due_on", "revision"], name="target_revision_is_unique"),
            models.CheckConstraint(condition=Q(revision=0) | ~Q(reason=""), name="target_revision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} ≥ {self.value} ({self.due_on})"
