"""Section IV: what has been revised and why: the threads between this framework's elements and others', and what was
corrected or withdrawn of what earlier reports said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from objectives.enums import LineageKind
from reports.content.facts import ElementFacts, LineageFacts
from reports.document.blocks import Block, ThreadRow, ThreadsTable
from reports.document.manuscript import Manuscript
from reports.document.sections.corrections import corrections, withdrawals
from reports.document.wording import capitalized, counted_kind, enumerated, joined, listed, say, spelled

SUCCESSION, ANCESTRY = "succession", "ancestry"
BECAME = {
    LineageKind.RETAINED: _("%(codes)s was retained as %(other)s of %(framework)s"),
    LineageKind.REFINED: _("%(codes)s was refined as %(other)s of %(framework)s"),
    LineageKind.MERGED: _("%(codes)s were merged into %(other)s of %(framework)s"),
    LineageKind.SPLIT: _("%(codes)s was split; one part is %(other)s of %(framework)s"),
    LineageKind.DISCONTINUED: _("%(codes)s was discontinued"),
}
CAME_FROM = {
    LineageKind.RETAINED: _("%(codes)s was retained from %(other)s of %(framework)s"),
    LineageKind.REFINED: _("%(codes)s was refined from %(other)s of %(framework)s"),
    LineageKind.MERGED: _("%(codes)s was merged from %(other)s of %(framework)s"),
    LineageKind.SPLIT: _("%(codes)s was split from %(other)s of %(framework)s"),
    LineageKind.NEW: _("%(codes)s is new"),
}
COUNTED = {
    LineageKind.RETAINED: ngettext_lazy("%(count)s was retained", "%(count)s were retained", "number"),
    LineageKind.REFINED: ngettext_lazy("%(count)s was refined", "%(count)s were refined", "number"),
    LineageKind.MERGED: ngettext_lazy("%(count)s was merged", "%(count)s were merged", "number"),
    LineageKind.SPLIT: ngettext_lazy("%(count)s was split", "%(count)s were split", "number"),
    LineageKind.NEW: ngettext_lazy("%(count)s is new", "%(count)s are new", "number"),
    LineageKind.DISCONTINUED: ngettext_lazy("%(count)s was discontinued", "%(count)s were discontinued", "number"),
}
CAPTIONS = {
    SUCCESSION: _("What became of the elements of %(framework)s"),
    ANCESTRY: _("Where the elements of %(framework)s come from"),
}


def revisions(manuscript: Manuscript) -> tuple[Block, ...]:
    """What became of this framework's elements, then where they came from, then those with no thread at all; last
    what was corrected, and what was withdrawn, since the last report."""
    return tuple(_blocks(manuscript))


def _blocks(manuscript: Manuscript) -> Iterator[Block]:
    for direction in (SUCCESSION, ANCESTRY):
        threads = _threads(direction, manuscript)
        if threads:
            yield from _direction(direction, threads, manuscript)
    for kind, elements in manuscript.kinds.items():
        yield from _without_thread(kind, elements, manuscript)
    yield from corrections(manuscript)
    yield from withdrawals(manuscript)


def _threads(direction: str, manuscript: Manuscript) -> list[LineageFacts]:
    """Those of one direction, in the order of this framework's elements."""
    places = {code: place for place, code in enumerate(manuscript.elements)}
    threads = (thread for thread in manuscript.content.lineage if thread.direction == direction)
    return sorted(threads, key=lambda thread: places[thread.element])


def _direction(direction: str, threads: list[LineageFacts], manuscript: Manuscript) -> Iterator[Block]:
    for kind, elements in manuscript.kinds.items():
        yield from _summary(kind, elements, threads, manuscript)
    caption = say(CAPTIONS[direction], framework=manuscript.content.framework.symbol)
    heading = _("Became") if direction == SUCCESSION else _("Came from")
    yield ThreadsTable(caption, str(heading), tuple(_row(thread, manuscript) for thread in threads))
    for group in _grouped(direction, threads):
        yield manuscript.paragraph(_thread(direction, group, manuscript))


def _summary(
    kind: str, elements: tuple[ElementFacts, ...], threads: list[LineageFacts], manuscript: Manuscript
) -> Iterator[Block]:
    codes = {element.code for element in elements}
    changes = {(thread.element, thread.kind) for thread in threads if thread.element in codes}
    counts = Counter(change for _code, change in changes)
    clauses = [
        say(COUNTED[change], number=counts[change], count=spelled(counts[change]))
        for change in COUNTED
        if counts[change]
    ]
    if clauses:
        message = _("Of the %(elements)s, by their wording, %(clauses)s.")
        counted = counted_kind(kind, len(elements))
        yield manuscript.paragraph(say(message, elements=counted, clauses=enumerated(clauses)))


def _row(thread: LineageFacts, manuscript: Manuscript) -> ThreadRow:
    return ThreadRow(
        badge=manuscript.badge(thread.element),
        label=manuscript.elements[thread.element].label,
        change=str(LineageKind(thread.kind).label),
        other=f"{thread.other_code} {thread.other_label}" if thread.other_code else "",
        framework=thread.other_framework,
    )


def _grouped(direction: str, threads: list[LineageFacts]) -> list[list[LineageFacts]]:
    """The threads, those that were merged into one element together."""
    groups: dict[tuple[str, ...], list[LineageFacts]] = {}
    for thread in threads:
        other = (thread.other_framework, thread.other_code)
        key: tuple[str, ...] = (thread.element, thread.kind, *other)
        if thread.kind == LineageKind.MERGED:
            key = other if direction == SUCCESSION else (thread.element, thread.kind)
        groups.setdefault(key, []).append(thread)
    return list(groups.values())


def _thread(direction: str, group: list[LineageFacts], manuscript: Manuscript) -> SafeString:
    """One change: what became what, in which words, and the reason the source gives."""
    messages = BECAME if direction == SUCCESSION else CAME_FROM
    change = say(
        messages[LineageKind(group[0].kind)],
        codes=_codes(thread.element for thread in group),
        other=_codes(thread.other_code for thread in group),
        framework=group[0].other_framework,
    )
    cited = [
        manuscript.cited(*source) for thread in group for source in (thread.other_source, thread.source) if source[0]
    ]
    notes = dict.fromkeys(thread.note.strip() for thread in group if thread.note.strip())
    reasons = (capitalized(say("%(note)s", note=_ended(note))) for note in notes)
    return joined(_worded(change, group), *reasons) + manuscript.footnotes(*cited)


def _codes(codes: Iterable[str]) -> SafeString:
    return enumerated([say("%(code)s", code=code) for code in dict.fromkeys(codes)])


def _worded(change: SafeString, group: list[LineageFacts]) -> SafeString:
    """The change, and the wording at the other end; where several were merged, each of theirs."""
    wordings = dict.fromkeys(thread.other_wording.rstrip(".;") for thread in group if thread.other_wording)
    if not wordings:
        return say(_("%(change)s."), change=change)
    quoted = SafeString("; ".join(say(_("“%(wording)s”"), wording=wording) for wording in wordings))
    return say(_("%(change)s: %(wording)s."), change=change, wording=quoted)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


def _without_thread(kind: str, elements: tuple[ElementFacts, ...], manuscript: Manuscript) -> Iterator[Block]:
    threaded = {thread.element for thread in manuscript.content.lineage}
    codes = [element.code for element in elements if element.code not in threaded]
    if not codes:
        return
    if len(codes) == len(elements):
        message = _("For the %(elements)s, no thread to another framework is recorded.")
        yield manuscript.paragraph(say(message, elements=counted_kind(kind, len(elements))))
    else:
        message = _("For %(codes)s, no thread to another framework is recorded.")
        yield manuscript.paragraph(say(message, codes=listed(codes)))
