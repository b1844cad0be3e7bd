"""Choosing an office, a programme or people: what is on offer, and what has taken the place of what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.enums import ProgrammeStatus
from objectives.forms.fields import NOT_ON_THE_LIST, SeveralField
from objectives.models import Programme
from objectives.queries.name_order import by_name


class NamesInOrder(ModelChoiceIterator):
    """Choices in the order of the names that are shown; what stands for none of them comes first."""

    def __iter__(self) -> Iterator[Any]:
        named = []
        for one in super().__iter__():
            if isinstance(one[0], ModelChoiceIteratorValue):
                named.append(one)
            else:
                yield one  # at once: Django looks at the first choice alone before it shows them all
        yield from by_name(named, lambda one: one[1])


class NameChoiceField(forms.ModelChoiceField):
    """One of what people know by its name."""

    iterator = NamesInOrder


class NamesChoiceField(SeveralField):
    """Any number of such."""

    iterator = NamesInOrder


class LivingChoiceField(NameChoiceField):
    """An office or a programme. One that was merged while the form was open is taken as the one that it is now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"error_messages": NOT_ON_THE_LIST, "required": False, **kwargs})

    def to_python(self, value: Any) -> Model | None:
        try:
            return super().to_python(value)
        except ValidationError:
            successor = self._successor(str(value))
            if successor is None:
                raise
            return successor

    def _successor(self, value: str) -> Model | None:
        merged = self.queryset.model._default_manager.filter(merged_into__isnull=False)  # type: ignore[union-attr]
        key = self.to_field_name or "pk"
        if key == "pk" and not (value.isascii() and value.isdigit() and len(value) < len(str(2**63))):
            return None
        found = merged.filter(**{key: value}).select_related("merged_into").first()
        return found.merged_into if found is not None else None


class ProgrammeField(LivingChoiceField):
    """A programme by its title, with its code; a proposed one says so."""

    def label_from_instance(self, obj: Any) -> str:
        return programme_label(obj)


def programme_label(programme: Programme) -> str:
    """ "Safe return in the lake region (RET-01)"; a proposed one says so."""
    proposed = f", {_('proposed')}" if programme.status == ProgrammeStatus.PROPOSED else ""
    return f"{programme.title_here} ({programme.code}{proposed})"


class PeopleField(NamesChoiceField):
    """Any number of people, by name and address."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.email})"
