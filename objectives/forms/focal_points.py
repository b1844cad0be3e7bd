"""The people who answer for each element of a framework, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.models import Element


@dataclass(frozen=True)
class Line:
    """An element as the form offers it: the people it has, each to be kept or not, and one to add."""

    element: Element
    people: list[User]
    keep: BoundField
    add: BoundField


class FocalPointsForm(Sheet):
    """For each element: who stays, and who is added."""

    def __init__(
        self, *args: Any, elements: list[Element], named: dict[int, list[User]], staff: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.elements, self.named = elements, named
        self.people = {str(one.pk): one for one in staff}
        names = [(key, f"{one.name} ({one.email})") for key, one in self.people.items()]
        for element in elements:
            code, here = element.code, named.get(element.pk, [])
            self.fields[f"keep-{code}"] = forms.MultipleChoiceField(
                label=_("Focal points of %(code)s") % {"code": code},
                choices=[(str(one.pk), one.name) for one in here],
                initial=[str(one.pk) for one in here],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.fields[f"add-{code}"] = forms.ChoiceField(
                label=_("Add a focal point of %(code)s") % {"code": code},
                choices=[("", _("Add a person…")), *names],
                required=False,
                error_messages={"invalid_choice": _("Only staff whose account is open can be focal points.")},
            )

    def lines(self) -> Iterator[Line]:
        """The elements, in the framework's order."""
        for element in self.elements:
            keep, add = self[f"keep-{element.code}"], self[f"add-{element.code}"]
            yield Line(element, self.named.get(element.pk, []), keep, add)

    def changes(self) -> Iterator[tuple[Element, list[User]]]:
        """Each element whose people are to be others than they were, with all of them."""
        for element in self.elements:
            here = self.named.get(element.pk, [])
            kept = [one for one in here if str(one.pk) in self.cleaned_data[f"keep-{element.code}"]]
            added = self.people.get(self.cleaned_data[f"add-{element.code}"])
            now = [*kept, added] if added and added not in kept else kept
            if now != here:
                yield element, now
