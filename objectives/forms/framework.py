"""A framework as a whole: beginning it, its head, adopting it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.framework_copy import Baselines, CopyInput
from objectives.actions.framework_draft import HeadInput, address_of
from objectives.enums import KIND_PLURALS, ElementKind, WordingLanguage
from objectives.forms.fields import WordsField
from objectives.forms.period import day_field
from objectives.models import Framework
from objectives.queries.editor import possible_predecessors
from objectives.queries.languages import language_name, other_languages


def symbol_field() -> forms.CharField:
    return forms.CharField(
        label=_("Document symbol"),
        help_text=_("As it stands on the document: MC/INF/274. The address of its pages is made from it."),
        max_length=60,
        error_messages={"required": _("Give the symbol of its document, as in MC/INF/274.")},
    )


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Give the framework its title.")}
    )


class NewFrameworkForm(Sheet):
    """A new framework, whose elements are added afterwards."""

    symbol = symbol_field()
    title = title_field()
    issued_on = day_field(_("Date of the document"), _("Give the date of the document."))
    language = forms.ChoiceField(label=_("Original language"), choices=WordingLanguage.choices)
    session = forms.CharField(label=_("Session"), max_length=120, required=False)
    supersedes = forms.ChoiceField(
        label=_("Supersedes"),
        help_text=_("The strategy that ends when this one is put in force."),
        required=False,
    )

    def __init__(self, *args: Any, framework: Framework | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.predecessors = {str(one.pk): one for one in possible_predecessors(framework)}
        choices = [(key, f"{one.symbol}, {one.title}") for key, one in self.predecessors.items()]
        self.fields["supersedes"].choices = [("", _("None")), *choices]  # type: ignore[attr-defined]

    def to_input(self) -> HeadInput:
        """What was typed, for the action."""
        values = self.cleaned_data
        return HeadInput(
            symbol=values["symbol"],
            title=values["title"],
            issued_on=values["issued_on"],
            language=values["language"],
            session=values["session"],
            supersedes=self.predecessors.get(values["supersedes"]),
        )


class HeadForm(NewFrameworkForm):
    """What is said of a draft as a whole: with its title in other languages, and the lead-in of each kind."""

    def __init__(self, *args: Any, framework: Framework, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, framework=framework, **kwargs)
        self.framework, self.kinds = framework, kinds
        self.languages = other_languages(framework)
        self.fields["slug"] = forms.CharField(
            label=_("Address of its pages"),
            help_text=_("Leave it empty to have it made from the symbol: mc-inf-274."),
            max_length=80,
            required=False,
        )
        if framework.language not in WordingLanguage.values:  # a file brought it
            choice = (framework.language, language_name(framework.language))
            self.fields["language"].choices = [choice, *WordingLanguage.choices]  # type: ignore[attr-defined]
        for language in self.languages:
            name = {"language": language_name(language)}
            self.fields[f"title_{language}"] = forms.CharField(
                label=_("Title in %(language)s") % name, max_length=300, required=False
            )
            self.fields[f"official_{language}"] = forms.BooleanField(
                label=_("The %(language)s title is official") % name, required=False
            )
        for kind in kinds:
            self._add_chapeau(kind)

    def _add_chapeau(self, kind: str) -> None:
        name = {"kind": str(KIND_PLURALS[ElementKind(kind)])}
        self.fields[f"chapeau_{kind}"] = WordsField(
            label=_("Lead-in: %(kind)s") % name,
            help_text=_("The words that introduce the list in the document, word for word."),
            widget=forms.Textarea(attrs={"rows": 3}),
            most=4000,
            required=False,
        )
        self.fields[f"chapeau_symbol_{kind}"] = forms.CharField(
            label=_("Document"), max_length=60, required=False, widget=forms.TextInput(attrs={"class": "short"})
        )
        self.fields[f"chapeau_paragraph_{kind}"] = forms.CharField(
            label=_("Paragraph"), max_length=40, required=False, widget=forms.TextInput(attrs={"class": "short"})
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for kind in self.kinds:
            if values.get(f"chapeau_{kind}") and not values.get(f"chapeau_paragraph_{kind}"):
                self.add_error(f"chapeau_paragraph_{kind}", _("Say in which paragraph the lead-in stands."))
        return values

    def title_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the fields of each language."""
        return [[self[f"title_{one}"], self[f"official_{one}"]] for one in self.languages]

    def chapeau_groups(self) -> list[list[forms.BoundField]]:
        """For the page: the fields of each kind."""
        return [[self[f"chapeau{part}_{kind}"] for part in ("", "_symbol", "_paragraph")] for kind in self.kinds]

    def to_input(self) -> HeadInput:
        head, values = super().to_input(), self.cleaned_data
        return HeadInput(
            **{name: getattr(head, name) for name in ("symbol", "title", "issued_on", "language")},
            slug=values["slug"] if values["slug"] != address_of(self.framework.symbol) else "",
            session=head.session,
            supersedes=head.supersedes,
            translations={
                one: {"title": values[f"title_{one}"], "official": values[f"official_{one}"]}
                for one in self.languages
                if values[f"title_{one}"]
            },
            chapeaux={
                kind: chapeau
                for kind in self.framework.chapeaux | dict.fromkeys(self.kinds)
                if (chapeau := self._chapeau(kind))
            },
        )

    def _chapeau(self, kind: str) -> dict[str, str]:
        if kind not in self.kinds:  # of a kind that no element has at present
            return dict(self.framework.chapeaux[kind])
        text = self.cleaned_data[f"chapeau_{kind}"].strip()
        symbol = self.cleaned_data[f"chapeau_symbol_{kind}"].strip()
        said = {"text": text, "paragraph": self.cleaned_data[f"chapeau_paragraph_{kind}"].strip()}
        return {**said, **({"symbol": symbol} if symbol else {})} if text else {}


def head_initial(framework: Framework) -> dict[str, Any]:
    """What a draft fills the form with."""
    initial: dict[str, Any] = {
        name: getattr(framework, name) for name in ("symbol", "slug", "title", "issued_on", "language", "session")
    }
    initial["supersedes"] = str(framework.supersedes_id or "")
    for language, words in framework.translations.items():
        initial[f"title_{language}"] = words.get("title", "")
        initial[f"official_{language}"] = words.get("official", False)
    for kind, chapeau in framework.chapeaux.items():
        initial[f"chapeau_{kind}"] = chapeau.get("text", "")
        initial[f"chapeau_symbol_{kind}"] = chapeau.get("symbol", "")
        initial[f"chapeau_paragraph_{kind}"] = chapeau.get("paragraph", "")
    return initial


class NextFrameworkForm(Sheet):
    """The next strategy, as a copy of the last."""

    symbol = symbol_field()
    title = title_field()
    issued_on = day_field(_("Date of the document"), _("Give the date of the document."))
    baselines = forms.ChoiceField(
        label=_("Where the indicators begin"),
        help_text=_("Targets are not copied: they were set for another time."),
        choices=[
            (Baselines.LAST.value, _("At the value of the last closed period, where there is one")),
            (Baselines.KEPT.value, _("At the baselines that they have")),
            (Baselines.EMPTY.value, _("Without a baseline")),
        ],
        initial=Baselines.LAST.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the indicators begin.")},
    )

    def to_input(self) -> CopyInput:
        """What was typed, for the action."""
        return CopyInput(**self.cleaned_data)


class AdoptForm(Sheet):
    """The decision that puts a framework in force."""

    adopted_on = day_field(_("Adopted on"), _("Give the day of the decision."))
    adopted_by = forms.CharField(
        label=_("Decision"),
        help_text=_("Who adopted it, and by what: the Council, resolution 1110."),
        max_length=200,
        error_messages={"required": _("Say who adopted it, and by what decision.")},
    )
    session = forms.CharField(
        label=_("Session"), help_text=_("For example: Eighty-eighth session."), max_length=120, required=False
    )


def adopt_initial(framework: Framework) -> dict[str, Any]:
    """What is known of the decision already."""
    return {name: getattr(framework, name) for name in ("adopted_on", "adopted_by", "session")}
