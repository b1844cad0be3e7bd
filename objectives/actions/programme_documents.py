"""The documents of a programme: as they are handed in, what stands against them, as they are written and audited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from iomtrack.accounts.characters import unfit
from objectives.document_categories import DocumentCategory
from objectives.enums import WordingLanguage
from objectives.models import Programme, ProgrammeDocument
from objectives.models.naming import all_languages, as_columns

LONGEST_URL, LONGEST_TITLE, LONGEST_MEDIA_TYPE, MOST_DOCUMENTS = 500, 200, 120, 40
LONGEST_DESCRIPTION = 2000
MOST_LANGUAGES = 40  # of one document: as many as the column holds, each with a space after it
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*", re.IGNORECASE)  # RFC 6838
LANGUAGE = re.compile(r"[a-z]{2}", re.IGNORECASE)  # ISO 639-1
on_the_web = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class DocumentInput:
    """A document: where it is, its titles by language (BCP 47; at least one), and what it is (DocumentCategory).

    `languages` are those that it is written in (ISO 639-1); its media type and day may be unknown. `descriptions` are
    by language too, if there are any.
    """

    url: str
    titles: Mapping[str, str]
    categories: tuple[str, ...]
    media_type: str = ""
    languages: tuple[str, ...] = field(default=())
    dated_on: date | None = None
    descriptions: Mapping[str, str] = field(default_factory=dict)


def document_problems(documents: Sequence[DocumentInput]) -> dict[str, list[str]]:
    """What stands against documents, by field: "document_url_1" is the address of the second, "document_title_fr_1" its
    French title. What is wrong in a language that is typed nowhere stands at the English one."""
    problems: dict[str, list[str]] = {}
    seen: set[str] = set()
    if len(documents) > MOST_DOCUMENTS:
        problems[f"document_url_{MOST_DOCUMENTS}"] = [_("A programme has at most %(most)s.") % {"most": MOST_DOCUMENTS}]
    for index, one in enumerate(documents):
        url = one.url.strip()
        found = {
            "url": _("This document is named already.") if url in seen else url_problem(url),
            **title_problems(one.titles),
            **description_problems(one.descriptions),
            "categories": categories_problem(one.categories),
            "media_type": media_type_problem(one.media_type),
            "languages": languages_problem(one.languages),
        }
        seen.add(url)
        problems |= {f"document_{name}_{index}": [message] for name, message in found.items() if message}
    return problems


def url_problem(url: str) -> str:
    """Why an address is none that is linked to; "" for a sound one."""
    if not url:
        return _("Give the document’s address.")
    if len(url) > LONGEST_URL:
        return _("The address is longer than %(most)s characters.") % {"most": LONGEST_URL}
    try:
        on_the_web(url)
    except ValidationError:
        return _("This is not an address on the web. One begins with https:// or http://.")
    return "" if url.startswith(("http://", "https://")) else _("Write http:// or https:// in small letters.")


def title_problems(titles: Mapping[str, str]) -> dict[str, str]:
    if not any(title.strip() for title in titles.values()):
        return {"title_en": _("Give the document a title in at least one language.")}
    too_long = _("The title is longer than %(most)s characters.") % {"most": LONGEST_TITLE}
    return _text_problems("title", titles, LONGEST_TITLE, too_long)


def description_problems(descriptions: Mapping[str, str]) -> dict[str, str]:
    too_long = _("The description is longer than %(most)s characters.") % {"most": LONGEST_DESCRIPTION}
    return _text_problems("description", descriptions, LONGEST_DESCRIPTION, too_long)


def _text_problems(part: str, texts: Mapping[str, str], longest: int, too_long: str) -> dict[str, str]:
    return {
        f"{part}_{language if language in WordingLanguage else WordingLanguage.ENGLISH}": problem
        for language, text in texts.items()
        if (problem := too_long if len(text) > longest else unfit(text))
    }


def categories_problem(categories: Sequence[str]) -> str:
    if not categories:
        return _("Say what kind of document it is.")
    unknown = next((one for one in categories if one not in DocumentCategory.values), "")
    message = _("“%(code)s” is not in the code list DocumentCategory.") % {"code": unknown[:20]}
    return message if unknown else ""


def media_type_problem(media_type: str) -> str:
    if not media_type or (len(media_type) <= LONGEST_MEDIA_TYPE and MEDIA_TYPE.fullmatch(media_type)):
        return ""
    return _("This is no format. Write it as application/pdf or text/html.")


def languages_problem(languages: Sequence[str]) -> str:
    unknown = next((one for one in languages if not LANGUAGE.fullmatch(one)), "")
    if unknown:
        return _("“%(code)s” is no language. Give its code of two letters: en, fr, es.") % {"code": unknown[:20]}
    return _("These are too many languages.") if len(languages) > MOST_LANGUAGES else ""


def document_rows(programme: Programme, documents: Iterable[DocumentInput]) -> Iterator[ProgrammeDocument]:
    """Documents as they are kept; not saved. They hold together (`document_problems`)."""
    for place, one in enumerate(documents):
        yield ProgrammeDocument(
            programme=programme,
            position=place,
            url=one.url.strip(),
            categories=" ".join(dict.fromkeys(one.categories)),
            media_type=one.media_type,
            languages=" ".join(dict.fromkeys(language.lower() for language in one.languages)),
            dated_on=one.dated_on,
            **_worded(one),
        )


def _worded(document: DocumentInput) -> dict[str, Any]:
    """Title and description as they are kept."""
    parts = {"title": document.titles, "description": document.descriptions}
    texts = {
        language: {part: said.get(language, "").strip() for part, said in parts.items()}
        for language in dict.fromkeys([*document.titles, *document.descriptions])
    }
    return as_columns(texts, "title")


def documents_of(programme: Programme) -> tuple[DocumentInput, ...]:
    """A programme's documents as they would be handed in anew. One query, none where they are prefetched."""
    return tuple(
        DocumentInput(
            url=one.url,
            titles=all_languages(one, "title"),
            categories=tuple(one.categories.split()),
            media_type=one.media_type,
            languages=tuple(one.languages.split()),
            dated_on=one.dated_on,
            descriptions=all_languages(one, "description"),
        )
        for one in sorted(programme.documents.all(), key=lambda one: one.position)
    )


def documents_as_kept(programme: Programme) -> list[dict[str, Any]]:
    """What is said of a programme's documents, for the audit."""
    return [
        {
            "url": one.url,
            "title": dict(one.titles),
            **({"description": dict(one.descriptions)} if one.descriptions else {}),
            "categories": list(one.categories),
            "media_type": one.media_type,
            "languages": list(one.languages),
            "dated_on": one.dated_on,
        }
        for one in documents_of(programme)
    ]
