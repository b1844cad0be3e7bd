"""Single values as a program hands them in: what the form does not take is refused here too."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from ninja import Field
from pydantic import AfterValidator, BeforeValidator

from iomtrack.accounts.characters import unfit, with_line_ends
from iomtrack.rest.wording import DAY, NUMBER, WORDS

LARGEST = Decimal(10) ** 14 - 1  # what the column of a figure holds before its decimal point
WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
WRITTEN_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
is_address = URLValidator(schemes=["http", "https"])


def without_controls(text: str) -> str:
    """Words without blanks around them. Raises ValueError for what the form does not take either: signs that are no
    characters, and marks that turn the writing round."""
    words = with_line_ends(text).strip()
    if problem := unfit(words):
        raise ValueError(problem)
    return words


def a_reference(text: str) -> str:
    """Such words with one blank between them, as they are read from a spreadsheet. Raises ValueError."""
    words = " ".join(without_controls(text).split())
    if not words:
        raise ValueError(WORDS["string_too_short"])
    return words


def written_out(value: Any) -> Any:
    """A day is written as such: a bare number is none, though it could be counted from 1970. Raises ValueError."""
    if value is not None and not (isinstance(value, str) and WRITTEN_DAY.fullmatch(value)):
        raise ValueError(DAY)
    return value


def in_digits(value: Any) -> Any:
    """A number as text has plain digits. Raises ValueError."""
    if isinstance(value, str) and not WRITTEN_NUMBER.fullmatch(value):
        raise ValueError(NUMBER)
    return value


def an_address(text: str) -> str:
    """An address on the web, or nothing. Raises ValueError."""
    words = without_controls(text)
    try:
        if words:
            is_address(words)
    except ValidationError:
        raise ValueError(_("This is not an address on the web. One looks like https://example.org/report.")) from None
    return words


Words = AfterValidator(without_controls)
Code = Annotated[str, Field(max_length=60), Words]
Number = Annotated[
    Decimal,
    Field(ge=0, le=LARGEST, max_digits=18, decimal_places=4, allow_inf_nan=False),
    BeforeValidator(in_digits),
]
Day = Annotated[date, BeforeValidator(written_out)]
YesOrNo = Annotated[bool, Field(strict=True)]
