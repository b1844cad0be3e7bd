"""Figures in a row, against each other: an answer and its parts, parts and no total."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from objectives.amounts import amount_text
from objectives.enums import Answer
from objectives.exchange.spreadsheets.columns import FigureColumns
from objectives.models import Category


def contradiction(
    columns: FigureColumns, value: Decimal | None, answer: str, parts: tuple[tuple[Category, Decimal], ...]
) -> str:
    """What a figure's number, answer and parts say against each other, and what to do; "" for nothing."""
    indicator = columns.measure.indicator
    if answer != Answer.VALUE and parts:
        return _("You chose “%(answer)s” and gave parts too. Keep one of the two.") % {
            "answer": str(Answer(answer).label).lower()
        }
    if value is None and parts and not indicator.parts_add_up:
        return _("Give the figure for all too.")
    if value is None and parts:
        added_up = amount_text(sum((part for _category, part in parts), Decimal(0)), indicator.decimals)
        return _("Give the total too. The parts add up to %(sum)s.") % {"sum": added_up}
    return ""
