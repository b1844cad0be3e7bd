"""What must hold of the facts before a word is written (law 6: fail closed)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.content.facts import ElementFacts, ReportContent
from reports.document.errors import DocumentError
from reports.enums import Section


def check(content: ReportContent) -> None:
    """Raises DocumentError with all that is wrong, if anything is."""
    problems = list(_problems(content))
    if problems:
        raise DocumentError(" ".join(problems))


def _problems(content: ReportContent) -> Iterator[str]:
    if not content.elements:
        yield _("The framework has no elements to report on.")
    if not content.definition.sections:
        yield _("The report’s definition names no section.")
    for section in content.definition.sections:
        if section not in Section.values:
            yield _("The report’s definition names an unknown section: %(section)s.") % {"section": section}
    known = {entry.reference for entry in content.evidence}
    for element in content.elements:
        yield from _of_element(element, known)
    yield from _unknown_elements(content)


def _of_element(element: ElementFacts, known: set[str]) -> Iterator[str]:
    if element.entries != len(element.evidence):
        yield _("%(code)s counts %(count)s entries, but %(listed)s are listed for it.") % {
            "code": element.code,
            "count": element.entries,
            "listed": len(element.evidence),
        }
    cited = {*element.evidence, *(reference for indicator in element.indicators for reference in indicator.evidence)}
    for reference in sorted(cited - known):
        yield _("%(code)s rests on %(reference)s, which is not in the register.") % {
            "code": element.code,
            "reference": reference,
        }


def _unknown_elements(content: ReportContent) -> Iterator[str]:
    """Threads and contributions name elements of the framework alone."""
    named = {thread.element for thread in content.lineage}
    named |= {given.element for entry in content.evidence for given in entry.contributions}
    for code in sorted(named - {element.code for element in content.elements}):
        yield _("%(code)s is named, but is not an element of the framework.") % {"code": code}
