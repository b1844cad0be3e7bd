"""Making a personal token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.enums import TokenScope
from iomtrack.accounts.sheets import Sheet
from objectives.forms.fields import WordsField
from objectives.forms.once import OnceField


class TokenForm(Sheet):
    """What it is for, what it may do, and for how long."""

    form_key = OnceField()
    name = WordsField(
        label=_("What it is for"),
        help_text=_("The program or the place where it is kept: “Monthly figures from Nairobi”."),
        most=80,
        error_messages={"required": _("Give it a name, so that you know later what it is for.")},
    )
    scope = forms.ChoiceField(label=_("What it may do"), choices=TokenScope.choices)
    days = forms.TypedChoiceField(
        label=_("For how long"),
        choices=[(30, _("30 days")), (90, _("90 days")), (366, _("a year"))],
        coerce=int,
    )

    def __init__(self, *args: Any, may_log: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_log = may_log
        if not may_log:
            self.fields["scope"].choices = [  # type: ignore[attr-defined]
                choice for choice in TokenScope.choices if choice[0] == TokenScope.READ
            ]
