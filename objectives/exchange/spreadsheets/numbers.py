"""What a cell says of an indicator: a number, how exact it is, or why there is none.

What is told of a cell quotes it as it stands in the file, and names only what may stand there next: decimals as the
file was said to have them, and none where whole ones are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from objectives.enums import Answer, Qualifier
from objectives.exchange.spreadsheets.cells import Unread, number_text, plain_text, shown, words
from objectives.folding import folded
from objectives.import_enums import DecimalMark
from objectives.numbers import (
    COMMA,
    LARGEST,
    NEGATIVE,
    POINT,
    PUNCTUATED,
    as_read,
    how_exact,
    number_within,
    read_number,
    sign_or_power,
)

COMMA_NUMBER = re.compile(r"[0-9]{1,3}(?:[. '][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")
SAYS_NO_NUMBER = {"n/a", "na", "n.a.", "-", "–", "none", "nil", "null", "nothing", "unknown", "tbd", "?"}
LONGEST_PLAIN = 14  # digits that a column of figures holds
NO_NUMBER = (Answer.NOT_REPORTED, Answer.NOT_APPLICABLE)


@dataclass(frozen=True)
class Written:
    """How a number is written in a column of a file: its decimal places, and what stands before them."""

    decimals: int
    mark: str

    @property
    def sign(self) -> str:
        return COMMA if self.mark == DecimalMark.COMMA else POINT

    @property
    def example(self) -> str:
        """One that is taken."""
        return f"1250{self.sign}5" if self.decimals else "1250"

    def read(self, text: str) -> Decimal | None:
        """The number that a text gives. Raises ValidationError, whose message speaks of forms."""
        text = as_read(text)
        if self.sign == COMMA and COMMA_NUMBER.fullmatch(text):
            text = re.sub(r"[. ']", "", text).replace(COMMA, POINT)
        elif self.sign == COMMA and PUNCTUATED.fullmatch(text):
            raise ValidationError("", code="not_a_number")
        return read_number(text, decimals=self.decimals)

    def takes(self, text: str) -> bool:
        try:
            return self.read(text) is not None
        except ValidationError:
            return False


def number(cell: Any, *, decimals: int, mark: str) -> Decimal | None:
    """The number that a cell gives; None for nothing. Raises Unread, with what to write."""
    if isinstance(cell, bool):
        raise Unread(_("“%(text)s” is not a number. Write it in digits, such as 1250.") % {"text": plain_text(cell)})
    if isinstance(cell, date):  # a moment is one too
        raise Unread(_("A date stands here. Write the number, and let the cell be shown as a number."))
    if isinstance(cell, int) and 0 <= cell <= LARGEST:
        return Decimal(cell)
    written = Written(decimals, mark)
    if isinstance(cell, int | float):
        return _of_number(number_text(float(cell)), written)
    text = words(cell)
    return _of_text(text, text, written, may_be_inexact=False) if text else None


def figure(cell: Any, *, decimals: int, mark: str) -> tuple[Decimal | None, str, str]:
    """What a cell says of an indicator: the number, how exact it is, and the answer ("over 4,100", "not reported")."""
    if not isinstance(cell, str):
        return number(cell, decimals=decimals, mark=mark), Qualifier.EXACT, Answer.VALUE
    text = words(cell)
    if not text or _is_plain(text):
        return Decimal(text) if text else None, Qualifier.EXACT, Answer.VALUE
    if answer := _answers().get(folded(text.replace("_", " "))):
        return None, Qualifier.EXACT, answer
    qualifier, rest = how_exact(text)
    return _of_text(text, rest, Written(decimals, mark), may_be_inexact=True), qualifier, Answer.VALUE


@cache
def _answers() -> dict[str, str]:
    """Why there is no number, in every language: whoever fills a file in may read another than whoever uploads it."""
    found = {folded(answer.replace("_", " ")): str(answer) for answer in NO_NUMBER}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {folded(str(answer.label)): str(answer) for answer in NO_NUMBER}
    return found


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < LONGEST_PLAIN


def _of_number(text: str, written: Written) -> Decimal | None:
    """A number of the spreadsheet itself, as it shows it; a message quotes it as this file writes numbers."""
    try:
        return read_number(text, decimals=written.decimals)
    except ValidationError as error:
        raise Unread(_why_not(error, text.replace(POINT, written.sign), "", written, may_be_inexact=False)) from error


def _of_text(cell: str, text: str, written: Written, *, may_be_inexact: bool) -> Decimal | None:
    """What stands in a cell as text; `text` is what is left of it without “about” and “over”."""
    if _is_plain(text):
        return Decimal(text)
    if text.casefold() in SAYS_NO_NUMBER:
        raise Unread(
            _("“%(text)s” is not a number. Write 0 if there were none, else “not reported” or “not applicable”.")
            % {"text": text}
        )
    try:
        return written.read(text)
    except ValidationError as error:
        bare = as_read(text)
        told = [_why_not(error, cell, bare, written, may_be_inexact=may_be_inexact), _what_to_choose(bare, written)]
        raise Unread("\n".join(filter(None, told))) from error


def _what_to_choose(text: str, written: Written) -> str:
    """What to choose where the file has a comma before its decimals, and was said to have a point."""
    within = number_within(text).get("number", "")
    other = Written(written.decimals, DecimalMark.COMMA)
    if written.sign == COMMA or COMMA not in within or written.takes(within) or not other.takes(within):
        return ""
    return _(
        "If this file has commas before its decimals, upload the whole of it again on the page “Upload a spreadsheet”, "
        "and choose “With a comma” there, below “How it is written”."
    )


def _why_not(error: ValidationError, cell: str, text: str, written: Written, *, may_be_inexact: bool) -> str:
    """What to write in place of a cell; `text` is what of it was read."""
    code = error.error_list[0].code
    quoted = {"typed": shown(cell), "text": shown(cell), "example": written.example}
    if code == "decimals":
        return _decimals(error, quoted, written)
    if code == "too_large" or NEGATIVE.fullmatch(text) or not text:
        return " ".join(error.messages)
    if PUNCTUATED.fullmatch(text):
        return _ambiguous(written) % quoted
    if found := number_within(text):
        return (sign_or_power(text) or _with_words(found, written, may_be_inexact=may_be_inexact)) % {**quoted, **found}
    return (sign_or_power(text) or _("“%(typed)s” is not a number. Write it in digits, such as 1250.")) % quoted


def _decimals(error: ValidationError, quoted: dict[str, str], written: Written) -> str:
    if not written.decimals:
        return _("“%(typed)s” has decimals, and this is counted in whole numbers. Write 1250 or 1 250.") % quoted
    params = error.error_list[0].params or {}
    return ngettext(
        "Give %(number)s decimal place at most: “%(typed)s” has %(places)s.",
        "Give %(number)s decimal places at most: “%(typed)s” has %(places)s.",
        written.decimals,
    ) % {**quoted, "number": written.decimals, "places": params["places"]}


def _ambiguous(written: Written) -> str:
    """For digits and marks that are no number in this file."""
    if written.sign == COMMA:
        return _(
            "“%(text)s” is no number with a decimal comma, as this file was said to have. Write it like %(example)s."
        )
    if not written.decimals:
        return _(
            "“%(text)s” can be read in more than one way, and this is counted in whole numbers. Write a whole number,"
            " such as 1250."
        )
    return _(
        "“%(text)s” can be read in more than one way. Write its decimals after a point, as this file was said to have"
        " them, and no marks between its other digits: %(example)s."
    )


def _with_words(found: dict[str, str], written: Written, *, may_be_inexact: bool) -> str:
    """For a number with words around it, which is named only where it is taken."""
    if not written.takes(found["number"]):
        return _("“%(text)s” is more than a number. Write the number alone, such as %(example)s.")
    if may_be_inexact and found["before"]:
        return _(
            "“%(text)s” is more than a number. Write %(number)s without “%(extra)s”, or “about %(number)s” or"
            " “over %(number)s”."
        )
    return _("“%(typed)s” is more than a number. Write %(number)s alone, without “%(extra)s”.")
