"""Forms for vocabularies and their terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.vocabulary import TermInput
from objectives.models import Framework, Term


class VocabularyForm(Sheet):
    """A new vocabulary."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("What its terms are: Service areas."),
        max_length=120,
        error_messages={"required": _("Give the vocabulary a name with letters or digits in it.")},
    )


class TermForm(Sheet):
    """A term: its name, and where an official document words it."""

    label = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Give the term a name with letters or digits in it.")},
    )
    wording = forms.CharField(
        label=_("Official wording"),
        help_text=_("Word for word, where a document describes it. Leave it empty otherwise."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source_symbol = forms.CharField(label=_("Document"), max_length=60, required=False)
    source_paragraph = forms.CharField(label=_("Paragraph"), max_length=40, required=False)

    def __init__(self, *args: Any, framework: Framework, translations: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.translations = framework, translations

    def to_input(self) -> TermInput:
        """What was typed, for the action. Translations, which files bring, stay as they are."""
        return TermInput(**self.cleaned_data, translations=self.translations)


class RetireForm(Sheet):
    """Why a term is no longer offered."""

    reason = forms.CharField(
        label=_("Why it is retired"),
        max_length=300,
        error_messages={"required": _("Say why it is retired.")},
    )


def initial_of(term: Term) -> dict[str, Any]:
    """A term as the form shows it."""
    return {name: getattr(term, name) for name in ("label", "wording", "source_symbol", "source_paragraph")}
