"""Targets of an indicator, several at once: of its framework's periods, by dates, and one by a new date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Sheet
from objectives.actions.target import TargetInput, target_name
from objectives.amounts import amount_text
from objectives.forms.fields import NumberField, WordsField
from objectives.forms.period import day_field
from objectives.models import Indicator, Period, Target
from objectives.queries.targets import Aim


@dataclass(frozen=True)
class TargetRow:
    """A line of the grid: a period or a date, what is aimed at so far, and the box; no box where it stands still."""

    period: Period | None
    due_on: date
    current: Target | None
    box: BoundField | None


class TargetsForm(Sheet):
    """What is aimed at. A box that is left as it is changes nothing; one that is emptied is refused."""

    new_due_on = day_field(
        gettext_lazy("By another date"),
        required=False,
        help_text=gettext_lazy("A day that is not the last of a period above."),
    )
    reason = WordsField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Why a target is revised. Needed only where one stands already."),
        widget=forms.Textarea(attrs={"rows": 3}),
        most=2_000,
        required=False,
    )
    set_on = day_field(
        gettext_lazy("Decided on"),
        gettext_lazy("Give the day of the decision."),
        help_text=gettext_lazy("Today, or the earlier day of the decision."),
    )

    def __init__(
        self, *args: Any, indicator: Indicator, periods: Sequence[Period], aims: Sequence[Aim], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"set_on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        aim_of = {aim.due_on: aim for aim in aims}
        period_of = {period.ends_on: period for period in periods}
        self.days = sorted(period_of.keys() | aim_of.keys())
        self.period_of = period_of
        self.current = {day: aim.current for day, aim in aim_of.items()}
        for day in self.days:
            if not self._stands_still(day, periods):
                current = self.current.get(day)
                self.fields[target_name(day)] = NumberField(
                    label=self._label(day),
                    decimals=indicator.decimals,
                    initial=current.value if current else None,
                )
        self.fields["new_value"] = NumberField(label=_("Value"), help_text=indicator.unit, decimals=indicator.decimals)
        self.order_fields([*map(target_name, self.days), "new_due_on", "new_value", "reason", "set_on"])

    def _label(self, day: date) -> str:
        period = self.period_of.get(day)
        return period.label_here if period else _("By %(day)s") % {"day": date_format(day, "DATE_FORMAT")}

    def _stands_still(self, day: date, periods: Sequence[Period]) -> bool:
        """Whether the day lies in a period that is closed."""
        return any(not period.is_open and period.starts_on <= day <= period.ends_on for period in periods)

    def rows(self) -> list[TargetRow]:
        """The grid, soonest first."""
        return [
            TargetRow(
                self.period_of.get(day),
                day,
                self.current.get(day),
                self[target_name(day)] if target_name(day) in self.fields else None,
            )
            for day in self.days
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day, current in self.current.items():
            name = target_name(day)
            if name in cleaned and cleaned[name] is None:
                kept = amount_text(current.value, self.indicator.decimals)
                self.add_error(name, _("A target is revised, not taken away. It is %(value)s.") % {"value": kept})
        if self.errors.keys() & {"new_due_on", "new_value"}:
            return cleaned
        due_on, value = cleaned.get("new_due_on"), cleaned.get("new_value")
        if value is not None and due_on is None:
            self.add_error("new_due_on", _("Say by which day it is to be reached."))
        if due_on is not None and value is None:
            self.add_error("new_value", _("Say what is to be reached by this day."))
        if due_on in self.days:
            self.add_error("new_due_on", _("This day stands in the list above. Give its target there."))
        if not self.errors and not self.to_input():
            self.add_error(None, _("Nothing was changed."))
        return cleaned

    def to_input(self) -> list[TargetInput]:
        """What is new or different, for the action."""
        wanted = []
        for day in self.days:
            value, current = self.cleaned_data.get(target_name(day)), self.current.get(day)
            if value is not None and (current is None or value != current.value):
                period = self.period_of.get(day)
                wanted.append(TargetInput(value, period) if period else TargetInput(value, due_on=day))
        if self.cleaned_data.get("new_due_on"):
            wanted.append(TargetInput(self.cleaned_data["new_value"], due_on=self.cleaned_data["new_due_on"]))
        return wanted

    def take_problems(self, problems: dict[str, list[str]]) -> None:
        """An action's problems at their fields; those of the new date at its box."""
        new = self.cleaned_data.get("new_due_on")
        super().take_problems(
            {"new_due_on" if new and name == target_name(new) else name: found for name, found in problems.items()}
        )


class DayForm(Sheet):
    """The day of which one asks what was aimed at."""

    on = day_field(
        gettext_lazy("On the day"),
        gettext_lazy("Give a day."),
    )
