"""Names in several languages: one is kept as a column, the others beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

ENGLISH = "en"
QUARTERS = {  # as they are written in English, in full and in short
    1: (gettext_noop("First quarter of %(year)s"), gettext_noop("Q%(number)s %(year)s")),
    2: (gettext_noop("Second quarter of %(year)s"), gettext_noop("Q%(number)s %(year)s")),
    3: (gettext_noop("Third quarter of %(year)s"), gettext_noop("Q%(number)s %(year)s")),
    4: (gettext_noop("Fourth quarter of %(year)s"), gettext_noop("Q%(number)s %(year)s")),
}


class Worded(Protocol):
    """What is named in the language of its own, and translated into others: {language: {part: words}}."""

    language: str
    translations: Any


def in_language(worded: Worded, part: str, language: str) -> str:
    """One of its texts in a language (BCP 47); else in English, else in whichever it has. "" where it has none."""
    said = all_languages(worded, part)
    return (
        said.get(language) or said.get(language.partition("-")[0]) or said.get(ENGLISH) or next(iter(said.values()), "")
    )


def all_languages(worded: Worded, part: str) -> dict[str, str]:
    """One of its texts in every language that it has, its own first."""
    own = {worded.language: str(getattr(worded, part))}
    others = {language: str(words.get(part, "")) for language, words in sorted(worded.translations.items())}
    return {language: text for language, text in (own | others).items() if text}


def readers_language() -> str:
    """The language that the page is read in."""
    return get_language() or settings.LANGUAGE_CODE


def as_columns(texts: Mapping[str, Mapping[str, str]], part: str) -> dict[str, Any]:
    """Texts by language ({"en": {"title": …}}) as they are kept: the columns of one language, the others beside it.

    Kept as columns is English, or the first language that has the part, which is never to be empty.
    """
    given = [language for language, words in texts.items() if words.get(part)]
    own = ENGLISH if ENGLISH in given else next(iter(given), ENGLISH)
    others = {
        language: {name: text for name, text in texts[language].items() if text}
        for language in given
        if language != own
    }
    return {"language": own, **texts.get(own, {}), "translations": others}


def calendar_name(name: str, starts_on: date, ends_on: date) -> str:
    """A span's name in the reader's language, where it is the English one of that calendar quarter ("Q3 2026", "Third
    quarter of 2026"); any other as it was given."""
    number, year = (starts_on.month + 2) // 3, starts_on.year
    following = date(year + 1, 1, 1) if number == len(QUARTERS) else date(year, 3 * number + 1, 1)
    if (starts_on, ends_on) != (date(year, 3 * number - 2, 1), following - timedelta(days=1)):
        return name
    known = {"number": number, "year": year}
    return next((_(one) % known for one in QUARTERS[number] if one % known == name), name)
