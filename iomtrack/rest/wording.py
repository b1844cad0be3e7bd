"""What is wrong with a value that a program sent, in the reader's language. Pydantic itself knows English alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

DAY = _("Give a day, written as 2026-11-26.")
MOMENT = _("Give a moment with its time zone, written as 2026-11-26T09:00:00Z.")
NUMBER = _("Give a number.")
WHOLE = _("Give a whole number.")
TEXT = _("Give text, in quotation marks.")
YES_OR_NO = _("Give true or false.")
LIST = _("Give a list: […].")
OBJECT = _("Give an object: {…}.")
NO_SUCH_FIELD = _("There is no such field here. Look at how its name is written.")
MOST_DIGITS = _("The number is too large.")

WORDS: dict[str, Any] = {  # by pydantic's names of what can be wrong
    "missing": _("This is missing."),
    "extra_forbidden": NO_SUCH_FIELD,
    "string_type": TEXT,
    "string_unicode": _("The text holds something that is no character."),
    "string_too_long": _("Give %(max_length)s characters at most."),
    "string_too_short": _("Do not leave this empty."),
    "string_pattern_mismatch": _("This is not written as described."),
    "too_long": _("Give %(max_length)s at most."),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "int_parsing_size": MOST_DIGITS,
    "decimal_type": NUMBER,
    "decimal_parsing": NUMBER,
    "finite_number": NUMBER,
    "decimal_max_digits": MOST_DIGITS,
    "decimal_whole_digits": MOST_DIGITS,
    "decimal_max_places": _("Give %(decimal_places)s decimal places at most."),
    "greater_than_equal": _("Give %(ge)s or more."),
    "less_than_equal": _("Give %(le)s or less."),
    "enum": _("Give one of these: %(expected)s."),
    "literal_error": _("Give one of these: %(expected)s."),
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "datetime_object_invalid": MOMENT,
    "timezone_aware": MOMENT,
    "list_type": LIST,
    "dict_type": OBJECT,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
}


def worded(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors, in the reader's language; what is not foreseen here, as pydantic says it in English."""
    known = error.get("ctx") or {}
    if error["type"] == "value_error":
        return str(known.get("error", error["msg"]))  # raised, and worded, by ourselves
    if error["type"] not in WORDS:
        return str(error["msg"])
    values = {name: str(value).replace(" or ", ", ") for name, value in known.items()}
    return str(WORDS[error["type"]]) % values
