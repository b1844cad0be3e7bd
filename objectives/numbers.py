"""A number as people type it, and in plain words why something else is not one.

What can be read in one way only is taken: 1250, 12.5, thousands parted by a comma, a space or an apostrophe (8,410),
and the digits of any one script (١٢٥٠). What can be read in two ways is refused: 1.234,5 and 1,5 and 1,00,000 mean one
number here and another there, and nobody should find out in a report which one was taken. So are powers, fractions and
signs, and words, each with what to write in their place.

Where the reader's language has a decimal comma, 1 234,5 and 1.234,5 and 12,5 are taken, and 12.5 too; 1.234 is refused,
and so is 1,234 unless the number may have three decimal places, which it then has.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from objectives.enums import Qualifier

POINT, COMMA, GROUP = ".", ",", 3
LARGEST = Decimal(10) ** 14 - 1  # what the column of a figure holds before its decimal point
SHOWN = 40  # characters of what was typed that a message quotes
NUMBER = r"[0-9][0-9.,' ]*"
PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
GROUPED = re.compile(r"[1-9][0-9]{0,2}([ ,'])[0-9]{3}(\1[0-9]{3})*(\.[0-9]+)?")
WITH_COMMA = re.compile(r"[0-9]+,[0-9]*|,[0-9]+|[1-9][0-9]{0,2}([ '])[0-9]{3}(\1[0-9]{3})*,[0-9]+")
GROUPED_BY_POINTS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3}){2,}")
LIKE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
PUNCTUATED = re.compile(r"[0-9.,' ]*[0-9][0-9.,' ]*")
NEGATIVE = re.compile(rf"-\s*({NUMBER}.*)")
SIGNED = re.compile(rf"\+\s*{NUMBER}")
POWER = re.compile(r"[0-9.,]+\s*(e\s*[+-]?[0-9]+|[x×*]\s*10\s*\^\s*[0-9]+|\^\s*[0-9]+)", re.IGNORECASE)
SAYS_ABOUT = (  # in English, French and Spanish
    r"about|around|approx(?:imately)?\.?|circa|c\.|some|roughly|environ|env\.|à peu près|approximativement|près de"
    r"|alrededor de|aproximadamente|aprox\.?|cerca de|unos|unas|[~≈±]"
)
SAYS_OVER = (
    r"over|more than|at least|plus de|plus d'|au moins|au minimum|m[áa]s de|al menos|por lo menos|como m[íi]nimo|[>≥]"
)
ABOUT = re.compile(rf"(?:{SAYS_ABOUT})\s*({NUMBER})", re.IGNORECASE)
OVER = re.compile(rf"(?:{SAYS_OVER})\s*({NUMBER})|({NUMBER})\s*\+", re.IGNORECASE)
WITH_WORDS = re.compile(rf"(?P<before>\D*)(?P<number>{NUMBER})(?P<after>\D*)")
SAYS_NOT_APPLICABLE = {"n/a", "na", "n.a.", "n.a", "not applicable", "does not apply"}
SAYS_NOTHING = {"none", "nil", "zero", "no", "null"}
MARKS = str.maketrans({"٫": ".", "٬": ",", "’": "'", "ʼ": "'", "−": "-", "–": "-", "‒": "-"})


def read_number(typed: str, *, decimals: int, may_answer: bool = False, mark: str = POINT) -> Decimal | None:
    """The number that was typed, or None for nothing. It is not below 0 and has at most so many decimal places.

    Raises ValidationError with what to write instead. `may_answer`: whether "not reported" and "not applicable" can be
    chosen beside the box, so that messages may name them. `mark`: what parts decimals where it was typed.
    """
    text = as_read(typed)
    if not text:
        return None
    if mark == COMMA:
        text = _with_point(text, decimals)
    elif GROUPED.fullmatch(text):
        text = re.sub(r"[ ,']", "", text)
    if not PLAIN.fullmatch(text):
        raise ValidationError(_why_not(text, _shown(typed), may_answer=may_answer), code="not_a_number")
    return _checked(Decimal(text), text, decimals, mark)


def as_read(typed: str) -> str:
    """What was typed, without marks that are not seen, with one kind of space and of each sign, and in our digits."""
    return _in_latin_digits(_plain_text(typed))


def how_exact(typed: str) -> tuple[str, str]:
    """How exact a number says it is, and the number: "about 1,200", "~1,200" and, where pages are in French,
    "environ 1 200" are ("about", "1,200"). Anything else is ("exact", as it was typed)."""
    text = as_read(typed)
    said = ((Qualifier.ABOUT, ABOUT, _("about %(number)s")), (Qualifier.OVER, OVER, _("over %(number)s")))
    for qualifier, pattern, shown in said:
        if found := pattern.fullmatch(text):
            return qualifier, next(part for part in found.groups() if part)
        words = re.escape(shown).replace(re.escape("%(number)s"), "(.*)").replace(r"\ ", " ?")
        if found := re.fullmatch(words, text, re.IGNORECASE):
            return qualifier, found[1].strip()
    return Qualifier.EXACT, typed


def decimal_mark() -> str:
    """What parts decimals in the reader's language."""
    return str(get_format("DECIMAL_SEPARATOR"))


def plain(value: Decimal) -> str:
    """A kept number as programs read it: 214, not 214.0000."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def as_typed(value: Decimal) -> str:
    """A kept number as a person types it, in the reader's language: 214 or 12.5, in French 12,5."""
    return plain(value).replace(POINT, decimal_mark())


def _with_point(text: str, decimals: int) -> str:
    """What was typed where decimals stand after a comma, as it is written with a point; anything else as it is.

    "1.234" and "1,234" are left with a comma, by which they are refused, unless there may be three decimals after it.
    """
    if LIKE_THOUSANDS.fullmatch(text) and (POINT in text or decimals < GROUP):
        return text.replace(POINT, COMMA)
    if WITH_COMMA.fullmatch(text) or GROUPED_BY_POINTS.fullmatch(text):
        return re.sub(r"[ .']", "", text).replace(COMMA, POINT)
    return re.sub(r"[ ,']", "", text) if GROUPED.fullmatch(text) else text


def _plain_text(typed: str) -> str:
    """Without marks that are not seen (they come along with pasted text), and with one kind of space."""
    seen = "".join(" " if one.isspace() else one for one in typed if unicodedata.category(one) not in ("Cf", "Cc"))
    return re.sub(r" +", " ", seen).strip().translate(MARKS)


def _in_latin_digits(text: str) -> str:
    """Decimal digits of one other script as ours; where scripts are mixed, the text as it is."""
    if len({ord(one) - unicodedata.decimal(one) for one in text if one.isdecimal()}) > 1:
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def _shown(typed: str) -> dict[str, str]:
    text = " ".join(typed.split())
    return {"typed": text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"}


def _checked(value: Decimal, text: str, decimals: int, mark: str) -> Decimal:
    places = len(text.partition(POINT)[2])
    text = text.replace(POINT, mark)
    if places and not decimals:
        message = _(
            "“%(typed)s” has a point in it, and this is counted in whole numbers. Write 1250 or 1,250, not 1.250."
        )
        if mark == COMMA:
            message = _("“%(typed)s” has decimals, and this is counted in whole numbers. Write 1250 or 1 250.")
        raise ValidationError(message, code="decimals", params={"typed": text})
    if places > decimals:
        message = ngettext(
            "Give %(number)s decimal place at most, such as 12.5. “%(typed)s” has %(places)s.",
            "Give %(number)s decimal places at most. “%(typed)s” has %(places)s.",
            decimals,
        )
        params = {"number": decimals, "typed": text, "places": places}
        raise ValidationError(message, code="decimals", params=params)
    if value > LARGEST:
        raise ValidationError(_("This number is too large to be a figure of one entry."), code="too_large")
    return value


def _why_not(text: str, shown: dict[str, str], *, may_answer: bool) -> str:
    """What to write in place of something that is not a number."""
    if NEGATIVE.fullmatch(text):
        return _below_zero(may_answer)
    message = _misread(text) or _inexact(text, may_answer=may_answer) or _words(text, may_answer=may_answer)
    return message % {**shown, **number_within(text)}


def _below_zero(may_answer: bool) -> str:
    if may_answer:
        return _("A figure cannot be less than 0. Choose “not reported” beside it when there is none to report.")
    return _("This cannot be less than 0.")


def _misread(text: str) -> str:
    """For digits that are no plain number; "" for anything else."""
    if PUNCTUATED.fullmatch(text):
        return _(
            "“%(typed)s” can be read in more than one way. Write the number without marks between its digits, and"
            " decimals after a point: 1250 or 1250.5."
        )
    if told := sign_or_power(text):
        return told
    if any(one.isnumeric() and one not in "0123456789" for one in text):
        return _("“%(typed)s” is not written in plain digits. Write it so, such as 1250 or 0.5.")
    return ""


def sign_or_power(text: str) -> str:
    """For a number with a plus before it, and for a power; "" for anything else."""
    if SIGNED.fullmatch(text):
        return _("“%(typed)s” has a sign before it. Give the number itself, not by how much it grew.")
    if POWER.fullmatch(text):
        return _("“%(typed)s” is a power. Write the number out in digits, such as 1250000.")
    return ""


def _inexact(text: str, *, may_answer: bool) -> str:
    """For a number that says itself how exact it is; "" for anything else."""
    if may_answer and ABOUT.fullmatch(text):
        return _("“%(typed)s” is more than a number. Write %(number)s, and choose “about” beside it.")
    if may_answer and OVER.fullmatch(text):
        return _("“%(typed)s” is more than a number. Write %(number)s, and choose “over” beside it.")
    return ""


def _words(text: str, *, may_answer: bool) -> str:
    """For a number with words around it, and for words alone."""
    if WITH_WORDS.fullmatch(text):
        return _("“%(typed)s” is more than a number. Write %(number)s alone, without “%(extra)s”.")
    if not may_answer:
        return _("“%(typed)s” is not a number. Write it in digits, such as 1250.")
    if text.casefold() in SAYS_NOT_APPLICABLE:
        return _("“%(typed)s” is not a number. Give a number, or choose “not applicable” beside it.")
    if text.casefold() in SAYS_NOTHING:
        return _("“%(typed)s” is not a number. Write 0 if there were none, or choose “not reported” beside it.")
    return _("“%(typed)s” is not a number. Give a number, or choose “not reported” beside it.")


def number_within(text: str) -> dict[str, str]:
    """The number in a text, what stands before it, and all that stands around it; {} where it has not just one."""
    found = WITH_WORDS.fullmatch(text)
    if not found:
        return {}
    before, after = found["before"].strip(), found["after"].strip()
    extra = " … ".join(part for part in (before, after) if part)[:SHOWN]
    return {"number": found["number"].strip(), "before": before, "extra": extra}
