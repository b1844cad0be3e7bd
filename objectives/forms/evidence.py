"""The evidence form: what was done, when and where, what it served, for whom it was and where it can be checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.actions.evidence_content import EvidenceInput
from objectives.enums import DatePrecision, Sensitivity
from objectives.forms.fields import NOT_ON_THE_LIST, SeveralField, WordsField
from objectives.forms.served import ServedSheet
from objectives.forms.sources import PARTS, SourceSheet
from objectives.forms.typed import TypedField, TypedSheet
from objectives.models import Evidence, Framework, State, Term
from objectives.queries.choosing import Countries, Offices, Programmes, Themes
from objectives.queries.evidence_parts import PART_NAMES
from objectives.validators import reversed_dates

SENSITIVITIES = [
    (Sensitivity.SHAREABLE, _("It may be shared with Members: the report can describe it.")),
    (
        Sensitivity.INTERNAL,
        _("It is internal: it counts in the figures, and the report gives its reference, day and office alone."),
    ),
]
ASKED_LAST = ("terms", "terms-add", "beneficiaries", "sensitivity")


def day_box(label: Any, help_text: Any, wrong: Any) -> forms.DateField:
    """A day. Any day of the calendar makes sense on a draft."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": wrong},
    )


def several(label: Any, help_text: Any, queryset: Any) -> SeveralField:
    """Any number of things that are named in the box beside it."""
    return SeveralField(
        label=label,
        help_text=help_text,
        queryset=queryset,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )


def more_of(label: Any, help_text: Any) -> forms.CharField:
    """The box in which further ones are named."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "typed"}),
    )


class EvidenceForm(ServedSheet, TypedSheet, SourceSheet):
    """A record as a person types it. Saving a draft asks only that what is typed makes sense.

    `by` is who types: their own choices come first. `more_sources` asks for one source more.
    """

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = WordsField(
        label=PART_NAMES["title"],
        help_text=_("As you would tell a colleague: who did what, where."),
        most=200,
        required=False,
    )
    description = WordsField(
        label=PART_NAMES["description"],
        help_text=_("What happened, for whom, with whom, and what came of it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        most=10_000,
        required=False,
    )
    starts_on = day_box(
        _("First day"),
        _("When it began."),
        _("The first day is not a day of the calendar. Write it as 2026-09-14."),
    )
    ends_on = day_box(
        _("Last day"),
        _("The same as the first, if it took a day."),
        _("The last day is not a day of the calendar. Write it as 2026-09-14."),
    )
    office = TypedField(
        label=PART_NAMES["office"],
        help_text=_("By its name or code."),
        none=_("No office in use is called “%(text)s”. Type a part of its name, or its code."),
    )
    programme = TypedField(
        label=PART_NAMES["programme"],
        help_text=_(
            "By its title or code. Leave it empty if it was under none; if it is missing, propose it at the end of "
            "this form."
        ),
        none=_(
            "No programme in use is called “%(text)s”. Type a part of its title, or its code; if it is missing, "
            "propose it at the end of this form."
        ),
    )
    countries = several(
        PART_NAMES["countries"],
        _("Where it took place, or whom it concerned. Leave empty if it concerned none in particular."),
        State.objects.all(),
    )
    terms = several(
        PART_NAMES["terms"],
        _("Those that it belongs to, so that it can be found by them. Leave empty if none fits."),
        Term.objects.none(),
    )
    beneficiaries = WordsField(
        label=PART_NAMES["beneficiaries"],
        help_text=_("For example: 40 border officials of two provinces. No names of persons."),
        most=500,
        required=False,
    )
    sensitivity = forms.ChoiceField(
        label=PART_NAMES["sensitivity"],
        choices=SENSITIVITIES,
        widget=forms.RadioSelect,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )

    def __init__(self, *args: Any, framework: Framework, by: User, more_sources: bool = False, **kwargs: Any) -> None:
        initial = {"sensitivity": Sensitivity.SHAREABLE, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, framework=framework, initial=initial, **kwargs)
        self.kept: Evidence | None = None  # the draft that a save with a problem left saved
        self.missing_programme = ""  # what was typed for the one that is about to be proposed
        self.fields["countries-add"] = more_of(
            _("Add countries and areas"), _("By name or code; several are parted by semicolons.")
        )
        self.fields["terms-add"] = more_of(
            _("Add themes"), _("By words of a theme or of its list; several are parted by semicolons.")
        )
        self.use_finder("office", Offices(by, self.initial.get("office")))
        self.use_finder("programme", Programmes(by, self.initial.get("programme")))
        self.use_chips("countries", Countries(by))
        self.use_chips("terms", Themes(framework, self.initial.get("terms", ())))
        self.add_sources(more=more_sources)
        self.order_fields(self._in_order())

    def _in_order(self) -> list[str]:
        """The fields as they stand on the page, so that errors are listed in its order."""
        last = [*ASKED_LAST, *(name for name in self.fields if name.partition("-")[0] in PARTS)]
        first = [
            "token",
            "title",
            "description",
            "starts_on",
            "ends_on",
            "office",
            "programme",
            "countries",
            "countries-add",
        ]
        return [*first, *(name for name in self.fields if name not in (*first, *last)), *last]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", reversed_dates(starts_on))
        if "propose" in self.data and self.has_error("programme", "none"):
            del self.errors["programme"]
            self.missing_programme = str(self.data.get("programme", "")).strip()
            cleaned["programme"] = None
        return cleaned

    def tell(self, problems: dict[str, list[str]]) -> None:
        """Say at the fields of a kept record what it lacks. Nothing was sent, so that nothing is wrong with it."""
        for name, messages in problems.items():
            place = name if name in self.fields else NON_FIELD_ERRORS
            self.errors.setdefault(place, self.error_class(renderer=self.renderer)).extend(messages)

    def hush(self) -> None:
        """Say nothing of what is wrong so far: the page comes again in the middle of the work."""
        self.errors.clear()

    def to_input(self) -> EvidenceInput:
        """What was typed, for the actions. Lines and figures of elements that are not chosen are left out."""
        cleaned = self.cleaned_data
        chosen = self.chosen(cleaned)
        return EvidenceInput(
            title=cleaned["title"],
            description=cleaned["description"],
            beneficiaries=cleaned["beneficiaries"],
            sensitivity=cleaned["sensitivity"] or self.initial["sensitivity"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            date_precision=self._precision(cleaned),
            office=cleaned["office"],
            programme=cleaned["programme"],
            countries=tuple(cleaned["countries"]),
            terms=tuple(cleaned["terms"]),
            contributions=tuple((element, cleaned[f"how-{element.code}"]) for element in chosen),
            figures=tuple(self.figure_inputs(chosen)),
            sources=self.sources(),
        )

    def _precision(self, cleaned: dict[str, Any]) -> str:
        """As the record has it while its days stay as they are; a day that is typed is a day."""
        same = all(cleaned[name] == self.initial.get(name) for name in ("starts_on", "ends_on"))
        return str(self.initial.get("date_precision", DatePrecision.DAY)) if same else DatePrecision.DAY


class ReasonForm(Sheet):
    """Why an entry, or an assessment, is returned."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What has to be put right, so that the author can do it at once."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why, so that the author knows what to put right.")},
    )

    def in_words(self) -> str:
        """What was typed, be it valid or not."""
        return str(self["reason"].value() or "").strip()
