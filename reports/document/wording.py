"""Sentences out of translated messages: escaping, number words, and the nouns of each kind of element."""

from __future__ import annotations

import re
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from objectives.enums import ElementKind

NUMBER_WORDS = (
    pgettext_lazy("a count", "none"),
    pgettext_lazy("a count", "one"),
    pgettext_lazy("a count", "two"),
    pgettext_lazy("a count", "three"),
    pgettext_lazy("a count", "four"),
    pgettext_lazy("a count", "five"),
    pgettext_lazy("a count", "six"),
    pgettext_lazy("a count", "seven"),
    pgettext_lazy("a count", "eight"),
    pgettext_lazy("a count", "nine"),
    pgettext_lazy("a count", "ten"),
    pgettext_lazy("a count", "eleven"),
    pgettext_lazy("a count", "twelve"),
)
COUNTED = {
    ElementKind.OBJECTIVE: ngettext_lazy("%(count)s objective", "%(count)s objectives", "number"),
    ElementKind.ROLE: ngettext_lazy("%(count)s role", "%(count)s roles", "number"),
    ElementKind.EXPECTED_RESULT: ngettext_lazy("%(count)s expected result", "%(count)s expected results", "number"),
    ElementKind.CAPACITY: ngettext_lazy("%(count)s capacity", "%(count)s capacities", "number"),
    ElementKind.OUTCOME: ngettext_lazy("%(count)s outcome", "%(count)s outcomes", "number"),
    ElementKind.OUTPUT: ngettext_lazy("%(count)s output", "%(count)s outputs", "number"),
}
PLURALS = {
    ElementKind.OBJECTIVE: _("Objectives"),
    ElementKind.ROLE: _("Roles"),
    ElementKind.EXPECTED_RESULT: _("Expected results"),
    ElementKind.CAPACITY: _("Capacities"),
    ElementKind.OUTCOME: _("Outcomes"),
    ElementKind.OUTPUT: _("Outputs"),
}

ENDLESS_WORD = re.compile(r"(\S{60})(?=\S{20})")

Message = str | Promise


def say(message: Message, **parts: Any) -> SafeString:
    """A message with its %(parts)s filled in and escaped; the message is ours, the parts may be anybody's.

    Whole numbers are passed on unescaped, because a lazy plural chooses its form by one.
    """
    escaped = {name: part if isinstance(part, int) else conditional_escape(part) for name, part in parts.items()}
    return SafeString(message % escaped)


def joined(*sentences: Message) -> SafeString:
    """Sentences one after the other, parted by a space; empty ones are left out."""
    return SafeString(
        " ".join(
            say(sentence) if isinstance(sentence, Promise) else conditional_escape(sentence)
            for sentence in sentences
            if sentence
        )
    )


def typed(text: str) -> SafeString:
    """Typed text of any length, escaped; an endless word may break, because laying one out takes time squared."""
    return SafeString("<wbr>".join(conditional_escape(chunk) for chunk in ENDLESS_WORD.split(text) if chunk))


def capitalized(sentence: str) -> SafeString:
    """A clause made the beginning of a sentence. The clause must not begin with a tag."""
    return SafeString(sentence[:1].upper() + sentence[1:])


def counted_kind(kind: str, number: int) -> SafeString:
    """ "nine objectives", "one capacity"."""
    return say(COUNTED[ElementKind(kind)], number=number, count=spelled(number))


def spelled(number: int) -> str:
    """A count in words up to twelve, and in figures beyond."""
    return str(NUMBER_WORDS[number]) if 0 <= number < len(NUMBER_WORDS) else str(number)


def listed(codes: tuple[str, ...] | list[str]) -> str:
    """Codes as they stand in brackets: "O1, O4"."""
    return ", ".join(codes)


def enumerated(parts: list[SafeString]) -> SafeString:
    """Parts as a sentence lists them: "a, b and c"."""
    if len(parts) <= 1:
        return parts[0] if parts else SafeString("")
    first = SafeString(", ".join(parts[:-1]))
    return say(pgettext_lazy("the last two of a list", "%(first)s and %(last)s"), first=first, last=parts[-1])


def lettered(index: int) -> str:
    """The letter of a point under a paragraph: (a) … (z), (aa), …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return f"({letters})"
