"""Keeping a filter, and choosing columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Sheet
from objectives.tables.found import STANDARD, FoundTable


class SavedFilterForm(Sheet):
    """The name of a filter, and whether the office shares it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("As you will look for it: Our drafts of this quarter."),
        error_messages={"required": _("Give the filter a name.")},
    )
    is_shared = forms.BooleanField(
        label=_("Share it with my office"),
        required=False,
        help_text=_("Colleagues can open it. Each of them sees only the entries that they may see."),
    )


class ColumnsForm(Sheet):
    """The columns beside the entry itself."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The entry itself always stands first. With none chosen you see the usual ones."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = list(FoundTable.offered().items())  # type: ignore[attr-defined]
        self.fields["columns"].initial = list(STANDARD)
