"""Naming a colleague who writes an entry too."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.forms.typed import TypedField, TypedSheet
from objectives.models import Evidence
from objectives.queries.co_authors import Colleagues


class ColleagueForm(TypedSheet):
    """One colleague at a time, by name or address."""

    colleague = TypedField(
        label=_("A colleague"),
        help_text=_("By name or e-mail address: who records evidence in your office, or in that of the entry."),
        none=_("Nobody who could be named is called “%(text)s”. Type a part of the name, or the e-mail address."),
    )

    def __init__(self, *args: Any, by: User, evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_finder("colleague", Colleagues(by, evidence))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("colleague") and not self.errors:
            self.add_error("colleague", _("Name a colleague first."))
        return cleaned
