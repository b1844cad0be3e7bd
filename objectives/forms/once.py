"""The key of a form, by which one that is sent twice is known for the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError


class OnceField(forms.UUIDField):
    """Hidden, and another each time that the form is shown anew. Whatever comes that is none is as good as none."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, initial=uuid4)

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except ValidationError:
            return uuid4()
