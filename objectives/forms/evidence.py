"""The evidence form: what was done, when and where, what it served, and where that can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.evidence_content import EvidenceInput
from objectives.enums import Answer
from objectives.forms.choices import LivingChoiceField, ProgrammeField
from objectives.forms.fields import NOT_AN_ADDRESS, NOT_ON_THE_LIST, WordsField
from objectives.forms.figures import FigureBoxes, FigureSheet, answer_name, part_name
from objectives.forms.numbers import plain
from objectives.models import (
    Element,
    Evidence,
    Figure,
    Framework,
    Indicator,
    Office,
    Programme,
    State,
    Term,
    Vocabulary,
)
from objectives.queries.offices import offices_to_choose
from objectives.queries.programmes import programmes_to_choose
from objectives.validators import figure_name, reversed_dates

ASKED_LAST = ("citation", "paragraph", "url")
INDICATORS = Prefetch("indicators", Indicator.objects.prefetch_related("dimensions__categories"))


@dataclass(frozen=True)
class Pick:
    """An element as the form offers it: its checkbox, its line on how, and the figures of its indicators."""

    element: Element
    checked: bool
    how: BoundField
    figures: tuple[FigureBoxes, ...]

    @property
    def has_errors(self) -> bool:
        return bool(self.how.errors or any(figure.has_errors for figure in self.figures))


@dataclass(frozen=True)
class ThemeGroup:
    """The boxes of a vocabulary's terms."""

    vocabulary: Vocabulary
    boxes: tuple[BoundWidget, ...]

    @property
    def has_chosen(self) -> bool:
        return any(box.data["selected"] for box in self.boxes)


class EvidenceForm(FigureSheet):
    """A record as a person types it. Saving a draft asks only that what is typed makes sense."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = WordsField(
        label=_("In one line"),
        help_text=_("As you would tell a colleague: who did what, where."),
        most=200,
        required=False,
    )
    description = WordsField(
        label=_("In a few sentences"),
        help_text=_("What happened, for whom, with whom, and what came of it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        most=10_000,
        required=False,
    )
    starts_on = forms.DateField(
        label=_("First day"),
        help_text=_("When it began."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("The first day is not a day of the calendar. Write it as 2026-09-14.")},
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("The same as the first, if it took a day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("The last day is not a day of the calendar. Write it as 2026-09-14.")},
    )
    office = LivingChoiceField(label=_("Office"), queryset=Office.objects.all())
    programme = ProgrammeField(
        label=_("Programme"),
        help_text=_(
            "Under which programme or project it was done. Leave it empty if it was under none; if it is not on the "
            "list, propose it at the end of this form."
        ),
        queryset=Programme.objects.all(),
        empty_label=_("None"),
    )
    countries = forms.ModelMultipleChoiceField(
        label=_("Countries and areas"),
        help_text=_("Where it took place, or whom it concerned. Leave empty if it concerned none in particular."),
        queryset=State.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )
    contributions = forms.ModelMultipleChoiceField(
        label=_("What did it serve?"),
        queryset=Element.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )
    terms = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        help_text=_("Choose those that it belongs to, so that it can be found by them. Leave all empty if none fits."),
        queryset=Term.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )
    citation = WordsField(
        label=_("Document"),
        help_text=_("A report, agreement or record, with its symbol or date."),
        most=300,
        required=False,
    )
    paragraph = WordsField(
        label=_("Paragraph or page"), help_text=_("Where in it, if that helps."), most=60, required=False
    )
    url = forms.URLField(
        label=_("Address"),
        help_text=_("If it stands on the web: https://…"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={**NOT_AN_ADDRESS, "max_length": _("An address can have 500 characters at most.")},
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["url"].widget.attrs["maxlength"]  # the browser would cut an address short without a word
        self.fields["office"].queryset = offices_to_choose(self.initial.get("office"))  # type: ignore[attr-defined]
        programmes = programmes_to_choose(self.initial.get("programme"))
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.framework = framework
        self.kept: Evidence | None = None  # the draft that a failed submit left saved
        self.elements = list(framework.elements.prefetch_related(INDICATORS))
        self.fields["contributions"].queryset = framework.elements.all()  # type: ignore[attr-defined]
        self.fields["terms"].queryset = terms_on_offer(framework, self.initial.get("terms", ()))  # type: ignore[attr-defined]
        for element in self.elements:
            self.fields[f"how-{element.code}"] = WordsField(
                label=_("How it served %(code)s, in one line") % {"code": element.code}, most=300, required=False
            )
            self.add_figures(element, [one for one in element.indicators.all() if self._asks_for(element, one)])
        self.order_fields([name for name in self.fields if name not in ASKED_LAST])

    def _asks_for(self, element: Element, indicator: Indicator) -> bool:
        """One that is not retired, or that the record answers already."""
        return indicator.retired_on is None or figure_name(element, indicator) in self.initial

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", reversed_dates(starts_on))
        if cleaned.get("paragraph") and not (cleaned.get("citation") or cleaned.get("url")):
            self.add_error("citation", _("Say which document this paragraph is of."))
        self._forget_errors_of_what_is_not_chosen(cleaned)
        for element in self._chosen(cleaned):
            self.check_figures(element)
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> list[Element]:
        """The elements chosen, in the framework's order; all of them where the choice itself cannot be read."""
        chosen = cleaned.get("contributions", self.elements)
        return [element for element in self.elements if element in chosen]

    def _forget_errors_of_what_is_not_chosen(self, cleaned: dict[str, Any]) -> None:
        """Their lines and figures are left out, and may be hidden: they must not hold the rest up."""
        for element in set(self.elements) - set(self._chosen(cleaned)):
            for name in (f"how-{element.code}", *self.names_of_figures(element)):
                self.errors.pop(name, None)

    def picks(self) -> Iterator[Pick]:
        """The elements to choose from, in the framework's order."""
        chosen = {str(code) for code in self["contributions"].value() or ()}
        for element in self.elements:
            yield Pick(element, element.code in chosen, self[f"how-{element.code}"], self.boxes_of(element))

    def themes(self) -> list[ThemeGroup]:
        """The themes to choose from, by vocabulary."""
        boxes = zip(self.fields["terms"].queryset, self["terms"], strict=True)  # type: ignore[attr-defined]
        groups = groupby(boxes, key=lambda pair: pair[0].vocabulary)
        return [ThemeGroup(vocabulary, tuple(box for _term, box in pairs)) for vocabulary, pairs in groups]

    def ask_again(self) -> bool:
        """Whether any figure has to be confirmed first, since it dwarfs all that is known; the form then asks."""
        return self.ask_about_figures(self._chosen(self.cleaned_data))

    def to_input(self) -> EvidenceInput:
        """What was typed, for the actions. Lines and figures of elements that are not chosen are left out."""
        cleaned = self.cleaned_data
        chosen = self._chosen(cleaned)
        source = (cleaned["citation"], cleaned["paragraph"], cleaned["url"])
        return EvidenceInput(
            title=cleaned["title"],
            description=cleaned["description"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            office=cleaned["office"],
            programme=cleaned["programme"],
            countries=tuple(cleaned["countries"]),
            terms=tuple(cleaned["terms"]),
            contributions=tuple((element, cleaned[f"how-{element.code}"]) for element in chosen),
            figures=tuple(self.figure_inputs(chosen)),
            sources=(source,) if cleaned["citation"] or cleaned["url"] else (),
        )


def terms_on_offer(framework: Framework, kept: Iterable[Term] = ()) -> QuerySet[Term]:
    """The themes of a framework that can be chosen: those in use, and retired ones that a record has already."""
    of_framework = Term.objects.filter(vocabulary__framework=framework)
    offered = of_framework.filter(Q(retired_on__isnull=True) | Q(pk__in=[term.pk for term in kept]))
    return offered.select_related("vocabulary").order_by("vocabulary__position", "position", "id")


def initial_of(evidence: Evidence) -> dict[str, Any]:
    """What a kept record fills the form with."""
    source = evidence.sources.first()
    initial: dict[str, Any] = {
        "title": evidence.title,
        "description": evidence.description,
        "starts_on": evidence.starts_on,
        "ends_on": evidence.ends_on,
        "office": evidence.office,
        "programme": evidence.programme,
        "countries": list(evidence.countries.all()),
        "terms": list(evidence.terms.all()),
        "contributions": [one.element.code for one in evidence.contributions.select_related("element")],
        "citation": source.citation if source else "",
        "paragraph": source.paragraph if source else "",
        "url": source.url if source else "",
    }
    for contribution in evidence.contributions.select_related("element"):
        initial[f"how-{contribution.element.code}"] = contribution.how
    figures = evidence.figures.select_related("indicator__element").prefetch_related("parts__category__dimension")
    for figure in figures:
        initial |= initial_of_figure(figure)
    return initial


def initial_of_figure(figure: Figure) -> dict[str, str]:
    """What a kept figure fills its boxes with."""
    element, indicator = figure.indicator.element, figure.indicator
    return {
        figure_name(element, indicator): "" if figure.value is None else plain(figure.value),
        answer_name(element, indicator): figure.qualifier if figure.answer == Answer.VALUE else figure.answer,
        **{part_name(element, indicator, part.category): plain(part.value) for part in figure.parts.all()},
    }


class ReasonForm(Sheet):
    """Why an entry is returned or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What has to be put right, so that the author can do it at once."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why, so that the author knows what to put right.")},
    )
