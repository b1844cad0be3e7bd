"""What every form of the site does: list its errors at the top, with links to the fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.utils import pretty_name
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.characters import too_long, unfit, with_line_ends

ONE_LINE = {"text", "search", "url", "email"}  # kinds of boxes
# What stands in the place of Django's own words, which say what is wrong and not what to do
NO_DAY = _("This is not a day of the calendar. Write it as 2026-09-14.")
NOT_LISTED = _("This choice is not on the list any more. Choose again.")
CHOICES = (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField)
PLAIN = [(forms.DateField, "invalid", NO_DAY), *((kind, "invalid_choice", NOT_LISTED) for kind in CHOICES)]


def speak_plainly(field: forms.Field) -> None:
    """Let a field say in our words what Django would say in its own."""
    for kind, code, words in PLAIN:
        if isinstance(field, kind) and field.error_messages[code] is kind.default_error_messages[code]:
            field.error_messages[code] = words


def refuse_unfit(text: object) -> None:
    """Raise ValidationError for a text that cannot be kept as it is."""
    if isinstance(text, str) and (problem := unfit(text)):
        raise ValidationError(problem, code="unfit")


@dataclass(frozen=True)
class Fits:
    """Refuses a text that is too long for its field, in the words in which every form says so."""

    label: object
    most: int

    def __call__(self, text: object) -> None:
        if problem := too_long(str(self.label), str(text), self.most):
            raise ValidationError(problem, code="max_length")


@dataclass(frozen=True)
class Problem:
    """One thing to put right. `target` is the id of the input that it concerns, or "" for the whole form."""

    target: str
    message: str


class Sheet(forms.Form):
    """A form that can list its errors in the order of its fields, and take the problems that an action found.

    Lines end as `with_line_ends` has it; in a box of one line a blank stands in the place of each end. Text with signs
    that no text has is refused at its field, unless it is only searched by (`is_kept` is False), or is a password. What
    a field has no words of its own for is told in plain ones.
    """

    is_kept = True

    def full_clean(self) -> None:
        """Check the fields, those that were added on the way too."""
        for name, field in self.fields.items():
            speak_plainly(field)
            label = field.label or pretty_name(name)
            field.validators = [
                Fits(label, one.limit_value) if isinstance(one, MaxLengthValidator) else one for one in field.validators
            ]
            is_text = isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)
            if self.is_kept and is_text and refuse_unfit not in field.validators:
                field.validators = [*field.validators, refuse_unfit]
        super().full_clean()

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        # Django has no public place through which all that was typed comes before its fields check it
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if isinstance(value, str) and isinstance(widget, forms.Textarea):
            return with_line_ends(value)
        if isinstance(value, str) and getattr(widget, "input_type", "") in ONE_LINE:
            return with_line_ends(value).replace("\n", " ")
        return value

    def problem_list(self) -> list[Problem]:
        """All errors, those of the whole form first."""
        problems = [Problem("", str(message)) for message in self.non_field_errors()]
        for bound in self:
            target = "" if bound.is_hidden else bound.id_for_label or f"{bound.auto_id}_field"
            problems += [Problem(target, str(message)) for message in bound.errors]
        return problems

    def take_problems(self, problems: dict[str, list[str]]) -> None:
        """Put an action's problems at their fields; those of a field that the form lacks go to the top."""
        for name, messages in problems.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)
