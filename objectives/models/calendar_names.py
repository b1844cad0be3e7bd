"""What a year, a half-year, a quarter or a month of the calendar is called, in the language of whoever reads it.

Whoever opens a period names it as they like, in the language that they write. Where that name says no more than the
period's own days do, readers of another language are told those days by their own words. Any other name stays.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from objectives.models.naming import readers_language

YEAR, HALF, QUARTER, MONTH = 12, 6, 3, 1  # in months
IN_FULL = {
    QUARTER: (
        gettext_noop("First quarter of %(year)s"),
        gettext_noop("Second quarter of %(year)s"),
        gettext_noop("Third quarter of %(year)s"),
        gettext_noop("Fourth quarter of %(year)s"),
    ),
    HALF: (gettext_noop("First half of %(year)s"), gettext_noop("Second half of %(year)s")),
}
# Translators: a quarter and a half of a year, as a letter says them: Q3 2026, H1 2026
IN_SHORT = {QUARTER: gettext_noop("Q%(number)s %(year)s"), HALF: gettext_noop("H%(number)s %(year)s")}
ORDINAL = re.compile(r"\b(\d)\.?(?:st|nd|rd|th|er|e|eme|o)\b")
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Writing:
    """How people write parts of a year in a language, without accents and capitals. `small` says nothing of its own."""

    ordinals: tuple[tuple[str, ...], ...]
    parts: dict[int, tuple[str, ...]]
    letters: dict[int, str]
    small: frozenset[str]


WRITINGS = {
    "en": Writing(
        (("first",), ("second",), ("third",), ("fourth",)),
        {QUARTER: ("quarter",), HALF: ("half", "semester")},
        {QUARTER: "q", HALF: "h"},
        frozenset(("of", "the", "year")),
    ),
    "fr": Writing(
        (("premier",), ("deuxieme", "second"), ("troisieme",), ("quatrieme",)),
        {QUARTER: ("trimestre",), HALF: ("semestre",)},
        {QUARTER: "t", HALF: "s"},
        frozenset(("de", "l", "d", "annee", "an")),
    ),
    "es": Writing(
        (("primer",), ("segundo",), ("tercer",), ("cuarto",)),
        {QUARTER: ("trimestre",), HALF: ("semestre",)},
        {QUARTER: "t", HALF: "s"},
        frozenset(("de", "del", "el", "ano")),
    ),
}


@dataclass(frozen=True)
class Part:
    """A part of a calendar year: of so many months, the first, the second and so on of its kind."""

    months: int
    number: int
    first: date

    @classmethod
    def of(cls, starts_on: date, ends_on: date) -> Part | None:
        """The one that two days bound, or None where they bound none."""
        months = 12 * (ends_on.year - starts_on.year) + ends_on.month - starts_on.month + 1
        _weekday, last_day = monthrange(ends_on.year, ends_on.month)
        is_whole = (starts_on.day, ends_on.day) == (1, last_day)
        if not is_whole or months not in (YEAR, HALF, QUARTER, MONTH) or (starts_on.month - 1) % months:
            return None
        return cls(months, (starts_on.month - 1) // months + 1, starts_on)

    def is_meant(self, name: str, language: str) -> bool:
        """Whether a name says this part of this year and nothing else, in whatever order its words stand."""
        said = sorted(one for one in _words(name) if one not in WRITINGS[language].small)
        return any(said == sorted(form) for form in self._forms(language))

    def _forms(self, language: str) -> Iterator[tuple[str, ...]]:
        """As people write it, word by word."""
        year, number, writing = str(self.first.year), str(self.number), WRITINGS[language]
        if self.months == YEAR:
            yield (year,)
        elif self.months == MONTH:
            with override(language):
                yield (*_words(str(MONTHS[self.number])), year)
        else:
            for part in writing.parts[self.months]:
                yield from ((one, part, year) for one in (number, *writing.ordinals[self.number - 1]))
            yield (writing.letters[self.months] + number, year)

    def told(self, *, in_short: bool) -> str:
        """Its name in the reader's language."""
        if self.months == YEAR:
            return str(self.first.year)
        if self.months == MONTH:
            return capfirst(date_format(self.first, "YEAR_MONTH_FORMAT"))
        message = IN_SHORT[self.months] if in_short else IN_FULL[self.months][self.number - 1]
        return _(message) % {"number": self.number, "year": self.first.year}


def calendar_name(name: str, starts_on: date, ends_on: date) -> str:
    """A period's name in the reader's language, where it was given the plain one of its own part of the calendar ("Q3
    2026", "Premier semestre 2026", "Enero de 2026"); any other, and one in the reader's language, as it was given."""
    part = Part.of(starts_on, ends_on)
    written_in = [language for language in WRITINGS if part and part.is_meant(name, language)]
    if part is None or not written_in or readers_language().partition("-")[0] in written_in:
        return name
    is_short = any(one[0].isalpha() and one[-1].isdigit() for one in _words(name))  # Q3
    return part.told(in_short=is_short)


def _words(text: str) -> list[str]:
    """The words of a text without accents and capitals, ordinal numbers as plain ones: "3.er" is 3."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return WORD.findall(ORDINAL.sub(r"\1", plain))
