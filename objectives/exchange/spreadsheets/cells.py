"""What stands in one cell: words, an address or a day. What can be read in two ways is refused, with what to write."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from iomtrack.accounts.characters import unfit, with_line_ends
from objectives.exchange.formulas import unescaped

SHOWN = 40  # characters of a cell that a message quotes
FORMULA = "="
SPREADSHEET_ERRORS = re.compile(  # as spreadsheets show them in English, French, Spanish and German
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA"
    r"|VALEUR!|NOM\?|NOMBRE!|NUL!|N/D|¡(REF|VALOR|DIV/0|NUM|NULO)!|¿NOMBRE\?|NV|WERT!|BEZUG!|ZAHL!)|Err:[0-9]{3}"
)
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_050  # the days of 1950 to 2099, as spreadsheets count them
DAYS_TO_1904 = 1462  # by which a file that begins in 1904 counts fewer
FIRST_WRITTEN, LAST_WRITTEN = 19_500_101, 20_991_231  # days written as 20260914
EPOCH = date(1899, 12, 30)
TIME = (
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z|[-+]\d{2}:?\d{2})?)?"  # which is passed over
)
ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + TIME)
LOCAL = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{2}|\d{4})" + TIME)
WITH_MONTH = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th|er|º|o)?[ -](?:de )?([^\W\d_]+)\.?,?[ -](?:del? )?(\d{4})", re.IGNORECASE
)
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
MONTHS_IN_A_YEAR = 12


ADDRESS = forms.URLField(required=False, assume_scheme="https", max_length=500)


class Unread(Exception):
    """A cell that cannot be read; the message says what to write."""


def words(cell: Any) -> str:
    """A cell as text, with one sign for each end of a line. Raises Unread for what cannot be kept."""
    if cell is None or cell == "":
        return ""
    if not isinstance(cell, str):
        return plain_text(cell)
    text = with_line_ends(cell).strip()
    if problem := unfit(text):
        raise Unread(problem)
    if text == FORMULA:
        raise Unread(_("The formula here has no value. Let the file calculate and save it, or type the value."))
    if text.startswith(FORMULA):
        raise Unread(
            _("A formula stands here. Put what it comes to in its place; words that begin so get a “'” before them.")
        )
    if SPREADSHEET_ERRORS.fullmatch(text):
        raise Unread(spreadsheet_error(text))
    return unescaped(text)


def spreadsheet_error(text: str) -> str:
    """What is said of a cell in which the spreadsheet itself shows an error."""
    return _("The spreadsheet shows the error %(text)s here. Mend the formula, or type its value.") % {"text": text}


def plain_text(cell: Any) -> str:
    """What a cell shows that holds no text: yes or no, a number, a day."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell)


def number_text(value: float) -> str:
    """A number as spreadsheets show it: fifteen digits, no power."""
    try:
        text = f"{Decimal(f'{value:.15g}'):f}"
    except InvalidOperation as error:
        raise Unread(_("This is not a number that can be kept.")) from error
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(text: str) -> str:
    """The beginning of a text, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def address(cell: Any) -> str:
    """An address on the web, as the form takes it."""
    text = words(cell)
    try:
        return str(ADDRESS.clean(text))
    except ValidationError as error:
        message = _("This is not an address on the web. One looks like https://example.org/report.")
        if any(one.code == "max_length" for one in error.error_list):
            message = _("An address can have 500 characters at most.")
        raise Unread(message) from error


# --- days ------------------------------------------------------------------------------------------


def day(cell: Any) -> date | None:
    """The day that a cell gives; None for nothing. Raises Unread."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        raise Unread(_not_a_day("true" if cell else "false"))
    if isinstance(cell, int | float):
        return _of_number(cell)
    text = words(cell)
    return _of_text(text) if text else None


def is_serial(cell: Any) -> bool:
    """Whether a cell holds a day as spreadsheets count them, and does not show it as one."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell <= LAST_SERIAL


def _of_number(value: float) -> date:
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return EPOCH + timedelta(days=int(value))
    if FIRST_WRITTEN <= value <= LAST_WRITTEN and value == int(value):
        return _of_text(str(int(value)))
    raise Unread(_not_a_day(number_text(float(value))))


@lru_cache(maxsize=4096)
def _of_text(text: str) -> date:
    if found := ISO.fullmatch(text):
        return _checked(int(found[1]), int(found[3]), int(found[4]), text)
    if found := LOCAL.fullmatch(text):
        return _local(found, text)
    if found := WITH_MONTH.fullmatch(text):
        return _checked(int(found[3]), _month(found[2], text), int(found[1]), text)
    if found := MONTH_FIRST.fullmatch(text):
        return _checked(int(found[3]), _month(found[1], text), int(found[2]), text)
    raise Unread(_not_a_day(text))


def _local(found: re.Match[str], text: str) -> date:
    """14/9/2026 and 9/14/2026 can be read in one way only, and 3.4.2026 is the third of April; 3/4/2026 can be two."""
    first, mark, second, year = int(found[1]), found[2], int(found[3]), found[4]
    if len(year) == 2:  # noqa: PLR2004 two digits
        raise Unread(_("“%(text)s” gives no whole year. Write it as 2026-09-14.") % {"text": shown(text)})
    if mark == "." or first > MONTHS_IN_A_YEAR or first == second:
        return _checked(int(year), second, first, text)
    if second > MONTHS_IN_A_YEAR:
        return _checked(int(year), first, second, text)
    raise Unread(
        _("“%(text)s” can be read as %(one)s and as %(other)s. Write the one that is meant.")
        % {
            "text": shown(text),
            "one": f"{year}-{second:02d}-{first:02d}",
            "other": f"{year}-{first:02d}-{second:02d}",
        }
    )


def _checked(year: int, month: int, number: int, text: str) -> date:
    if not (1 <= month <= MONTHS_IN_A_YEAR and year >= 1 and 1 <= number <= monthrange(max(year, 1), month)[1]):
        raise Unread(_not_a_day(text))
    return date(year, month, number)


def _not_a_day(text: str) -> str:
    return _("“%(text)s” is not a day of the calendar. Write it as 2026-09-14.") % {"text": shown(text)}


def _month(name: str, text: str) -> int:
    number = _months().get(name.casefold().rstrip("."))
    if number is None:
        raise Unread(_not_a_day(text))
    return number


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The names of months in the languages of the Organization, long and short."""
    names = {}
    for language in ("es", "fr", "en"):
        for width in ("abbreviated", "wide"):
            for number, name in Locale(language).months["format"][width].items():
                names[name.casefold().rstrip(".")] = number
    return names | {"sep": 9, "sept": 9}
