"""In which languages an assessment, or a draft, is worded."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from objectives.enums import WordingLanguage
from objectives.models import Framework

LONGEST = 5  # what the column of a text's language holds


def languages_wanted(framework: Framework) -> tuple[str, ...]:
    """The languages that reports on a framework are made in, and so its narratives wanted in.

    Reports are another app's, which this one never names: the setting NARRATIVE_LANGUAGES says whom to ask.
    """
    return tuple(import_string(settings.NARRATIVE_LANGUAGES)(framework))


def languages_offered(framework: Framework, *, present: Iterable[str] = (), asked: str = "") -> list[str]:
    """The languages that an assessment can be written in: those wanted, those of reports, those written already, one
    asked for; each once, the framework's own first."""
    wanted = [framework.language, *languages_wanted(framework), *settings.REPORT_LANGUAGES, *present, asked]
    return list(dict.fromkeys(code for code in wanted if code))


def is_language(code: str) -> bool:
    """Whether a code names a language that CLDR knows, and is short enough to be kept."""
    return len(code) <= LONGEST and _locale(code) is not None


def other_languages(framework: Framework, kept: Iterable[str] = ()) -> list[str]:
    """The languages in which a draft is worded beside its original: ours, and those that a file brought."""
    every = dict.fromkeys([*WordingLanguage.values, *framework.translations, *kept])
    return [one for one in every if one != framework.language]


def language_name(code: str) -> str:
    """A language's name in the reader's language: "French"."""
    locale = _locale(code)
    name = locale.get_display_name(get_language() or settings.LANGUAGE_CODE) if locale else None
    return name[:1].upper() + name[1:] if name else code


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None
