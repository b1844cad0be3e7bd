"""The first of a month, as French writes it: 1er octobre.

Django writes days by the letters of a format (iomtrack/formats/). Its letter S, which follows the number of a day,
knows English alone; here it is what the language of the page says. So screens and letters need but one place for it.
"""

from django.utils import dateformat
from django.utils.translation import get_language

_in_english = dateformat.DateFormat.S


def suffix_of_day(self: dateformat.DateFormat) -> str:
    """What follows the number of a day: "er" after the first of a French month, "st" to "th" in English."""
    language = get_language() or "en"
    if language.startswith("fr"):
        return "er" if self.j() == 1 else ""
    return _in_english(self) if language.startswith("en") else ""


def install() -> None:
    """Have every format of the site use it."""
    # Django has no setting for it, and reads its letters from this class
    dateformat.DateFormat.S = suffix_of_day  # type: ignore[method-assign]
