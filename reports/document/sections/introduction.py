"""Section I: the introduction that was signed off, or the one proposed for it."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, override

from reports.content.facts import ReportContent
from reports.document.blocks import Block
from reports.document.errors import DocumentError
from reports.document.manuscript import Manuscript
from reports.document.numbers import language_name, long_date
from reports.document.wording import counted_kind, enumerated, say, spelled, typed
from reports.enums import Section


def introduction(manuscript: Manuscript) -> tuple[Block, ...]:
    """The paragraphs of the introduction in the document's language. Raises DocumentError if there are none."""
    text = manuscript.content.introductions.get(manuscript.language, "")
    paragraphs = typed_paragraphs(text)
    if not paragraphs:
        name = language_name(manuscript.language, manuscript.language)
        raise DocumentError(str(say(_("The introduction is missing in %(language)s."), language=name)))
    return tuple(manuscript.paragraph(paragraph) for paragraph in paragraphs)


def typed_paragraphs(text: str) -> list[SafeString]:
    """Typed text, parted at its empty lines."""
    return [typed(part.strip()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def default_introduction(content: ReportContent, language: str) -> str:
    """The introduction proposed for an edition, in words made from its facts; paragraphs are parted by empty lines.

    It is plain text, for administrators to edit before they sign off.
    """
    with override(language):
        manuscript = Manuscript(content, language)
        return "\n\n".join(
            str(text) for text in (_subject(manuscript), _basis(manuscript), _reading(manuscript)) if text
        )


def _subject(manuscript: Manuscript) -> str:
    framework, period = manuscript.content.framework, manuscript.content.period
    subject = _("This document reports on %(symbol)s, “%(title)s”, for the period from %(first)s to %(last)s.") % {
        "symbol": framework.symbol,
        "title": framework.title,
        "first": long_date(period.starts_on, manuscript.language),
        "last": long_date(period.ends_on, manuscript.language),
    }
    early = _closed_early(manuscript)
    return " ".join(part for part in (subject, early, _scope(manuscript)) if part)


def _closed_early(manuscript: Manuscript) -> str:
    day = manuscript.content.period.closed_early_on
    if day is None:
        return ""
    return str(
        _("The period was closed on %(day)s, before its last day.") % {"day": long_date(day, manuscript.language)}
    )


def _scope(manuscript: Manuscript) -> str:
    counted = [counted_kind(kind, len(elements)) for kind, elements in manuscript.kinds.items()]
    return str(
        _("It covers %(elements)s, and quotes each in its official wording before it says what was found.")
        % {"elements": enumerated(counted)}
    )


def _basis(manuscript: Manuscript) -> str:
    entries = manuscript.content.evidence
    offices = len({entry.office for entry in entries})
    if not entries:
        return str(_("No entry of evidence was accepted for the period."))
    rests = ngettext_lazy(
        "It rests on %(count)s entry of evidence, accepted after review",
        "It rests on %(count)s entries of evidence, accepted after review",
        "number",
    ) % {"number": len(entries), "count": spelled(len(entries))}
    by = ngettext_lazy("from %(count)s office", "from %(count)s offices", "number") % {
        "number": offices,
        "count": spelled(offices),
    }
    traced = _("Each statement that rests on evidence carries a footnote with the entry’s reference, date and source.")
    return f"{rests}, {by}. {traced}"


def _reading(manuscript: Manuscript) -> str:
    gaps = manuscript.part_name(Section.GAPS)
    if not gaps:
        return str(_("What was not reported is shown as “–”, and is never counted as zero."))
    message = _("What was not reported is shown as “–” and listed in %(gaps)s; it is never counted as zero.")
    return str(message % {"gaps": gaps})
