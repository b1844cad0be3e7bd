"""Counters that the database keeps by itself, so that an overview costs the same at any number of records.

Triggers write them (objectives/tallying/), in the same transaction as the record that moves; nothing else does.
`queries.overview` and `queries.figures` read them. docs/adr/0006-tallies.md says why.
"""

from __future__ import annotations

from django.db import models

from objectives.models.framework import Element
from objectives.models.indicator import Indicator
from objectives.models.period import Period


class ElementTally(models.Model):
    """How many records of a period contribute to an element: those accepted, and those that await review."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="element_tallies")
    element = models.ForeignKey(Element, models.CASCADE, related_name="tallies")
    accepted = models.IntegerField(default=0)
    awaiting = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "element"], name="one_tally_for_each_element_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.element_id} in {self.period_id}: {self.accepted} + {self.awaiting}"


class IndicatorTally(models.Model):
    """What the accepted figures of an indicator come to in a period; those that roll up to it are not in it.

    `total` is in ten-thousandths, because SQLite adds whole numbers alone without error. `latest_*` is the figure of
    the latest last day (the later record where two share it), `highest_*` the highest (the earliest of equal ones).
    """

    period = models.ForeignKey(Period, models.CASCADE, related_name="indicator_tallies")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="tallies")
    figures = models.IntegerField(default=0)
    total = models.BigIntegerField(default=0)
    over = models.IntegerField(default=0)
    about = models.IntegerField(default=0)
    not_applicable = models.IntegerField(default=0)
    latest_on = models.DateField(null=True)
    latest_evidence = models.BigIntegerField(null=True)
    latest_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    latest_qualifier = models.CharField(max_length=6, null=True)  # noqa: DJ001 empty as a whole with its figure
    highest_on = models.DateField(null=True)
    highest_evidence = models.BigIntegerField(null=True)
    highest_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    highest_qualifier = models.CharField(max_length=6, null=True)  # noqa: DJ001 empty as a whole with its figure

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "indicator"], name="one_tally_for_each_indicator_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} in {self.period_id}: {self.figures}"
