"""An element of a draft: wording it, moving it, splitting it, merging it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.element_draft import ElementInput
from objectives.actions.element_tree import PartInput
from objectives.enums import ElementKind
from objectives.forms.fields import WordsField
from objectives.models import Element, Framework
from objectives.queries.editor import content_of
from objectives.queries.languages import language_name, other_languages
from objectives.tree import Place

SPARE_ROWS = 1  # of footnotes and restatements, after those that are filled
RESTATED = ("symbol", "paragraph", "wording")
MOST_PARTS = 20
PART = ("code", "label", "wording")


def code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        help_text=_("Short, and worn as a badge everywhere: O3, R7, O3.1."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"required": _("Give it a code of letters, digits, dots and hyphens, as in O3 or O3.1.")},
    )


def label_field(label: Any = None, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label or _("Short name"),
        max_length=160,
        error_messages={"required": _("Give it a short name.")},
        **kwargs,
    )


def wording_field(label: Any, missing: Any = "", **kwargs: Any) -> WordsField:
    return WordsField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 4}),
        most=10_000,
        error_messages={"required": missing},
        **kwargs,
    )


class ElementForm(Sheet):
    """All that is said of one element, in the original language and in others."""

    code = code_field()
    kind = forms.ChoiceField(label=_("Kind"), choices=ElementKind.choices)
    label = label_field(help_text=_("A few words for lists and forms. It is ours, not the document’s."))
    wording = wording_field(_("Official wording"), _("Give the official wording, word for word."))
    source_symbol = forms.CharField(
        label=_("Document"),
        max_length=60,
        error_messages={"required": _("Say in which document the wording stands.")},
    )
    source_paragraph = forms.CharField(
        label=_("Paragraph"),
        max_length=40,
        error_messages={"required": _("Say in which paragraph the wording stands.")},
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [name.removeprefix("wording_") for name in self.initial if name.startswith("wording_")]
        self.languages = other_languages(framework, kept)
        for language in self.languages:
            self._add_language(language)
        self.footnotes = self._rows("footnote_mark_")
        for index in self.footnotes:
            self._add_footnote(index)
        self.restatements = self._rows("restated_wording_")
        for index in self.restatements:
            self._add_restatement(index)

    def _rows(self, first: str) -> range:
        """As many as were sent; of a form to be filled in, as many as stand and one more."""
        given = self.data if self.is_bound else self.initial
        filled = sum(1 for name in given if str(name).startswith(first))
        return range(filled if self.is_bound else filled + SPARE_ROWS)

    def _add_language(self, language: str) -> None:
        name = {"language": language_name(language)}
        self.fields[f"label_{language}"] = label_field(_("Short name in %(language)s") % name, required=False)
        self.fields[f"wording_{language}"] = wording_field(_("Wording in %(language)s") % name, required=False)
        self.fields[f"official_{language}"] = forms.BooleanField(
            label=_("This %(language)s wording is official") % name, required=False
        )

    def _add_footnote(self, index: int) -> None:
        number = {"number": index + 1}
        self.fields[f"footnote_mark_{index}"] = forms.CharField(
            label=_("Footnote %(number)s: its mark") % number,
            max_length=8,
            required=False,
            widget=forms.TextInput(attrs={"class": "short"}),
        )
        self.fields[f"footnote_text_{index}"] = WordsField(
            label=_("Footnote %(number)s: its text") % number,
            most=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _add_restatement(self, index: int) -> None:
        number = {"number": index + 1}
        self.fields[f"restated_wording_{index}"] = wording_field(
            _("Restatement %(number)s: its wording") % number, required=False
        )
        self.fields[f"restated_symbol_{index}"] = forms.CharField(
            label=_("Restatement %(number)s: document") % number, max_length=60, required=False
        )
        self.fields[f"restated_paragraph_{index}"] = forms.CharField(
            label=_("Restatement %(number)s: paragraph") % number, max_length=40, required=False
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for one in self.languages:
            label, wording = values.get(f"label_{one}"), values.get(f"wording_{one}")
            if wording and not label:
                self.add_error(f"label_{one}", _("Give it a short name in this language too."))
            if label and not wording:
                self.add_error(f"wording_{one}", _("Give the wording in this language too."))
        for index in self.footnotes:
            mark, text = values.get(f"footnote_mark_{index}"), values.get(f"footnote_text_{index}")
            if bool(mark) != bool(text):
                lacking = "text" if mark else "mark"
                self.add_error(f"footnote_{lacking}_{index}", _("A footnote has a mark and a text."))
        for index in self.restatements:
            said = {part: values.get(f"restated_{part}_{index}") for part in RESTATED}
            for part in RESTATED:
                name = f"restated_{part}_{index}"
                if any(said.values()) and not said[part] and name not in self.errors:
                    self.add_error(name, _("A restatement has a document, a paragraph and its wording."))
        return values

    def language_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the fields of each language."""
        return [[self[f"{part}_{one}"] for part in ("label", "wording", "official")] for one in self.languages]

    def footnote_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the mark and the text of each footnote."""
        return [[self[f"footnote_mark_{index}"], self[f"footnote_text_{index}"]] for index in self.footnotes]

    def restatement_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the wording of each restatement, its document and paragraph."""
        parts = ("wording", "symbol", "paragraph")
        return [[self[f"restated_{part}_{index}"] for part in parts] for index in self.restatements]

    def to_input(self) -> ElementInput:
        """What was typed, for the action."""
        values = self.cleaned_data
        plain = ("code", "kind", "label", "wording", "source_symbol", "source_paragraph")
        footnotes = [(values[f"footnote_mark_{one}"], values[f"footnote_text_{one}"]) for one in self.footnotes]
        return ElementInput(
            **{name: values[name] for name in plain},
            footnotes=[{"mark": mark, "text": text} for mark, text in footnotes if mark],
            restatements=[
                {part: values[f"restated_{part}_{index}"] for part in RESTATED}
                for index in self.restatements
                if values[f"restated_wording_{index}"]
            ],
            translations={
                one: {part: values[f"{part}_{one}"] for part in ("label", "wording", "official")}
                for one in self.languages
                if values[f"wording_{one}"]
            },
        )


def element_initial(element: Element) -> dict[str, Any]:
    """What a kept element fills the form with."""
    initial = content_of(element)
    for language, words in initial.pop("translations").items():
        initial |= {f"{part}_{language}": words.get(part, "") for part in ("label", "wording", "official")}
    for index, footnote in enumerate(initial.pop("footnotes")):
        initial |= {f"footnote_mark_{index}": footnote["mark"], f"footnote_text_{index}": footnote["text"]}
    for index, restatement in enumerate(initial.pop("restatements")):
        initial |= {f"restated_{part}_{index}": restatement[part] for part in RESTATED}
    return initial


def named(elements: Iterable[Element]) -> list[tuple[str, str]]:
    """Elements to choose from: O3, with its short name."""
    return [(one.code, f"{one.code} {one.label}") for one in elements]


class MoveForm(Sheet):
    """Putting an element beside any other."""

    place = forms.ChoiceField(
        label=_("Where"),
        choices=[(Place.AFTER.value, _("After")), (Place.BEFORE.value, _("Before")), (Place.BELOW.value, _("Below"))],
        initial=Place.AFTER.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose after, before or below.")},
    )
    beside = forms.ChoiceField(
        label=_("Which element"),
        error_messages={
            "required": _("Choose an element."),
            "invalid_choice": _("The element beside which it was to stand was removed. Choose another one."),
        },
    )

    def __init__(self, *args: Any, others: list[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {one.code: one for one in others}
        self.fields["beside"].choices = [("", _("Choose an element")), *named(others)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Element:
        return self.others[self.cleaned_data["beside"]]


class SplitForm(Sheet):
    """The parts that an element is split into."""

    def __init__(self, *args: Any, parts: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = range(min(max(parts, 2), MOST_PARTS))
        for index in self.parts:
            self.fields[f"code_{index}"] = code_field()
            self.fields[f"label_{index}"] = label_field()
            self.fields[f"wording_{index}"] = wording_field(_("Wording"), _("Give the wording of this part."))

    def part_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the fields of each part."""
        return [[self[f"{name}_{index}"] for name in PART] for index in self.parts]

    def to_input(self) -> list[PartInput]:
        """What was typed, for the action."""
        values = self.cleaned_data
        return [
            PartInput(*(values[f"{name}_{index}"] for name in ("code", "label", "wording"))) for index in self.parts
        ]


class MergeForm(Sheet):
    """The elements that become one with another, and what it says then."""

    others = forms.MultipleChoiceField(
        label=_("Merge with"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one element to merge with it.")},
    )
    label = label_field()
    wording = wording_field(_("Wording of the merged element"), _("Give the wording of the merged element."))

    def __init__(self, *args: Any, others: list[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in others}
        self.fields["others"].choices = named(others)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Element]:
        return [self.known[code] for code in self.cleaned_data["others"]]
