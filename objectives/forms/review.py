"""What a reviewer types: why a record comes back and which parts of it; and remarks, which others write too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.review import LONGEST_NOTE, NOT_SAID_WHY
from objectives.colons import colon_after
from objectives.forms.evidence import ReasonForm
from objectives.forms.fields import NOT_ON_THE_LIST, WordsField, named
from objectives.models import Evidence
from objectives.models.review import LONGEST_REMARK
from objectives.queries.evidence_parts import parts_of

NOTE = "note-"


class CorrectForm(ReasonForm):
    """Why an accepted entry is corrected."""

    reason = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("A line or two for the reviewer. What the entry says counts until the correction is accepted."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say what is wrong, so that the reviewer knows what to look for.")},
    )


class WithdrawForm(ReasonForm):
    """Why an accepted entry is withdrawn."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Its author reads it, and the next report names it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": NOT_SAID_WHY},
    )


@dataclass(frozen=True)
class Tick:
    """A part of the record as the form offers it: its box, and what is to be put right there."""

    name: str
    label: str
    checked: bool
    note: BoundField


class ReturnForm(ReasonForm):
    """Why an entry is returned, and which of its parts have to be put right."""

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts_of(evidence)
        self.fields["parts"] = forms.MultipleChoiceField(
            label=_("What has to be put right?"),
            choices=[(part.name, part.label) for part in self.parts],
            required=False,
            error_messages=NOT_ON_THE_LIST,
        )
        for part in self.parts:
            self.fields[f"{NOTE}{part.name}"] = WordsField(
                label=part.label,
                most=LONGEST_NOTE,
                required=False,
                widget=named(forms.TextInput(), _("What to put right: %(part)s") % {"part": part.label}),
            )

    def ticks(self) -> Iterator[Tick]:
        """The parts to tick, in the record's order."""
        chosen = self["parts"].value() or ()
        for part in self.parts:
            yield Tick(part.name, part.label, part.name in chosen, self[f"{NOTE}{part.name}"])

    def in_words(self) -> str:
        """All that was typed, be it valid or not, as one text."""
        notes = [(part.label, str(self[f"{NOTE}{part.name}"].value() or "").strip()) for part in self.parts]
        lines = [f"{label}{colon_after(label)}{note}" for label, note in notes if note]
        return "\n".join([super().in_words(), *lines]).strip()

    def marked(self) -> dict[str, str]:
        """The parts that come back: those ticked, and those that something was written on."""
        cleaned = self.cleaned_data
        notes = {part.name: cleaned[f"{NOTE}{part.name}"] for part in self.parts}
        return {name: note for name, note in notes.items() if note or name in cleaned["parts"]}


class RemarkForm(Sheet):
    """Something to say on a record, or on a part of it."""

    text = WordsField(
        label=_("Your remark"),
        help_text=_("Its author, the office, reviewers and auditors read it. It cannot be changed later."),
        widget=forms.Textarea(attrs={"rows": 3}),
        most=LONGEST_REMARK,
        error_messages={"required": _("Write what you have to say.")},
    )
    field = forms.ChoiceField(label=_("It concerns"), required=False, error_messages=NOT_ON_THE_LIST)

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(part.name, part.label) for part in parts_of(evidence)]
        self.fields["field"].choices = [("", _("The whole entry")), *parts]  # type: ignore[attr-defined]
