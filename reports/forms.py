"""What administrators write of an edition, and of the contacts of a State."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.enums import OfficialLanguage
from objectives.models import Framework
from reports.actions.recipients import RecipientInput
from reports.enums import STANDARD, Section


class DefinitionForm(Sheet):
    """A new kind of report, composed whenever a period of its framework closes."""

    framework = forms.ModelChoiceField(
        label=_("Framework"),
        queryset=Framework.objects.all(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of the frameworks listed.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("As it stands on the first page: Progress report on the Strategy."),
        max_length=200,
        error_messages={"required": _("Give the report a title.")},
    )
    symbol = forms.CharField(
        label=_("Document symbol"),
        help_text=_("{period} and {revision} are replaced for each edition."),
        initial="PROGRESS/{period}/{revision}",
        max_length=80,
        error_messages={"required": _("Give the report a document symbol.")},
    )
    session = forms.CharField(
        label=_("Session"),
        help_text=_("Printed above the title, if the report is for a session."),
        max_length=120,
        required=False,
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections"),
        choices=Section.choices,
        initial=list(STANDARD),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one section.")},
    )


class IntroductionForm(Sheet):
    """Section I of an edition in one language."""

    introduction = forms.CharField(
        label=_("Introduction"),
        help_text=_("Section I of the report. An empty line parts two paragraphs."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        error_messages={"required": _("A report needs an introduction: write at least a sentence.")},
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)  # what stood there when the page was opened


class SignOffForm(Sheet):
    """The one question before an edition is final."""

    agreed = forms.BooleanField(
        label=_("I have read the report in each of its languages, and it may be issued."),
        error_messages={"required": _("Read the report, and tick this line, before you sign it off.")},
    )


class RecipientForm(Sheet):
    """A contact of a State, to whom reports go."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("A person or an office: Permanent Mission, First Secretary."),
        max_length=150,
        error_messages={"required": _("Give the contact a name.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Give the address."), "invalid": _("This is not an e-mail address.")},
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("That of the State")), *OfficialLanguage.choices]
    )

    def to_input(self) -> RecipientInput:
        """What was typed, for the action."""
        return RecipientInput(**self.cleaned_data)
