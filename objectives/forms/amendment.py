"""Amending the wording of an element in force, and wording it in a further language."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.amendment import AmendmentInput, TranslationInput
from objectives.forms.element import label_field, wording_field
from objectives.forms.period import day_field


class AmendForm(Sheet):
    """A new wording, since when, and why."""

    wording = wording_field(_("New wording"), _("Give the new wording, word for word."))
    effective_on = day_field(
        _("Takes effect on"),
        _("Give the day on which it takes effect."),
        help_text=_("Reports on days before it go on quoting the earlier wording."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why it is amended, in a line or two. Everyone who may read the element can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why the wording is amended.")},
    )
    source_symbol = forms.CharField(
        label=_("Document of the decision"),
        help_text=_("Where the new wording stands; leave it empty if there is none."),
        max_length=60,
        required=False,
    )
    source_paragraph = forms.CharField(label=_("Paragraph"), max_length=40, required=False)

    def to_input(self, language: str) -> AmendmentInput:
        """What was typed, for the action."""
        return AmendmentInput(language=language, **self.cleaned_data)


class TranslationForm(Sheet):
    """An element in a language that it is not worded in yet."""

    label = label_field()
    wording = wording_field(_("Wording"), _("Give the wording in this language."))
    official = forms.BooleanField(
        label=_("This is the official wording in this language"),
        help_text=_("Otherwise it is marked everywhere as not an official translation."),
        required=False,
    )

    def to_input(self, language: str) -> TranslationInput:
        """What was typed, for the action."""
        return TranslationInput(language=language, **self.cleaned_data)
