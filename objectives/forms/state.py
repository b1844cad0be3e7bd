"""Keeping the list of States: filters, a standing, its correction, a language, a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.standings import StandingInput
from objectives.enums import HELD_STANDINGS, OfficialLanguage, Standing
from objectives.forms.period import day_field

CHOOSE_STANDING = {"required": _("Choose what the State is."), "invalid_choice": _("Choose what the State is.")}


class StatesFilterForm(Sheet):
    """Which States, and as they were on which day."""

    is_kept = False

    on = day_field(_("As on"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("Any")), *Standing.choices])
    text = forms.CharField(label=_("Name or code"), required=False, max_length=100)

    @property
    def day(self) -> date:
        """The day that is asked for, or today."""
        asked: date | None = self.cleaned_data.get("on") if self.is_bound and self.is_valid() else None
        return asked or timezone.localdate()


class StandingForm(Sheet):
    """What a State is from a day on."""

    standing = forms.ChoiceField(
        label=_("From that day on it is"),
        choices=Standing.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_STANDING,
    )
    since = day_field(
        _("First day"),
        _("Give the first day."),
        help_text=_("What it was until then ends the day before."),
    )


class CorrectionForm(Sheet):
    """A standing on record, put right."""

    standing = forms.ChoiceField(
        label=_("Standing"), choices=HELD_STANDINGS, widget=forms.RadioSelect, error_messages=CHOOSE_STANDING
    )
    since = day_field(_("First day"), _("Give the first day."))
    until = day_field(_("Last day"), required=False, help_text=_("Leave it empty while it lasts."))
    reason = forms.CharField(
        label=_("Why is it corrected?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why, so that whoever reads the record can follow it.")},
    )

    def to_input(self) -> StandingInput:
        """What was typed, for the action."""
        typed = self.cleaned_data
        return StandingInput(typed["standing"], typed["since"], typed["until"])


class RemovalForm(Sheet):
    """Why a standing on record is none. Its ids are its own: it stands beside the correction."""

    why_removed = forms.CharField(
        label=_("Why is it removed?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why, so that whoever reads the record can follow it.")},
    )


class LanguageForm(Sheet):
    """The language in which a State gets mail and reports."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=OfficialLanguage.choices,
        widget=forms.RadioSelect,
        help_text=_("For its mail and its reports. A contact may have another one."),
        error_messages={
            "required": _("Choose one of the official languages."),
            "invalid_choice": _("Choose one of the official languages."),
        },
    )


class StatesFileForm(Sheet):
    """A CSV of States."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Columns: iso, standing, since, until, language. Nothing is saved before you have seen what changes."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
        },
    )

    def content(self) -> bytes:
        """The bytes of the file; one byte more than is read at most is enough to know that it is too large."""
        uploaded: Any = self.cleaned_data["file"]
        return bytes(uploaded.read(1_000_000))
