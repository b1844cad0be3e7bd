"""The assessment of an element for a period, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.assessment import AssessmentInput, Overtaken
from objectives.enums import Basis, Continuation, Finding, Measurability

NOT_SAID = ("", _("Not judged"))
KEPT = ("source", "finding_basis", "measurability_basis", "continuation_basis")  # what the form does not ask


@dataclass(frozen=True)
class Theirs:
    """A part that another person saved meanwhile: its name, and what they gave it."""

    label: str
    text: str


class AssessmentForm(Sheet):
    """Finding, measurability, continuation, and the words for them in one language. A draft may lack any."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    finding = forms.ChoiceField(
        label=_("Finding"),
        help_text=_("How far it was attained in this period."),
        choices=[("", _("Not found yet")), *Finding.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    measurability = forms.ChoiceField(
        label=_("Measurability"), choices=[NOT_SAID, *Measurability.choices], widget=forms.RadioSelect, required=False
    )
    continuation = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[NOT_SAID, *Continuation.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    narrative = forms.CharField(
        label=_("Narrative"),
        help_text=_("What the finding rests on, in a few sentences. It stands in the report as you write it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        required=False,
    )
    challenges = forms.CharField(
        label=_("Challenges"),
        help_text=_("What stood in the way. Leave empty if nothing did."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        required=False,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.is_saved = False  # as a draft, on the way to a submission that failed
        self.theirs: list[Theirs] = []  # what somebody else saved while this was written
        for name in ("narrative", "challenges"):
            self.fields[name].widget.attrs["lang"] = language

    def to_input(self, kept: dict[str, str]) -> AssessmentInput:
        """What was typed, for the action. What is judged anew here is judged of this element by name."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "read"}
        unasked = {name: kept[name] for name in KEPT}
        for name in ("finding", "measurability", "continuation"):
            if typed[name] != kept[name]:
                unasked[f"{name}_basis"] = Basis.SPECIFIC
        return AssessmentInput(language=self.language, **unasked, **typed)

    def take_refusal(self, problems: dict[str, list[str]]) -> None:
        """Put an action's problems at their fields; the narrative of another language is told at the top."""
        of_language = f"narrative-{self.language}"
        self.take_problems({"narrative" if name == of_language else name: found for name, found in problems.items()})

    def take_theirs(self, overtaken: Overtaken) -> None:
        """Show what another person saved beside what was typed; saving again is then a choice between the two."""
        self.take_problems(overtaken.problems)
        self.has_read(overtaken.number)
        for name in overtaken.problems:
            value = getattr(overtaken.stands, name)
            choices = dict(getattr(self.fields[name], "choices", ()))
            self.theirs.append(Theirs(str(self.fields[name].label), str(choices.get(value, value))))

    def has_read(self, number: int) -> None:
        """Note the version that stands beside what was typed, for the next time it is sent."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data["read"] = str(number)
        self.data = data


def initial_of(content: dict[str, str], number: int) -> dict[str, Any]:
    """What fills the form: what an assessment says now, and the number of the version that says it."""
    names = ("finding", "measurability", "continuation", "narrative", "challenges")
    return {"read": number, **{name: content[name] for name in names}}
