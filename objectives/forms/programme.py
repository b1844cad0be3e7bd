"""Keeping programmes: what is said of one, proposing one, confirming it, and merging it into another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from objectives.actions.programme_problems import content_problems
from objectives.actions.programmes import BudgetInput, DonorInput, ProgrammeInput, code_problems
from objectives.enums import BudgetKind, WordingLanguage
from objectives.forms.choices import LivingChoiceField, NamesChoiceField, PeopleField, ProgrammeField
from objectives.forms.fields import NumberField, WordsField, nothing_in
from objectives.forms.period import day_field
from objectives.forms.programme_documents import (
    SHARE_DECIMALS,
    DocumentRows,
    documents_initial,
    read_shares,
    typed_shares,
)
from objectives.models import Office, Programme, State
from objectives.models.naming import all_languages
from objectives.queries.focal_points import who_can_be_named
from objectives.queries.offices import offices_to_choose
from objectives.queries.programmes import programmes_to_choose

SPARE_DONORS, SPARE_BUDGETS, SPARE_DOCUMENTS, MOST_ROWS = 2, 2, 1, 60
LONGEST = 4  # digits of a row's number, and one more
BUDGET = ("kind", "amount", "currency", "starts_on", "ends_on")
CODE_NEEDED = {"required": _("Give it a code.")}


def code_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs={"class": "code"}), **kwargs)


class ProgrammeForm(DocumentRows):
    """All that is said of a programme."""

    code = code_field(help_text=_("As its papers have it: RET-2026-01. It stays."), error_messages=CODE_NEEDED)
    iati_identifier = forms.CharField(label=_("IATI identifier"), max_length=120, required=False)
    parent = ProgrammeField(
        label=_("Part of"),
        help_text=_("The programme that it stands below, if any."),
        queryset=Programme.objects.all(),
        empty_label=_("None"),
    )
    lead_office = LivingChoiceField(label=_("Lead office"), queryset=Office.objects.all(), empty_label=_("None"))
    offices = NamesChoiceField(
        label=_("Offices that take part"),
        queryset=Office.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    countries = NamesChoiceField(
        label=_("Countries and areas"),
        queryset=State.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    shares = WordsField(
        label=_("Share of each country"),
        help_text=_("Per cent, where it is known: KE 60, a line for each. With regions they come to 100."),
        widget=forms.Textarea(attrs={"rows": 2}),
        most=5_000,
        required=False,
    )
    regions_share = NumberField(label=_("Share of regions"), decimals=SHARE_DECIMALS)
    starts_on = day_field(_("First day"), required=False)
    ends_on = day_field(_("Last day"), required=False, help_text=_("Leave it empty where none is foreseen."))
    focal_points = PeopleField(
        label=_("Focal points"),
        help_text=_("Whom to ask about it. Nobody needs to be named."),
        queryset=who_can_be_named(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        if programme is not None:
            del self.fields["code"]
        parents = programmes_to_choose(programme.parent if programme else None, but=programme)
        offices = offices_to_choose(programme.lead_office if programme else None)
        taking_part = [one.pk for one in self.initial.get("offices", ())]
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["lead_office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["offices"].queryset = Office.objects.on_offer() | Office.objects.filter(pk__in=taking_part)  # type: ignore[attr-defined]
        for language in WordingLanguage:
            self._add_language(language)
        self.donors = range(self._rows("donor_", SPARE_DONORS))
        self.budgets = range(self._rows("budget_", SPARE_BUDGETS))
        for index in self.donors:
            self._add_donor(index)
        for index in self.budgets:
            self._add_budget(index)
        self.documents = range(self._rows("document_", SPARE_DOCUMENTS))
        for index in self.documents:
            self.add_document(index)

    def _rows(self, kind: str, spare: int) -> int:
        """How many rows there are: up to the last one that was sent, or those that are filled and some more. All that
        are kept have their row, however many a file brought."""
        kept = _rows_of(kind, self.initial)
        number = _rows_of(kind, self.data) if self.is_bound else kept + spare
        return min(number, max(MOST_ROWS, kept + spare))

    def _add_language(self, language: WordingLanguage) -> None:
        name = {"language": language.label}
        self.fields[f"title_{language}"] = WordsField(label=_("Title in %(language)s") % name, most=200, required=False)
        self.fields[f"description_{language}"] = WordsField(
            label=_("Description in %(language)s") % name,
            widget=forms.Textarea(attrs={"rows": 3}),
            most=10_000,
            required=False,
        )

    def _add_donor(self, index: int) -> None:
        number = {"number": index + 1}
        self.fields[f"donor_name_{index}"] = forms.CharField(
            label=_("Donor %(number)s") % number, max_length=200, required=False
        )
        self.fields[f"donor_ref_{index}"] = forms.CharField(
            label=_("IATI identifier of donor %(number)s") % number, max_length=120, required=False
        )

    def _add_budget(self, index: int) -> None:
        """Its boxes have short names: they stand in a group that says which budget it is."""
        self.fields[f"budget_kind_{index}"] = forms.ChoiceField(
            label=_("Kind"), choices=BudgetKind.choices, required=False
        )
        self.fields[f"budget_amount_{index}"] = NumberField(label=_("Amount"), decimals=2)
        self.fields[f"budget_currency_{index}"] = forms.CharField(
            label=_("Currency"), max_length=3, required=False, widget=forms.TextInput(attrs={"class": "short"})
        )
        self.fields[f"budget_starts_on_{index}"] = day_field(_("First day"), required=False)
        self.fields[f"budget_ends_on_{index}"] = day_field(_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for index in self.donors:
            if typed.get(f"donor_ref_{index}") and not typed.get(f"donor_name_{index}"):
                self.add_error(f"donor_name_{index}", _("Give the donor’s name too."))
        for index in self.budgets:
            self._check_budget(index, typed)
        if "shares" not in self.errors:
            self._read_shares(typed)
        if self.errors:
            self._tell_the_rest(typed)
        return typed

    def _tell_the_rest(self, typed: dict[str, Any]) -> None:
        """What the action would refuse too, of all that is no error already, so that everything is told at once."""
        told = set(self.errors)
        for name in told & set(self.fields):
            typed[name] = {} if name == "shares" else nothing_in(self.fields[name])
        problems = content_problems(self.programme or Programme(), self.to_input())
        if "code" in self.fields and "code" not in told:
            problems |= code_problems(typed["code"])
        if "countries" in told:
            problems = {name: said for name, said in problems.items() if not name.startswith("share_")}
        if any(name.startswith("title_") for name in told):
            problems.pop("title_en", None)
        self.take_problems({name: said for name, said in problems.items() if self._at_its_row(name) not in told})

    def _read_shares(self, typed: dict[str, Any]) -> None:
        try:
            typed["shares"] = read_shares(typed.get("shares", ""), typed.get("countries", ()))
        except forms.ValidationError as problem:
            self.add_error("shares", problem)

    def _check_budget(self, index: int, typed: dict[str, Any]) -> None:
        """A budget is whole, or is not there at all; its kind alone is nothing."""
        asked = {
            "amount": _("Give the amount."),
            "currency": _("Give the currency: USD, EUR, CHF."),
            "starts_on": _("Give the first day."),
            "ends_on": _("Give the last day."),
        }
        given = [name for name in asked if typed.get(f"budget_{name}_{index}") not in (None, "")]
        wrong = [name for name in asked if f"budget_{name}_{index}" in self.errors]
        for name, message in asked.items():
            if (given or wrong) and name not in [*given, *wrong]:
                self.add_error(f"budget_{name}_{index}", message)
        if self.has_error(f"budget_amount_{index}", "too_large"):
            del self.errors[f"budget_amount_{index}"]
            self.add_error(f"budget_amount_{index}", _("This amount is larger than can be kept."))

    def languages(self) -> list[list[forms.BoundField]]:
        """For the page: title and description in each language."""
        return [[self[f"title_{one}"], self[f"description_{one}"]] for one in WordingLanguage]

    def donor_rows(self) -> list[list[forms.BoundField]]:
        """For the page: name and identifier of each donor."""
        return [[self[f"donor_name_{index}"], self[f"donor_ref_{index}"]] for index in self.donors]

    def budget_rows(self) -> list[dict[str, forms.BoundField]]:
        """For the page: the boxes of each budget, by name."""
        return [{name: self[f"budget_{name}_{index}"] for name in BUDGET} for index in self.budgets]

    def to_input(self) -> ProgrammeInput:
        """What was typed, for the actions. A row that is empty is left out, and those after it move up."""
        typed = self.cleaned_data
        donors = [(typed[f"donor_name_{one}"], typed[f"donor_ref_{one}"]) for one in self._filled_donors]
        return ProgrammeInput(
            titles={str(one): typed[f"title_{one}"] for one in WordingLanguage},
            descriptions={str(one): typed[f"description_{one}"] for one in WordingLanguage},
            iati_identifier=typed["iati_identifier"],
            parent=typed["parent"],
            lead_office=typed["lead_office"],
            offices=tuple(typed["offices"]),
            countries=tuple(typed["countries"]),
            shares=typed["shares"],
            regions_share=typed["regions_share"],
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            donors=tuple(DonorInput(name, ref) for name, ref in donors),
            budgets=tuple(self._budget_inputs()),
            documents=tuple(self.document_inputs(self.programme)),
            focal_points=tuple(typed["focal_points"]),
        )

    @property
    def _filled_donors(self) -> list[int]:
        return [one for one in self.donors if self.cleaned_data[f"donor_name_{one}"]]

    @property
    def _filled_budgets(self) -> list[int]:
        """The rows that say anything, and nothing wrong."""
        wrong = {name.rpartition("_")[2] for name in self.errors if name.startswith("budget_")}
        filled = [one for one in self.budgets if self.cleaned_data[f"budget_amount_{one}"] is not None]
        return [one for one in filled if str(one) not in wrong]

    def _budget_inputs(self) -> Iterator[BudgetInput]:
        for index in self._filled_budgets:
            typed = {name: self.cleaned_data[f"budget_{name}_{index}"] for name in BUDGET}
            kind, currency = typed["kind"] or BudgetKind.ORIGINAL, typed["currency"].upper()
            yield BudgetInput(**typed | {"kind": kind, "currency": currency})

    def take_problems(self, problems: dict[str, list[str]]) -> None:
        """An action numbers the rows that there are; here each problem finds its own row again."""
        super().take_problems({self._at_its_row(name): messages for name, messages in problems.items()})

    def _at_its_row(self, name: str) -> str:
        stem, _parted, index = name.rpartition("_")
        if stem == "share":  # of one country: all of them are typed in one box
            return "shares"
        rows = {
            "donor": self._filled_donors,
            "budget": self._filled_budgets,
            "document": self.filled_documents,
        }.get(name.partition("_")[0])
        return f"{stem}_{rows[int(index)]}" if rows and index.isdigit() else name


def _rows_of(kind: str, named: Iterable[str]) -> int:
    ends = [one.rpartition("_")[2] for one in map(str, named) if one.startswith(kind)]
    return max([int(end) + 1 for end in ends if end.isascii() and end.isdigit() and len(end) < LONGEST], default=0)


def initial_of(programme: Programme) -> dict[str, Any]:
    """What a kept programme fills the form with."""
    shares = sorted(programme.places.all(), key=lambda one: one.state.iso)
    initial: dict[str, Any] = {
        "iati_identifier": programme.iati_identifier or "",
        **{name: getattr(programme, name) for name in ("parent", "lead_office", "starts_on", "ends_on")},
        **{name: list(getattr(programme, name).all()) for name in ("offices", "focal_points")},
        "countries": [one.state for one in shares],
    }
    for part in ("title", "description"):
        initial |= {f"{part}_{language}": text for language, text in all_languages(programme, part).items()}
    for index, donor in enumerate(programme.donors.all()):
        initial |= {f"donor_name_{index}": donor.name, f"donor_ref_{index}": donor.iati_ref}
    for index, budget in enumerate(programme.budgets.all()):
        initial |= {f"budget_{name}_{index}": getattr(budget, name) for name in BUDGET}
    initial["shares"] = typed_shares({one.state.iso: one.percentage for one in shares if one.percentage is not None})
    initial["regions_share"] = programme.regions_percentage
    return initial | documents_initial(programme)
