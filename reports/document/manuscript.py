"""What the sections share while a document is written: the facts by key, the running numbers, the footnotes.

A manuscript is written once, from the first section to the last: paragraph and figure numbers are given out in order.
"""

from __future__ import annotations

from functools import cached_property

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from objectives.enums import ElementKind
from reports.content.facts import ElementFacts, EvidenceFacts, ReportContent, SourceFacts
from reports.document.blocks import Badge, Paragraph, Point
from reports.document.numbers import dated
from reports.document.wording import Message, lettered, say
from reports.enums import ANNEXES, Section

INTERNAL = _("internal, not shared with Members")
MOST_REFERENCES = 60  # in one footnote; the register tells the rest


class Manuscript:
    """The content in one language, on its way to becoming paragraphs."""

    def __init__(self, content: ReportContent, language: str) -> None:
        self.content = content
        self.language = language
        self._paragraphs = 0
        self._figures = 0

    # --- facts by key ---------------------------------------------------------------------
    @cached_property
    def elements(self) -> dict[str, ElementFacts]:
        return {element.code: element for element in self.content.elements}

    @cached_property
    def evidence(self) -> dict[str, EvidenceFacts]:
        return {entry.reference: entry for entry in self.content.evidence}

    @cached_property
    def kinds(self) -> dict[str, tuple[ElementFacts, ...]]:
        """The elements of each kind that the framework has, in the order in which the kinds first stand there."""
        kinds: dict[str, tuple[ElementFacts, ...]] = {}
        for element in self.content.elements:
            kinds[element.kind] = (*kinds.get(element.kind, ()), element)
        return kinds

    # --- numbers of sections, paragraphs and figures ----------------------------------------
    @cached_property
    def part_numbers(self) -> dict[str, str]:
        """The number of each section ("III") and annex ("II"), in the definition's order."""
        sections = [section for section in self.content.definition.sections if section not in ANNEXES]
        annexes = [section for section in self.content.definition.sections if section in ANNEXES]
        return {section: roman(place) for parts in (sections, annexes) for place, section in enumerate(parts, start=1)}

    def part_name(self, section: Section) -> str:
        """How a sentence refers to a section: "section V", "Annex II"; "" if the document has none."""
        number = self.part_numbers.get(section)
        if number is None:
            return ""
        return str((_("Annex %(number)s") if section in ANNEXES else _("section %(number)s")) % {"number": number})

    def paragraph(self, text: str, points: tuple[str, ...] = (), *, leads: bool = False) -> Paragraph:
        """The next numbered paragraph; one that `leads` stays on the page of what follows it."""
        self._paragraphs += 1
        lettered_points = tuple(Point(lettered(place), point) for place, point in enumerate(points))
        return Paragraph(self._paragraphs, text, lettered_points, leads or bool(points))

    def next_figure(self) -> int:
        """The number of the next figure."""
        self._figures += 1
        return self._figures

    # --- badges and official wording --------------------------------------------------------
    def badge(self, code: str) -> Badge:
        """The badge of an element of this framework."""
        return Badge(code, self.elements[code].kind == ElementKind.OBJECTIVE)

    @property
    def wording_language(self) -> str:
        """The language of the official wording, where it is not that of the document; otherwise ""."""
        wording = self.content.framework.language
        return "" if wording == self.language else wording

    # --- footnotes and citations ------------------------------------------------------------
    def footnote(self, text: str) -> SafeString:
        """A footnote, to stand right after the words that it supports; nothing if there is nothing to cite."""
        return format_html('<span class="footnote">{}</span>', text) if text else SafeString("")

    def footnotes(self, *texts: str) -> SafeString:
        """Several footnotes to the same words, their calls parted by a comma; the same text is noted once."""
        notes = [self.footnote(text) for text in dict.fromkeys(text for text in texts if text)]
        calls = SafeString('<sup class="between">,</sup>'.join(notes))
        return format_html('<span class="calls">{}</span>', calls) if len(notes) > 1 else calls

    def stated(self, message: Message, *, on: str = "", **parts: object) -> SafeString:
        """A sentence, with what it rests on in a footnote."""
        return say(message, **parts) + self.footnote(on)

    def cited(self, symbol: str, paragraph: str) -> str:
        """ "MC/INF/274, paragraph 28": a document and the place in it."""
        if not paragraph:
            return symbol
        if not paragraph[0].isdigit():
            return f"{symbol}, {paragraph}"
        return str(_("%(symbol)s, paragraph %(paragraph)s") % {"symbol": symbol, "paragraph": paragraph})

    def source(self, source: SourceFacts) -> str:
        """One source of an entry: its document and place, or its address."""
        cited = self.cited(source.citation, source.paragraph) if source.citation else ""
        return ", ".join(part for part in (cited, source.url) if part)

    def entry_citation(self, entry: EvidenceFacts) -> SafeString:
        """ "EV-1996-0001, 1996, Headquarters; MC/INF/274, footnote 4"; the reference leads to the register."""
        head = format_html("{}, {}, {}", self._reference(entry.reference), dated(entry, self.language), entry.office)
        sources = [conditional_escape(self.source(source)) for source in entry.sources]
        if entry.is_internal:
            sources = [conditional_escape(INTERNAL)]
        return SafeString("; ".join([head, *sources]))

    def entries_citation(self, references: tuple[str, ...]) -> SafeString:
        """What a figure rests on: one entry in full, or several by reference."""
        entries = [self.evidence[reference] for reference in references if reference in self.evidence]
        if len(entries) == 1:
            return self.entry_citation(entries[0])
        named = SafeString(", ".join(self._reference(entry.reference) for entry in entries[:MOST_REFERENCES]))
        if len(entries) <= MOST_REFERENCES:
            return named
        return say(_("%(references)s and %(rest)s more"), references=named, rest=len(entries) - MOST_REFERENCES)

    def _reference(self, reference: str) -> SafeString:
        if Section.REGISTER not in self.part_numbers:
            return conditional_escape(reference)
        return format_html('<a class="reference" href="#{}">{}</a>', anchor_of(reference), reference)


def anchor_of(reference: str) -> str:
    """Where an entry stands in the register."""
    return f"entry-{reference}"


def roman(number: int) -> str:
    """A section's number as a Council paper writes it."""
    numerals = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, numeral in numerals:
        count, number = divmod(number, value)
        text += numeral * count
    return text
