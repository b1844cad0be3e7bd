"""Figures and dates as a language writes them (Babel's CLDR data)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from objectives.enums import DatePrecision, Qualifier
from reports.content.facts import Amount, EvidenceFacts
from reports.document.wording import say

LOCALES = {"en": "en_GB"}  # the Organization writes 4 November 2004, which is not the default of English
QUALIFIED = {Qualifier.OVER: _("over %(figure)s"), Qualifier.ABOUT: _("about %(figure)s")}
NOTHING = "–"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\bd\b")


def locale_of(language: str) -> Locale:
    """Babel's locale for one of the document's languages."""
    return Locale.parse(LOCALES.get(language, language.replace("-", "_")))


def figure(value: Decimal, decimals: int, language: str) -> str:
    """A number with its decimal places and the language's separators: "4,100"."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale_of(language))


def amount(reported: Amount, decimals: int, language: str) -> str:
    """A reported number with its qualifier in words: "over 4,100"."""
    text = figure(reported.value, decimals, language)
    message = QUALIFIED.get(Qualifier(reported.qualifier))
    return say(message, figure=text) if message else text


def with_unit(text: str, unit: str) -> SafeString:
    """A figure and its unit, which stay on one line: "over 4,100 staff members", "12.5%"."""
    return format_html("{}%", text) if unit == "%" else format_html("{} {}", text, unit)


def long_date(day: date, language: str) -> str:
    """ "29 November 1995"."""
    locale = locale_of(language)
    return _written(day, locale.date_formats["long"].pattern, locale)


def _written(day: date, pattern: str, locale: Locale) -> str:
    """A day by a pattern of CLDR, which does not know that French writes the first of a month as 1er."""
    if locale.language == "fr" and day.day == 1:
        pattern = _DAY.sub("d'er'", pattern)
    return format_date(day, format=pattern, locale=locale)


def long_range(first: date, last: date, language: str, skeleton: str = "yMMMd") -> str:
    """ "27–29 November 2001", or one date where both are the same.

    CLDR has intervals with short months alone; their months are made long.
    """
    locale = locale_of(language)
    if first == last:
        return long_date(first, language)
    start, end = locale.interval_formats[skeleton][_widest_difference(first, last, skeleton)]
    days = ((first, start), (last, end))
    return "".join(_written(day, part.replace("MMM", "MMMM"), locale) for day, part in days)


def month(day: date, language: str) -> str:
    """ "June 2002", as a heading begins it."""
    text = format_date(day, format="MMMM y", locale=locale_of(language))
    return text[:1].upper() + text[1:]


def dated(entry: EvidenceFacts, language: str) -> str:
    """An entry's date, as precisely as its source gives it and no more."""
    first, last = entry.starts_on, entry.ends_on
    if entry.date_precision == DatePrecision.DAY:
        return long_range(first, last, language)
    if entry.date_precision == DatePrecision.MONTH:
        if (first.year, first.month) == (last.year, last.month):
            return format_date(first, format="MMMM y", locale=locale_of(language))
        return long_range(first, last, language, "yMMM")
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def _widest_difference(first: date, last: date, skeleton: str) -> str:
    """The largest field in which two dates differ, as CLDR names it."""
    if first.year != last.year:
        return "y"
    return "M" if first.month != last.month or "d" not in skeleton else "d"


def baseline_date(text: str, language: str) -> str:
    """The date of a baseline: a typed year stays as it is, an ISO date becomes words."""
    return long_date(date.fromisoformat(text), language) if _ISO_DATE.fullmatch(text) else text


def baseline_when(text: str, language: str) -> SafeString:
    """The date of a baseline within a sentence: "in 1995", "on 30 June 2025", or as it was typed, in brackets."""
    date_text = baseline_date(text, language)
    if _YEAR.fullmatch(text):
        return say(_("in %(date)s"), date=date_text)
    return say(_("on %(date)s") if date_text != text else "(%(date)s)", date=date_text)


def language_name(code: str, language: str) -> str:
    """What one language is called in another."""
    return locale_of(code).get_language_name(language.replace("-", "_")) or code
