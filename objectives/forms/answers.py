"""What one box says of an indicator: a number, how exact it is, or why there is none. For grids, where the form of
evidence has a choice beside each number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from objectives.amounts import amount_text
from objectives.enums import Answer, Qualifier
from objectives.forms.fields import NumberField
from objectives.forms.figures import ANSWERS, NO_NUMBER
from objectives.numbers import SAYS_NOT_APPLICABLE, how_exact

SHOWN = Decimal(1200)  # the number of examples


@dataclass(frozen=True)
class Said:
    """What was typed, as a figure keeps it."""

    value: Decimal | None = None
    qualifier: str = Qualifier.EXACT
    answer: str = Answer.VALUE


class AnswerField(NumberField):
    """A number, "about 1,200", "over 1,200", "not reported" or "not applicable": in the words that the reader's pages
    say them with, or in English. Empty is no answer."""

    def clean(self, value: Any) -> Said | None:
        answer = _no_number(str(value or ""))
        if answer:
            return Said(answer=answer)
        qualifier, rest = how_exact(str(value or ""))
        number = super().clean(rest)
        if number is None and qualifier != Qualifier.EXACT:
            message = _("You chose “%(answer)s”. Give the number too.")
            raise ValidationError(message, code="no_number", params={"answer": dict(ANSWERS)[qualifier]})
        return None if number is None else Said(number, qualifier)


def _no_number(typed: str) -> str:
    """Why there is none, where that was typed; else ""."""
    text = " ".join(typed.replace("_", " ").split()).casefold()
    labels = dict(ANSWERS)
    for answer in NO_NUMBER:
        if text in (answer.value.replace("_", " "), str(labels[answer]).casefold()):
            return answer
    return Answer.NOT_APPLICABLE if text in SAYS_NOT_APPLICABLE else ""


def words_to_choose() -> list[str]:
    """What a box takes that is no number, for its list: "about " is followed by one."""
    labels = dict(ANSWERS)
    beginnings = [_("about %(number)s"), _("over %(number)s")]
    return [*(one % {"number": ""} for one in beginnings), *(str(labels[answer]) for answer in NO_NUMBER)]


def what_it_takes() -> str:
    """The same as a sentence."""
    number, labels = {"number": amount_text(SHOWN, 0)}, dict(ANSWERS)
    return _(
        "A box takes a number, “%(about)s”, “%(over)s”, “%(not_reported)s” or “%(not_applicable)s”. Where it is empty,"
        " nothing is said of that month."
    ) % {
        "about": _("about %(number)s") % number,
        "over": _("over %(number)s") % number,
        "not_reported": labels[Answer.NOT_REPORTED],
        "not_applicable": labels[Answer.NOT_APPLICABLE],
    }
