"""Names in several languages: one is kept as a column, the others beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import get_language

ENGLISH = "en"


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

    Kept as columns is English, or the first language that has the part, which is never to be empty. A language that
    has but other parts has no such part beside it.
    """
    given = [language for language, words in texts.items() if words.get(part)]
    own = ENGLISH if ENGLISH in given else next(iter(given), ENGLISH)
    others = {
        language: kept
        for language, words in texts.items()
        if language != own and (kept := {name: text for name, text in words.items() if text})
    }
    return {"language": own, **texts.get(own, {}), "translations": others}
