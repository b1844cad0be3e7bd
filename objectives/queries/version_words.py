"""The words of versions in the reader's language.

A version keeps in English what its codes stood for. Where what it names goes by another name in the reader's language,
that is said; else what was kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from objectives.models import Category, Office, Programme, State
from objectives.models.naming import ENGLISH, Worded, all_languages, readers_language

PART, COUNTRY, OFFICE, PROGRAMME = "part ", "countries ", "office ", "programme "
Content = Mapping[str, Any]


def in_readers_language(before: Content, after: Content) -> tuple[Content, Content]:
    """Two contents, worded for the reader where they differ. No query in English, and none for what is the same."""
    language = readers_language().partition("-")[0]
    if language == ENGLISH:
        return before, after
    kept = {name: word for one in (before, after) for name, word in (one.get("words") or {}).items()}
    differing = [name for name in kept if _differs(name, before, after)]
    here = dict(_here(differing, kept, language))
    old, new = ({**one, "words": (one.get("words") or {}) | here} for one in (before, after))
    return old, new


def _differs(name: str, before: Content, after: Content) -> bool:
    part = "figures" if name.startswith(PART) else name.partition(" ")[0]
    return before.get(part) != after.get(part)


def _here(names: list[str], kept: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """What is called by another name in a language than the one that was kept."""
    for name in names:
        if name.startswith(COUNTRY):
            yield name, State(iso=name.removeprefix(COUNTRY), name=kept[name]).name_in(language)
    if parts := _codes(names, PART):
        found = Category.objects.filter(code__in={one.partition("/")[2] for one in parts}).select_related("dimension")
        rows = {f"{one.dimension.code}/{one.code}": one for one in found}
        yield from _named(rows, PART, "label", language)
    if offices := _codes(names, OFFICE):
        rows_of_offices = {one.code: one for one in Office.objects.filter(code__in=offices)}
        yield from _named(rows_of_offices, OFFICE, "name", language)
    if programmes := _codes(names, PROGRAMME):
        rows_of_programmes = {one.code: one for one in Programme.objects.filter(code__in=programmes)}
        yield from _named(rows_of_programmes, PROGRAMME, "title", language)


def _codes(names: Iterable[str], kind: str) -> list[str]:
    return [name.removeprefix(kind) for name in names if name.startswith(kind)]


def _named(rows: Mapping[str, Worded], kind: str, part: str, language: str) -> Iterator[tuple[str, str]]:
    for code, row in rows.items():
        if word := all_languages(row, part).get(language):
            yield f"{kind}{code}", word
