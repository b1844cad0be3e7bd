"""What a worker said and kept in English, worded anew in the language of whoever reads it.

A problem of work that many people read is kept as one text. A reader's page finds the message of the catalogue that it
was made from, and says the same by that message's translation. What nobody can find stays as it was kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import get_language

HOLDER = re.compile(r"%\((\w+)\)s")
FEWEST_SPACES = 2  # of a sentence
FEWEST_LETTERS = 10  # of a message's own: shorter ones would be found in anything


@dataclass(frozen=True)
class Pattern:
    """A message with values in it: how a text made from it looks, and how that is said in another language."""

    shape: re.Pattern[str]
    names: tuple[str, ...]  # of the values, in the order of the message
    said: str
    letters: int  # of its own

    def worded(self, text: str) -> str | None:
        """The text in the other language, or None where it was not made from this message."""
        found = self.shape.fullmatch(text)
        return self.said % dict(zip(self.names, found.groups(), strict=True)) if found else None


def retold(text: str) -> str:
    """A text that was kept in English, line by line in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not text:
        return text
    return "\n".join(_line(line, language) for line in text.split("\n"))


def retold_whole(text: str) -> str:
    """One of our own sentences without values, in the reader's language; anything else as it is."""
    language = get_language() or settings.LANGUAGE_CODE
    return _messages(language)[0].get(text, text) if text.count(" ") >= FEWEST_SPACES else text


def _line(line: str, language: str) -> str:
    whole, patterns = _messages(language)
    if line in whole:
        return whole[line]
    worded = (found for pattern in patterns if (found := pattern.worded(line)) is not None)
    return next(worded, line)


@cache
def _messages(language: str) -> tuple[dict[str, str], list[Pattern]]:
    """The messages of our catalogue in a language: those without values, and those with, the most telling first."""
    path = Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.mo")
    if not path.exists():
        return {}, []
    with path.open("rb") as file:
        messages = [one for one in read_mo(file) if one.id and not one.context]
    whole: dict[str, str] = {}
    patterns = []
    for message in messages:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for own, said in zip(ids, strings, strict=False):
            if HOLDER.search(own):
                patterns.append(_pattern(str(own), str(said)))
            else:
                whole.setdefault(str(own), str(said))
    telling = [one for one in patterns if one.letters >= FEWEST_LETTERS]
    return whole, sorted(telling, key=lambda one: -one.letters)


def _pattern(own: str, said: str) -> Pattern:
    parts = HOLDER.split(own)
    texts, names = parts[::2], parts[1::2]
    shape, seen = re.escape(texts[0]), dict[str, int]()
    for name, text in zip(names, texts[1:], strict=True):
        shape += rf"\{seen[name]}" if name in seen else "(.+?)"
        seen.setdefault(name, len(seen) + 1)
        shape += re.escape(text)
    return Pattern(re.compile(shape), tuple(seen), said, sum(one.isalpha() for text in texts for one in text))
