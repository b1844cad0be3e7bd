"""The last look before an entry goes to review: what is missing, and what has to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Problem, Sheet
from objectives.amounts import amount_text
from objectives.colons import colon
from objectives.models import Figure
from objectives.queries.evidence_parts import figure_of
from objectives.queries.plausibility import TIMES, Doubt
from objectives.validators import figure_name

LARGER_THAN: dict[str, Promise] = {
    "baseline": gettext_lazy("%(value)s is more than %(times)s times the baseline (%(known)s). Is it right?"),
    "target": gettext_lazy("%(value)s is more than %(times)s times the target (%(known)s). Is it right?"),
    "figure": gettext_lazy("%(value)s is more than %(times)s times the largest so far (%(known)s). Is it right?"),
    "whole": gettext_lazy("Is it %(value)s per cent? That is more than %(known)s."),
}
PLACES = {"contributions": "id_contributions_field"}  # of a problem, where it is not the field of the same name


@dataclass(frozen=True)
class Asked:
    """A figure to confirm: what is asked, and the box to tick."""

    figure: Figure
    question: str
    box: BoundField


class CheckForm(Sheet):
    """What has to be confirmed before an entry is submitted. `missing` are problems by field of the evidence form."""

    def __init__(
        self,
        *args: Any,
        figures: Iterable[Figure],
        doubts: list[Doubt],
        is_unchanged: bool,
        form_address: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.titles = {_name(one): f"{figure_of(one.indicator)}{colon()}" for one in figures}
        self.doubts = {f"sure-{_name(doubt.figure)}": doubt for doubt in doubts}
        self.form_address = form_address
        self.missing: dict[str, list[str]] = {}
        for name, doubt in self.doubts.items():
            value = amount_text(doubt.figure.value or Decimal(0), doubt.figure.indicator.decimals)
            self.fields[name] = forms.BooleanField(
                label=_("Yes, %(value)s is right") % {"value": value},
                error_messages={"required": question(doubt)},
            )
        if is_unchanged:
            self.fields["unchanged"] = forms.BooleanField(
                label=_("Yes, submit it as it is"),
                error_messages={"required": _("Nothing was changed since it was returned. Submit it all the same?")},
            )

    def asked(self) -> list[Asked]:
        """The figures to confirm, for the page."""
        return [Asked(doubt.figure, question(doubt), self[name]) for name, doubt in self.doubts.items()]

    def confirmed(self) -> list[int]:
        """The figures that were confirmed, by primary key."""
        return [doubt.figure.pk for name, doubt in self.doubts.items() if self.cleaned_data.get(name)]

    def problem_list(self) -> list[Problem]:
        """What is missing, with links into the form, then what is to be confirmed here."""
        own = [Problem(f"#{one.target}" if one.target else "", self._named(one)) for one in super().problem_list()]
        return [*self._missing(), *own]

    def _named(self, problem: Problem) -> str:
        return self.titles.get(problem.target.removeprefix("id_sure-"), "") + problem.message

    def _missing(self) -> list[Problem]:
        return [
            Problem(
                f"{self.form_address}?missing=yes#{PLACES.get(name, f'id_{name}')}" if name else "",
                self.titles.get(name, "") + message,
            )
            for name, messages in self.missing.items()
            for message in messages
        ]


def question(doubt: Doubt) -> str:
    """ "12,000,000 is more than 100 times the target (100). Is it right?" """
    decimals = doubt.figure.indicator.decimals
    return LARGER_THAN[doubt.yardstick.kind] % {
        "value": amount_text(doubt.figure.value or Decimal(0), decimals),
        "known": amount_text(doubt.yardstick.value, decimals),
        "times": TIMES,
    }


def _name(figure: Figure) -> str:
    return figure_name(figure.indicator.element, figure.indicator)
