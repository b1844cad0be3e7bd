"""The wording of elements on a day, and how it came to be.

The wording of a day is the element's own, but for amendments that took effect after it: then it is what the earliest
of those replaced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from objectives.differences import Piece, difference
from objectives.enums import WordingLanguage
from objectives.models import Amendment, Element


@dataclass(frozen=True)
class Wording:
    """What an element says on a day: by which amendment, and which one changed it since. "" is no wording at all."""

    text: str
    amended: Amendment | None = None  # the one in effect on the day; None: as adopted
    amended_since: Amendment | None = None  # the first that took effect after the day


@dataclass(frozen=True)
class Change:
    """An amendment, with its marked difference."""

    amendment: Amendment
    pieces: tuple[Piece, ...]

    @property
    def language_name(self) -> str:
        return language_name(self.amendment.language)


@dataclass(frozen=True)
class Translation:
    """An element in another language than the original, and whether that wording is official."""

    language: str
    label: str
    wording: str
    official: bool

    @property
    def language_name(self) -> str:
        return language_name(self.language)


def language_name(language: str) -> str:
    """What a language is called; its code where it is not one of ours."""
    known = language in WordingLanguage.values
    return str(WordingLanguage(language).label) if known else language


def translations_of(element: Element) -> list[Translation]:
    """An element in every language that it is translated into. No query."""
    return [
        Translation(language, words.get("label", ""), words["wording"], bool(words.get("official")))
        for language, words in sorted(element.translations.items())
        if words.get("wording")
    ]


def own_wording(element: Element, language: str) -> str:
    """What an element says now in a language; "" where it is not worded in it. The framework must be loaded."""
    if language == element.framework.language:
        return element.wording
    return str(element.translations.get(language, {}).get("wording", ""))


def wordings_on(elements: Iterable[Element], day: date, language: str = "") -> dict[int, Wording]:
    """The wording of each element (by primary key) on a day. One query, whatever their number.

    Without a language, each in the original language of its framework, which must be loaded with the element.
    """
    elements = list(elements)
    made: dict[int, list[Amendment]] = defaultdict(list)
    for amendment in _amendments(language).filter(element__in=[element.pk for element in elements]):
        made[amendment.element_id].append(amendment)
    return {
        element.pk: _on(day, own_wording(element, language or element.framework.language), made[element.pk])
        for element in elements
    }


def wording_on(element: Element, day: date, language: str = "") -> Wording:
    """The wording of one element on a day."""
    return wordings_on([element], day, language)[element.pk]


def _amendments(language: str) -> QuerySet[Amendment]:
    ordered = Amendment.objects.order_by("effective_on", "number")
    return ordered.filter(language=language or F("element__framework__language"))


def _on(day: date, now: str, amendments: list[Amendment]) -> Wording:
    in_effect = [one for one in amendments if one.effective_on <= day]
    later = [one for one in amendments if one.effective_on > day]
    return Wording(
        text=later[0].before if later else now,
        amended=in_effect[-1] if in_effect else None,
        amended_since=later[0] if later else None,
    )


def last_amendment(element: Element, language: str) -> Amendment | None:
    """The amendment that took effect last in a language."""
    return Amendment.objects.filter(element=element, language=language).order_by("-effective_on", "-number").first()


def changes(element: Element) -> list[Change]:
    """Every amendment of an element, the latest first, in whatever language. One query."""
    made = element.amendments.select_related("by").order_by("-effective_on", "-number")
    return [Change(one, difference(one.before, one.after)) for one in made]
