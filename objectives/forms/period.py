"""Opening a period, changing it, and unlocking it for what comes late."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.period import PeriodInput
from objectives.actions.unlock import UnlockInput
from objectives.forms.choices import NameChoiceField
from objectives.models import Office


def day_field(label: Any, missing: Any = "", **kwargs: Any) -> forms.DateField:
    """A day, typed into the browser's own date box; `missing` is what an empty one is told."""
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=box, error_messages={"required": missing}, **kwargs)


class PeriodForm(Sheet):
    """A new reporting period of a framework."""

    label = forms.CharField(
        label=_("Name"),
        help_text=_("As reports call it: Third quarter 2026."),
        max_length=80,
        error_messages={"required": _("Give the period a name.")},
    )
    code = forms.SlugField(
        label=_("Code"),
        help_text=_("Short, for addresses and commands: 2026-Q3."),
        max_length=20,
        error_messages={
            "required": _("Give the period a code."),
            "invalid": _("Use letters, digits and hyphens alone, as in 2026-Q3."),
        },
    )
    starts_on = day_field(_("First day"), _("Give the first day."))
    ends_on = day_field(_("Last day"), _("Give the last day."))
    deadline = day_field(_("Evidence due"), required=False, help_text=_("The last day on which staff can submit."))

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if code.lower() == "new":  # the address at which a period is opened
            raise forms.ValidationError(_("A period cannot have the code “new”. Choose another."))
        return code

    def to_input(self) -> PeriodInput:
        """What was typed, for the action."""
        return PeriodInput(**self.cleaned_data)


class PeriodEditForm(Sheet):
    """What can be changed of an open period."""

    label = forms.CharField(
        label=_("Name"),
        help_text=_("As reports call it: Third quarter 2026."),
        max_length=80,
        error_messages={"required": _("Give the period a name.")},
    )
    deadline = day_field(
        _("Evidence due"),
        required=False,
        help_text=_("The last day on which staff can submit. Leave it empty to set none."),
    )


class UnlockForm(Sheet):
    """Whose evidence may come late, why, and until when."""

    office = NameChoiceField(
        label=_("Whose evidence"), queryset=Office.objects.all(), required=False, empty_label=_("Every office’s")
    )
    last_day = day_field(
        _("Until"), _("Give the last day on which it may come."), help_text=_("The last day on which it may come.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands on the page of the period, and at each entry that comes late."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why evidence may come late.")},
    )

    def to_input(self) -> UnlockInput:
        """What was typed, for the action."""
        return UnlockInput(**self.cleaned_data)
