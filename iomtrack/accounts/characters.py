"""What a text may hold, whoever typed it: how long it may be, and which signs cannot be kept."""

from __future__ import annotations

import re
import unicodedata

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # no text has them
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they turn the writing round, so that a text reads as another
ENDS_OF_LINES = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")  # word processors have the later ones
APART = re.compile("[\u2066-\u2068]([^\u202a-\u202e\u2066-\u2069\n]*)\u2069")  # these set a name apart, and end with it


def with_line_ends(text: str) -> str:
    """A text with one sign for each end of a line, as a person counts them, whatever it was written with."""
    return ENDS_OF_LINES.sub("\n", text)


def unfit(text: str) -> str:
    """Why a text cannot be kept as it is, and what to do; "" for a sound one."""
    if found := UNFIT.search(text):
        return _(
            "There is a sign in it that is no character (U+%(code)04X, in place %(place)s). Delete it, or "
            "type the text anew."
        ) % {"code": ord(found[0]), "place": found.start() + 1}
    if found := TURNING.search(APART.sub(r" \1 ", text)):
        return _(
            "There is a hidden mark in it that turns the writing round (%(name)s, in place %(place)s). Delete "
            "it, or type the text anew."
        ) % {"name": unicodedata.name(found[0]).lower(), "place": found.start() + 1}
    return ""


def too_long(label: str, text: str, most: int) -> str:
    """By how much a text is too long; "" where it fits."""
    over = len(text) - most
    if over <= 0:
        return ""
    message = ngettext(
        "“%(label)s” is %(over)s character too long: it has %(length)s, and %(most)s fit. Shorten it.",
        "“%(label)s” is %(over)s characters too long: it has %(length)s, and %(most)s fit. Shorten it.",
        over,
    )
    numbers = {"over": over, "length": len(text), "most": most}
    said = {name: number_format(number, force_grouping=True) for name, number in numbers.items()}
    return message % {"label": label, **said}
