"""What every form of the editor does: try an action, take its problems, and show both texts where two people wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from iomtrack.accounts.access import UserRequest
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.sheets import Sheet
from objectives.actions.drafts import Stale
from objectives.differences import Piece, difference


@dataclass(frozen=True)
class Conflict:
    """A field in which what stands and what was typed differ, from the one to the other."""

    label: str
    pieces: tuple[Piece, ...]


class Attempt:
    """A form that was sent, or is to be filled in, with the seal of what it was filled from.

    `standing` is what stands now; a form that was sent is compared with it where somebody else saved in between.
    """

    def __init__(self, request: UserRequest, form: Sheet, seal: str) -> None:
        self.request, self.form = request, form
        self._seal, self.is_stale = seal, False

    @property
    def read(self) -> str:
        """The seal that the form carries: of what was read, or of what stands where that was shown beside it."""
        return self._seal if self.is_stale or not self.form.is_bound else self.sent or ""

    @property
    def sent(self) -> str | None:
        """The seal that was sent with the form; None where none was."""
        return self.request.POST.get("read")

    def succeeds(self, act: Callable[[], Any]) -> bool:
        """Whether the form was sent, is valid, and the action went through; else its problems are in the form."""
        if not self.form.is_bound or not self.form.is_valid():
            return False
        try:
            act()
        except Stale as error:
            self.is_stale = True
            self.form.take_problems(error.problems)
        except ActionError as error:
            self.form.take_problems(error.problems)
        else:
            return True
        return False

    def page(self, template: str, **context: Any) -> HttpResponse:
        """The page with the form, and both texts where they differ."""
        context |= {"form": self.form, "read": self.read, "conflicts": self.conflicts() if self.is_stale else []}
        return render(self.request, template, context, status=422 if self.form.errors else 200)

    def conflicts(self) -> list[Conflict]:
        """The fields in which what stands now is not what was typed."""
        return [
            Conflict(str(bound.label), difference(_said(bound.field, bound.initial), _said(bound.field, bound.value())))
            for bound in (self.form[name] for name in self.form.changed_data)
        ]


def _said(field: Any, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool) or value == "on":
        return str(_("yes") if value else _("no"))
    names = {str(key): str(name) for key, name in getattr(field, "choices", [])}
    return names.get(str(value), "" if value is None else str(value))
