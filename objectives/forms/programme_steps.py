"""The small steps of a programme: proposing one that is missing, confirming it, merging it into another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.programmes import DonorInput, ProgrammeInput
from objectives.enums import ProgrammeStatus
from objectives.forms.choices import LivingChoiceField, ProgrammeField
from objectives.forms.fields import WordsField
from objectives.forms.period import day_field
from objectives.forms.programme import CODE_NEEDED, code_field
from objectives.models import Office, Programme
from objectives.models.naming import readers_language
from objectives.queries.offices import offices_to_choose
from objectives.validators import reversed_dates


class ProposalForm(Sheet):
    """What staff know of a programme that is missing. Its title is enough."""

    title = WordsField(
        label=_("Title"),
        help_text=_("As its agreement has it, in the language of this page."),
        most=200,
        error_messages={"required": _("Give the programme a title.")},
    )
    code = code_field(
        required=False, help_text=_("If it has one. Otherwise it gets one for the time being, until it is confirmed.")
    )
    description = WordsField(
        label=_("What it is about"), widget=forms.Textarea(attrs={"rows": 3}), most=10_000, required=False
    )
    lead_office = LivingChoiceField(label=_("Lead office"), queryset=Office.objects.all(), empty_label=_("None"))
    donor = forms.CharField(label=_("Donor"), max_length=200, required=False)
    starts_on = day_field(_("First day"), required=False)
    ends_on = day_field(_("Last day"), required=False)
    entry = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_office"].queryset = offices_to_choose()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        starts_on, ends_on = typed.get("starts_on"), typed.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", reversed_dates(starts_on))
        return typed

    def to_input(self) -> ProgrammeInput:
        """What was typed, for the action."""
        typed, language = self.cleaned_data, readers_language().partition("-")[0]
        office = typed["lead_office"]
        return ProgrammeInput(
            titles={language: typed["title"]},
            descriptions={language: typed["description"]},
            lead_office=office,
            offices=(office,) if office else (),
            countries=(office.state,) if office and office.state else (),
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            donors=(DonorInput(typed["donor"]),) if typed["donor"] else (),
        )


class ConfirmationForm(Sheet):
    """The code that a proposed programme is to have."""

    code = code_field(help_text=_("As its papers have it: RET-2026-01."), error_messages=CODE_NEEDED)


class ProgrammeMergeForm(Sheet):
    """The programme that takes another's place."""

    into = ProgrammeField(
        label=_("Merge into"),
        queryset=Programme.objects.none(),
        to_field_name="code",
        required=True,
        empty_label=_("Choose a programme"),
        error_messages={"required": _("Choose a programme."), "invalid_choice": _("Choose a programme in use.")},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Programme.objects.filter(status=ProgrammeStatus.ACTIVE).exclude(pk=programme.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
