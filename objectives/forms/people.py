"""Inviting a person, changing who they are here, and saying why an account is closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.actions.accounts import AccountInput
from objectives.forms.choices import LivingChoiceField, NameChoiceField
from objectives.models import Office, State
from objectives.queries.offices import offices_to_choose


class PersonForm(Sheet):
    """Who a person is here."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in by it, and letters go to it."),
        max_length=254,
        error_messages={"required": _("Give the person’s e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Name"), max_length=150, error_messages={"required": _("Give the person’s name.")})
    role = forms.ChoiceField(
        label=pgettext_lazy("an account", "Role"),
        choices=[("", _("Choose a role")), *((role.value, role.label) for role in Role if role != Role.SERVICE)],
        error_messages={"required": _("Choose one of the roles."), "invalid_choice": _("Choose one of the roles.")},
    )
    office = LivingChoiceField(
        label=_("Office"),
        help_text=_("For those who log evidence or work at an office."),
        queryset=Office.objects.all(),
        empty_label=_("None"),
        error_messages={},
    )
    state = NameChoiceField(
        label=_("State"),
        help_text=_("For delegates alone: the State that they read for."),
        queryset=State.objects.all(),
        required=False,
        empty_label=_("None"),
    )
    language = forms.ChoiceField(label=_("Language"), help_text=_("Of the letters that they get."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices_to_choose(self.initial.get("office"))  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]

    def to_input(self) -> AccountInput:
        """What was typed, for the actions."""
        return AccountInput(**self.cleaned_data)


def initial_of(person: User) -> dict[str, Any]:
    """What an account fills the form with."""
    posting, delegation = getattr(person, "posting", None), getattr(person, "delegation", None)
    return {
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "language": person.language,
        "office": posting.office if posting else None,
        "state": delegation.state if delegation else None,
    }


class DeactivateForm(Sheet):
    """Why an account is closed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with the account, for whoever looks later."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why, so that others can understand it later.")},
    )
