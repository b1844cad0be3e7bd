"""A Council paper in words: `compose` turns an edition's frozen facts into one HTML document, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from reports.content.facts import ReportContent
from reports.document.blocks import Block, Part
from reports.document.checks import check
from reports.document.errors import DocumentError
from reports.document.letters import printable
from reports.document.manuscript import Manuscript
from reports.document.numbers import language_name, long_date, long_range
from reports.document.sections.annexes import indicators, register
from reports.document.sections.assessment import assessment
from reports.document.sections.gaps import gaps
from reports.document.sections.introduction import introduction
from reports.document.sections.mandate import mandate
from reports.document.sections.revisions import revisions
from reports.document.sections.series import series
from reports.enums import ANNEXES, Section

TEMPLATE_VERSION = "6"
WRITERS: dict[Section, Callable[[Manuscript], tuple[Block, ...]]] = {
    Section.INTRODUCTION: introduction,
    Section.MANDATE: mandate,
    Section.ASSESSMENT: assessment,
    Section.REVISIONS: revisions,
    Section.GAPS: gaps,
    Section.INDICATORS: indicators,
    Section.REGISTER: register,
    Section.SERIES: series,
}


@dataclass(frozen=True)
class Head:
    """What stands at the head of the first page, and in the file's properties."""

    organization: str
    symbol: str
    original: str
    date: str
    session: str
    title: str
    period: str
    marks: str  # on every page: draft, sample data


def compose(content: ReportContent, language: str, *, draft: bool = False) -> str:
    """The document as HTML, ready for `pdf.render`.

    A draft is marked as not signed off on every page. Raises DocumentError where the facts do not bear a document:
    an introduction or narrative is missing in the language, a reference leads nowhere, there is nothing to report.
    """
    check(content)
    with override(language):
        manuscript = Manuscript(content, language)
        parts = [_part(section, manuscript) for section in _ordered(content.definition.sections)]
        context = {"content": content, "language": language, "head": _head(content, language, draft), "parts": parts}
        return printable(render_to_string("print/report.html", context))


def _ordered(sections: tuple[str, ...]) -> list[Section]:
    """The definition's sections in its order, annexes last."""
    return sorted((Section(section) for section in sections), key=lambda section: section in ANNEXES)


def _part(section: Section, manuscript: Manuscript) -> Part:
    is_annex = section in ANNEXES
    number = manuscript.part_numbers[section]
    blocks = WRITERS[section](manuscript)
    if not blocks:
        raise DocumentError(str(_("The section “%(section)s” is empty.") % {"section": section.label}))
    return Part(
        anchor=section.value,
        number=str(_("Annex %(number)s") % {"number": number}) if is_annex else number,
        title=str(section.label),
        is_annex=is_annex,
        blocks=blocks,
    )


def _head(content: ReportContent, language: str, draft: bool) -> Head:
    original = language_name(content.languages[0] if content.languages else language, language)
    return Head(
        organization=content.organization_names.get(language, content.organization),
        symbol=content.definition.symbol,
        original=str(_("Original: %(language)s") % {"language": original}),
        date=long_date(content.document_date, language),
        session=content.definition.session,
        title=content.definition.title,
        period=_period(content, language),
        marks=" · ".join(_marks(content, draft)),
    )


def _period(content: ReportContent, language: str) -> str:
    days = long_range(content.period.starts_on, content.period.ends_on, language)
    revision = _numbered(content.version) % {"number": content.revision}
    return " · ".join((str(_("Reporting period %(days)s") % {"days": days}), revision, content.framework.symbol))


def _numbered(version: int) -> str:
    """The word for a report's revision; content of version 1 keeps the one that it was read with."""
    if version == 1:
        return pgettext("a report's number", "Edition %(number)s")
    return pgettext("a report's number", "Revision %(number)s")


def _marks(content: ReportContent, draft: bool) -> list[str]:
    marks = [str(_("DRAFT – not signed off"))] if draft else []
    return [*marks, str(_("Sample data"))] if content.is_sample else marks
