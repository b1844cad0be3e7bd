"""What a worker said and kept in one language, most often English, worded anew in that of whoever reads it.

A problem of work that many people read is kept as one text. A reader's page finds the message of the catalogue that it
was made from, and says the same by that message's translation. What nobody can find stays as it was kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
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


def retold(text: str, kept_in: str = "") -> str:
    """A text that was kept in a language (English, if not told), line by line in the reader's language."""
    language, kept_in = get_language() or settings.LANGUAGE_CODE, kept_in or settings.LANGUAGE_CODE
    if language == kept_in or not text:
        return text
    return "\n".join(_line(line, language, kept_in) for line in text.split("\n"))


def retold_whole(text: str) -> str:
    """One of our own sentences without values, in the reader's language; anything else as it is."""
    language = get_language() or settings.LANGUAGE_CODE
    return _messages(language, settings.LANGUAGE_CODE)[0].get(text, text) if text.count(" ") >= FEWEST_SPACES else text


@lru_cache(maxsize=2000)  # the same is said of many rows
def _line(line: str, language: str, kept_in: str) -> str:
    whole, patterns = _messages(language, kept_in)
    if line in whole:
        return whole[line]
    worded = (found for pattern in patterns if (found := pattern.worded(line)) is not None)
    return next(worded, line)


@cache
def _messages(language: str, kept_in: str) -> tuple[dict[str, str], list[Pattern]]:
    """The messages of our catalogue as one language words them, each in another: those without values, and those with,
    the most telling first."""
    kept, told = _catalogue(kept_in), _catalogue(language)
    whole: dict[str, str] = {}
    patterns = []
    for own in dict.fromkeys([*kept, *told]):
        before, after = kept.get(own, own), told.get(own, own)
        if HOLDER.search(before):
            patterns.append(_pattern(before, after))
        else:
            whole.setdefault(before, after)
    telling = [one for one in patterns if one.letters >= FEWEST_LETTERS]
    return whole, sorted(telling, key=lambda one: -one.letters)


@cache
def _catalogue(language: str) -> dict[str, str]:
    """What a language says for each message, singular and plural by their own. English needs none."""
    path = Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.mo")
    if language == settings.LANGUAGE_CODE or not path.exists():
        return {}
    with path.open("rb") as file:
        messages = [one for one in read_mo(file) if one.id and not one.context]
    said: dict[str, str] = {}
    for message in messages:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for own, other in zip(ids, strings, strict=False):
            said.setdefault(str(own), str(other))
    return said


def _pattern(own: str, said: str) -> Pattern:
    parts = HOLDER.split(own)
    texts, names = parts[::2], parts[1::2]
    shape, seen = re.escape(texts[0]), dict[str, int]()
    for name, text in zip(names, texts[1:], strict=True):
        shape += rf"\{seen[name]}" if name in seen else "(.+?)"
        seen.setdefault(name, len(seen) + 1)
        shape += re.escape(text)
    return Pattern(re.compile(shape), tuple(seen), said, sum(one.isalpha() for text in texts for one in text))
