"""The documents of an activity (document-link)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from objectives.actions.programme_documents import LONGEST_DESCRIPTION, LONGEST_TITLE, DocumentInput
from objectives.exchange.iati.telling import Teller, attribute, shortened, text_of

LANGUAGE_TAG = 20  # characters that a document keeps of the language of a title
KEPT = frozenset({"title", "description", "category", "language", "document-date"})


def read_document(child: Any, told: Teller) -> DocumentInput:
    """A document as a programme keeps it, its titles and descriptions in every language that they are in.

    Whether it holds together (its address, its kinds, its format) is decided where a programme is written.
    """
    day = attribute(child, "document-date", "iso-date")
    for part in child:
        if part.tag in KEPT:
            told.used(part, f"document-link/{part.tag}")
        else:
            told.passed(
                part,
                _("of a document only title, description, kinds, languages and date are kept"),
                f"document-link/{part.tag}",
            )
    told.used(child)
    return DocumentInput(
        url="%20".join(child.get("url", "").split()),  # which an anyURI may have, and an address may not
        titles=_worded(child, "title", LONGEST_TITLE, told),
        descriptions=_worded(child, "description", LONGEST_DESCRIPTION, told),
        categories=tuple(one.get("code", "").strip().upper() for one in child.findall("category")),
        media_type=child.get("format", "").strip(),
        languages=tuple(one.get("code", "").strip().lower().partition("-")[0] for one in child.findall("language")),
        dated_on=told.day(child, day, "document-date") if child.find("document-date") is not None else None,
    )


def _worded(child: Any, part: str, longest: int, told: Teller) -> dict[str, str]:
    """What a part says, by language; the first of each language counts."""
    texts: dict[str, str] = {}
    element = f"document-link/{part}/narrative"
    for narrative in child.findall(f"{part}/narrative"):
        language, text = told.language_of(narrative)[:LANGUAGE_TAG], text_of(narrative)
        if not text or language in texts:
            told.passed(narrative, _("it is empty, or there is one in its language"), element)
            continue
        texts[language] = shortened(text, longest)
        if texts[language] != text:
            told.cut(narrative, longest, element)
    return texts
