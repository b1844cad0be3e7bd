"""What every form of the site does: list its errors at the top, with links to the fields."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Problem:
    """One thing to put right. `target` is the id of the input that it concerns, or "" for the whole form."""

    target: str
    message: str


class Sheet(forms.Form):
    """A form that can list its errors in the order of its fields, and take the problems that an action found."""

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
