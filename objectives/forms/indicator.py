"""An indicator: what is measured, from where it began, and by what it is broken down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Sheet
from objectives.actions.indicator import IndicatorInput, as_input
from objectives.enums import Aggregation, Direction, Qualifier
from objectives.forms.fields import NOT_ON_THE_LIST, NumberField, SeveralField, WordsField
from objectives.models import Dimension, Element, Indicator
from objectives.queries.languages import language_name

MOST_DECIMALS = 4  # what the column of a figure keeps
OWN_WORDS = ("title", "unit")
CHOOSE = {**NOT_ON_THE_LIST, "required": gettext_lazy("Choose from the list.")}


class CodedIndicatorField(forms.ModelChoiceField):
    """An indicator as one reads it in a list: "O1, O1.1 Persons assisted (persons)"."""

    def label_from_instance(self, obj: Indicator) -> str:
        return f"{obj.element.code}, {obj.code} {obj.title} ({obj.unit})"


class IndicatorForm(Sheet):
    """What is measured of an element. Without a kept indicator it asks for a code too."""

    code = WordsField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Short, for addresses and files: O1.3. It stays as it is."),
        most=20,
        error_messages={"required": gettext_lazy("Give the indicator a code.")},
    )
    title = WordsField(
        label=gettext_lazy("What is measured"),
        help_text=gettext_lazy("As it stands in reports: Persons assisted to return voluntarily."),
        most=200,
        error_messages={"required": gettext_lazy("Say what is measured.")},
    )
    unit = WordsField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("In what it is counted: persons, days, per cent."),
        most=60,
        error_messages={"required": gettext_lazy("Say in what it is counted.")},
    )
    decimals = forms.TypedChoiceField(
        label=gettext_lazy("Decimal places"),
        coerce=int,
        choices=[(number, str(number)) for number in range(MOST_DECIMALS + 1)],
        help_text=gettext_lazy("0 for what is counted in whole numbers."),
        error_messages=CHOOSE,
    )
    aggregation = forms.ChoiceField(
        label=gettext_lazy("How the figures of a period become one value"),
        choices=Aggregation.choices,
        error_messages={**CHOOSE, "required": gettext_lazy("Choose how figures become one value.")},
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way it should move"), choices=Direction.choices, error_messages=CHOOSE
    )
    baseline_qualifier = forms.ChoiceField(
        label=gettext_lazy("How exact it is"), choices=Qualifier.choices, error_messages=CHOOSE
    )
    baseline_date = WordsField(
        label=gettext_lazy("Of when it is"),
        help_text=gettext_lazy("As its source gives it: 1995, or third quarter of 2025."),
        most=40,
        required=False,
    )
    baseline_source = WordsField(
        label=gettext_lazy("Where it stands"),
        help_text=gettext_lazy("The document, with its paragraph."),
        most=200,
        required=False,
    )
    owner = WordsField(
        label=gettext_lazy("Owner"),
        help_text=gettext_lazy("The unit or person that answers for it."),
        most=200,
        required=False,
    )
    dimensions = SeveralField(
        label=gettext_lazy("Broken down by"),
        help_text=gettext_lazy("The form asks for these parts of each figure."),
        queryset=Dimension.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_ON_THE_LIST,
    )
    rolls_up_to = CodedIndicatorField(
        label=gettext_lazy("Rolls up to"),
        help_text=gettext_lazy("The indicator of an element above that takes in its value; of the same unit."),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        error_messages=NOT_ON_THE_LIST,
    )

    def __init__(
        self, *args: Any, element: Element, above: QuerySet[Indicator], kept: Indicator | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = initial_of(kept) if kept else {"direction": Direction.INCREASE}
        super().__init__(*args, **kwargs)
        self.element, self.kept = element, kept
        self.fields["baseline"] = NumberField(
            label=_("Baseline"),
            help_text=_("From where it began, in its unit. Leave it empty if that is not known."),
            decimals=MOST_DECIMALS,
        )
        self.fields["rolls_up_to"].queryset = above  # type: ignore[attr-defined]
        others = (code for code in settings.REPORT_LANGUAGES if code != element.framework.language)
        self.other_languages = [(code, language_name(code)) for code in others]
        for code, name in self.other_languages:
            for word in OWN_WORDS:
                self.fields[f"{word}-{code}"] = WordsField(
                    label=_("%(field)s in %(language)s") % {"field": self.fields[word].label, "language": name},
                    most=self.fields[word].most,  # type: ignore[attr-defined]
                    required=False,
                )
        if kept is not None:
            del self.fields["code"]

    def translated_fields(self) -> list[forms.BoundField]:
        """The boxes of the other languages."""
        return [self[f"{word}-{code}"] for code, _name in self.other_languages for word in OWN_WORDS]

    def to_input(self) -> IndicatorInput:
        """What was typed, for the action. Translations in languages that the site does not have stay as they are."""
        cleaned = self.cleaned_data
        kept = as_input(self.kept) if self.kept else None
        translations = dict(kept.translations) if kept else {}
        for code, _name in self.other_languages:
            words = {word: cleaned[f"{word}-{code}"] for word in OWN_WORDS if cleaned[f"{word}-{code}"]}
            rest = {name: text for name, text in translations.pop(code, {}).items() if name not in OWN_WORDS}
            if words or rest:
                translations[code] = rest | words
        names = IndicatorInput.__dataclass_fields__.keys() & cleaned.keys()
        values = {name: cleaned[name] for name in names} | {"translations": translations}
        values["dimensions"] = tuple(cleaned["dimensions"])
        return IndicatorInput(**{"code": kept.code if kept else "", **values})


def initial_of(indicator: Indicator) -> dict[str, Any]:
    """What a kept indicator fills the form with."""
    content = as_input(indicator)
    initial = {name: getattr(content, name) for name in content.__dataclass_fields__}
    initial["dimensions"] = list(content.dimensions)
    for code, words in content.translations.items():
        initial |= {f"{word}-{code}": words.get(word, "") for word in OWN_WORDS}
    return initial


class RetireForm(Sheet):
    """Why an indicator is no longer asked for."""

    reason = WordsField(
        label=gettext_lazy("Why it is retired"),
        most=300,
        error_messages={"required": gettext_lazy("Say why it is retired.")},
    )
