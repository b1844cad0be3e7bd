"""What the audit can be narrowed by. Filters live in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.deeds import GROUPS
from objectives.forms.period import day_field
from objectives.queries.audit import Criteria, action_groups, object_kinds, people_named


def kind_name(kind: str) -> str:
    """What people call a kind of object: "Evidence" for objectives.evidence. A kind that is no more keeps its code."""
    try:
        return str(capfirst(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return kind


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of objects on record, by name."""
    named = [(kind, kind_name(kind)) for kind in object_kinds()]
    return [("", str(_("Any"))), *sorted(named, key=lambda choice: choice[1].casefold())]


def group_choices() -> list[tuple[str, str]]:
    """The groups of actions on record."""
    return [("", str(_("Any"))), *((name, str(GROUPS.get(name, name.replace("_", " ")))) for name in action_groups())]


class AuditFilterForm(Sheet):
    """Who did what to what, and when."""

    is_kept = False

    who = forms.CharField(label=_("Who: name or e-mail"), required=False, max_length=150)
    group = forms.ChoiceField(label=_("Actions"), required=False, choices=group_choices)
    kind = forms.ChoiceField(label=_("Kind of object"), required=False, choices=kind_choices)
    object = forms.CharField(
        label=_("Object or reference"),
        required=False,
        max_length=200,
        help_text=_("Words, or how they begin."),
    )
    since = day_field(_("From"), required=False)
    until = day_field(_("To"), required=False)
    text = forms.CharField(
        label=_("Words in the event"),
        required=False,
        max_length=200,
        help_text=_("Words, or how they begin."),
    )
    of = forms.RegexField(r"^[a-z_]+\.[a-z_]+:\w+$", required=False, max_length=125, widget=forms.HiddenInput)

    def clean_who(self) -> str:
        """Nobody of that name is an error at its place, rather than an empty list."""
        words = str(self.cleaned_data["who"]).strip()
        self.people = people_named(words) if words else None
        if self.people == ():
            raise forms.ValidationError(_("Nobody here has this name or address."))
        return words

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first day."))
        return typed

    def to_criteria(self) -> Criteria:
        """What was asked for. The form must be valid."""
        asked = self.cleaned_data
        kind, _parted, key = asked["of"].partition(":")
        return Criteria(
            who=self.people,
            group=asked["group"],
            kind=asked["kind"],
            object=asked["object"],
            since=asked["since"],
            until=asked["until"],
            text=asked["text"],
            of=(kind, key) if kind else None,
        )

    def asked(self) -> dict[str, Any]:
        """What was filled in, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}
