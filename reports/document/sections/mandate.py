"""Section II: how the framework was adopted, and the official wording of its elements, word for word (law 10)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.content.facts import ElementFacts, FrameworkFacts, Passage
from reports.document.blocks import Block, Heading, Quotation
from reports.document.manuscript import Manuscript
from reports.document.numbers import language_name, long_date
from reports.document.wording import PLURALS, counted_kind, joined, say


def mandate(manuscript: Manuscript) -> tuple[Block, ...]:
    """Adoption, passages of the mandate, then the elements of each kind under the words that introduce them."""
    return tuple(_blocks(manuscript))


def _blocks(manuscript: Manuscript) -> Iterator[Block]:
    yield manuscript.paragraph(joined(_adoption(manuscript), _original(manuscript)))
    for passage in manuscript.content.framework.passages:
        yield from _passage(passage, manuscript)
    for kind, elements in manuscript.kinds.items():
        yield Heading(3, str(PLURALS[kind]))  # type: ignore[index]
        yield from _wordings(kind, elements, manuscript)


def _adoption(manuscript: Manuscript) -> SafeString:
    framework = manuscript.content.framework
    parts = _adoption_parts(framework, manuscript.language)
    if framework.adopted_on is None:
        return say(_("%(symbol)s, “%(title)s”, was issued on %(issued)s."), **parts)
    if not framework.adopted_by:
        return say(_("%(symbol)s, “%(title)s”, was issued on %(issued)s and adopted on %(adopted)s."), **parts)
    return say(_("%(symbol)s, “%(title)s”, was issued on %(issued)s and adopted on %(adopted)s (%(by)s)."), **parts)


def _adoption_parts(framework: FrameworkFacts, language: str) -> dict[str, str]:
    return {
        "symbol": framework.symbol,
        "title": framework.title,
        "issued": long_date(framework.issued_on, language),
        "adopted": long_date(framework.adopted_on, language) if framework.adopted_on else "",
        "by": framework.adopted_by,
    }


def _original(manuscript: Manuscript) -> SafeString:
    """That the wording is quoted in its original language, where it is not the document's."""
    if not manuscript.wording_language:
        return SafeString("")
    name = language_name(manuscript.wording_language, manuscript.language)
    return say(_("Its wording is quoted in the original language, %(language)s."), language=name)


def _passage(passage: Passage, manuscript: Manuscript) -> Iterator[Block]:
    cited = manuscript.cited(passage.symbol, passage.paragraph)
    yield manuscript.paragraph(
        manuscript.stated(_("%(heading)s:"), on=cited, heading=passage.heading or cited), leads=True
    )
    yield Quotation(passage.text, manuscript.wording_language)


def _wordings(kind: str, elements: tuple[ElementFacts, ...], manuscript: Manuscript) -> Iterator[Block]:
    chapeau = manuscript.content.framework.chapeaux.get(kind)
    if chapeau:
        cited = manuscript.cited(chapeau.symbol, chapeau.paragraph)
        yield manuscript.paragraph(
            manuscript.stated(_("The list is introduced by these words: “%(text)s”"), on=cited, text=chapeau.text),
            leads=True,
        )
    shared = _shared_source(elements, manuscript)
    message = _("The official wording of the %(elements)s is as follows.")
    yield manuscript.paragraph(
        manuscript.stated(message, on=shared, elements=counted_kind(kind, len(elements))), leads=True
    )
    for element in elements:
        yield _wording(element, shared, manuscript)


def _shared_source(elements: tuple[ElementFacts, ...], manuscript: Manuscript) -> str:
    """The one place where all of them stand, cited once; "" if they stand in several."""
    sources = {manuscript.cited(element.source_symbol, element.source_paragraph) for element in elements}
    return sources.pop() if len(sources) == 1 else ""


def _wording(element: ElementFacts, shared: str, manuscript: Manuscript) -> Quotation:
    cited = "" if shared else manuscript.cited(element.source_symbol, element.source_paragraph)
    notes = [
        say(_("Footnote %(mark)s of the source: “%(text)s”"), mark=note.mark, text=note.text)
        for note in element.footnotes
    ]
    return Quotation(
        text=say("%(wording)s", wording=element.wording) + manuscript.footnotes(cited, *notes),
        language=manuscript.wording_language,
        badge=manuscript.badge(element.code),
        label=element.label,
        remarks=(*_amendments(element, manuscript), *_restatements(element, manuscript)),
    )


def _amendments(element: ElementFacts, manuscript: Manuscript) -> Iterator[SafeString]:
    """When the quoted wording was amended, and that it was amended again after the day of the document."""
    if element.amended:
        yield say(_("As amended on %(day)s."), day=long_date(element.amended.effective_on, manuscript.language))
    if element.amended_since:
        day = long_date(element.amended_since, manuscript.language)
        yield say(_("This wording stood until %(day)s, when it was amended."), day=day)


def _restatements(element: ElementFacts, manuscript: Manuscript) -> Iterator[SafeString]:
    for passage in element.restatements:
        if passage.text.strip() != element.wording.strip():
            yield say(
                _("Restated in %(source)s: “%(text)s”"),
                source=manuscript.cited(passage.symbol, passage.paragraph),
                text=passage.text,
            )
