"""Fields that take whatever is pasted into them, and say in our own words what does not fit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Widget
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.characters import too_long
from objectives.numbers import as_typed, decimal_mark, read_number

NOT_ON_THE_LIST = {
    "invalid_choice": _("This choice is not on the list any more. Choose again."),
    "invalid_list": _("Choose from the list."),
    "invalid_pk_value": _("Choose from the list."),
}
LONGEST_KEY = 18  # digits; what databases count to has nineteen
NOT_AN_ADDRESS = {"invalid": _("This is not an address on the web. One looks like https://example.org/report.")}


class WordsField(forms.CharField):
    """Words up to a length. No browser cuts them short, which nobody would see: the server says by how much."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def validate(self, value: str) -> None:
        super().validate(value)
        if problem := too_long(str(self.label), value, self.most):
            raise ValidationError(problem, code="too_long")


class SeveralField(forms.ModelMultipleChoiceField):
    """Any number of things. A key that no row can have is not on the list; SQLite fails where it is asked for one."""

    def _check_values(self, value: Any) -> Any:
        if self.to_field_name is None and any(len(str(one)) > LONGEST_KEY for one in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "…"})
        return super()._check_values(value)  # type: ignore[misc]  # Django's own, which its stubs leave out


class NumberField(forms.Field):
    """A number, or empty. What it takes and refuses is told in `objectives.numbers`."""

    def __init__(self, *, decimals: int, may_answer: bool = False, required: bool = False, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal", "class": "number", "autocomplete": "off"})
        super().__init__(widget=box, required=required, **kwargs)
        self.decimals, self.may_answer = decimals, may_answer

    def to_python(self, value: Any) -> Decimal | None:
        return read_number(str(value or ""), decimals=self.decimals, may_answer=self.may_answer, mark=decimal_mark())

    def prepare_value(self, value: Any) -> Any:
        return as_typed(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


def named(widget: Widget, label: object) -> Widget:
    """A box whose label is not shown, since what stands beside it says what it is."""
    widget.attrs["aria-label"] = label
    return widget


def nothing_in(field: forms.Field) -> Any:
    """What a field stands for in which nothing can be read."""
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return ()
    is_text = isinstance(field, forms.CharField | forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return "" if is_text and not isinstance(field, NumberField) else None
