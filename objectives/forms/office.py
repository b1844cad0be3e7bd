"""Keeping offices: what is said of one, why it is retired, and into which it is merged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.actions.offices import OfficeInput
from objectives.enums import OfficeKind, WordingLanguage
from objectives.forms.choices import LivingChoiceField, NameChoiceField, PeopleField
from objectives.models import Office, State
from objectives.models.naming import all_languages
from objectives.queries.focal_points import who_can_be_named
from objectives.queries.offices import offices_to_choose


class OfficeForm(Sheet):
    """All that is said of an office. Its code is asked for once, since files know it by it."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Short, for addresses and files: NBO. It stays."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"required": _("Give it a code.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OfficeKind.choices, initial=OfficeKind.COUNTRY)
    state = NameChoiceField(
        label=_("Country or area"), queryset=State.objects.all(), required=False, empty_label=_("None")
    )
    parent = LivingChoiceField(
        label=_("Reports to"),
        help_text=_("The office that it stands below, if any."),
        queryset=Office.objects.all(),
        empty_label=_("None"),
    )
    focal_points = PeopleField(
        label=_("Focal points"),
        help_text=_("Whom to ask about it. Nobody needs to be named."),
        queryset=who_can_be_named(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, office: Office | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if office is not None:
            del self.fields["code"]
        chosen = offices_to_choose(office.parent if office else None, but=office)
        self.fields["parent"].queryset = chosen  # type: ignore[attr-defined]
        for language in WordingLanguage:
            self.fields[f"name_{language}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language.label}, max_length=120, required=False
            )

    def names(self) -> list[forms.BoundField]:
        """For the page: the name in each language."""
        return [self[f"name_{language}"] for language in WordingLanguage]

    def to_input(self) -> OfficeInput:
        """What was typed, for the actions."""
        typed = self.cleaned_data
        return OfficeInput(
            names={str(language): typed[f"name_{language}"] for language in WordingLanguage},
            kind=typed["kind"],
            state=typed["state"],
            parent=typed["parent"],
            focal_points=tuple(typed["focal_points"]),
        )


def initial_of(office: Office) -> dict[str, Any]:
    """What a kept office fills the form with."""
    return {
        "kind": office.kind,
        "state": office.state,
        "parent": office.parent,
        "focal_points": list(office.focal_points.all()),
        **{f"name_{language}": name for language, name in all_languages(office, "name").items()},
    }


class RetirementForm(Sheet):
    """Why an office or a programme is no longer offered."""

    reason = forms.CharField(
        label=_("Why it is retired"), max_length=300, error_messages={"required": _("Say why it is retired.")}
    )


class OfficeMergeForm(Sheet):
    """The office that takes another's place."""

    into = NameChoiceField(
        label=_("Merge into"),
        queryset=Office.objects.none(),
        to_field_name="code",
        empty_label=_("Choose an office"),
        error_messages={"required": _("Choose an office."), "invalid_choice": _("Choose an office in use.")},
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Office.objects.on_offer().exclude(pk=office.pk)  # type: ignore[attr-defined]
