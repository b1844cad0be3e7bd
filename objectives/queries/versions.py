"""What a record said at each time it was handed in, and what differs between two of them.

Texts are compared word by word, everything else by value. A version brings the words for its own codes, in English:
comparing asks the database nothing but what they are called in the reader's language, where that is another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from objectives.amounts import amount_text
from objectives.differences import WORDS, Piece, difference
from objectives.enums import Answer, DatePrecision, EvidenceStatus, Qualifier, Sensitivity
from objectives.models import Evidence, EvidenceVersion
from objectives.queries.day_words import span
from objectives.queries.evidence_parts import FIGURE, HOW, label_of
from objectives.queries.version_words import in_readers_language

Content = Mapping[str, Any]
TEXTS = ("title", "description", "beneficiaries")
MOST_WORK = 100_000  # pairs of equal words that marking word by word may go through


@dataclass(frozen=True)
class Change:
    """A part that differs: its field on the form, what people call it, and the pieces from one to the other."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


def versions_of(evidence: Evidence) -> list[EvidenceVersion]:
    """A record's versions, the first one first. One query."""
    return list(EvidenceVersion.objects.filter(evidence=evidence).select_related("by").order_by("number"))


def since_returned(evidence: Evidence) -> list[Change] | None:
    """Of a record that was submitted anew, what changed since it came back; None of any other. One query."""
    if evidence.status != EvidenceStatus.SUBMITTED:
        return None
    newest = list(EvidenceVersion.objects.filter(evidence=evidence).order_by("-number")[:2])
    if len(newest) < 2:  # noqa: PLR2004 one alone has nothing to be compared with
        return None
    return changes(newest[1].content, newest[0].content)


def corrected_by(evidence: Evidence) -> list[Change] | None:
    """Of a correction under review or returned: what it changes of the entry that it corrects. Two queries."""
    if evidence.corrects_id is None or evidence.status not in (EvidenceStatus.SUBMITTED, EvidenceStatus.RETURNED):
        return None
    last = [EvidenceVersion.objects.filter(evidence=one).last() for one in (evidence.corrects_id, evidence.pk)]
    return changes(last[0].content, last[1].content) if last[0] and last[1] else None


def corrections_of(evidence: Evidence) -> list[Evidence]:
    """The corrections of an entry that counts or did, the first one first. One query, or none."""
    if evidence.status not in (EvidenceStatus.ACCEPTED, EvidenceStatus.WITHDRAWN):
        return []
    return list(evidence.corrections.select_related("author").order_by("id"))


def changes(before: Content, after: Content) -> list[Change]:
    """Every part that two contents differ in, in the record's order and the reader's language."""
    return list(_changes(*in_readers_language(before, after)))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    for name in TEXTS:
        yield from _change(name, str(before.get(name) or ""), str(after.get(name) or ""), in_words=True)
    for name, said in VALUES.items():
        yield from _change(name, said(before), said(after))
    old, new = (dict(map(tuple, one.get("contributions") or [])) for one in (before, after))  # type: ignore[arg-type]
    yield from _change("contributions", ", ".join(sorted(old)), ", ".join(sorted(new)), in_words=True)
    for code in sorted(old.keys() & new.keys()):
        yield from _change(f"{HOW}{code}", old[code], new[code], in_words=True)
    yield from _figures(before, after)
    for name, listed in LISTS.items():
        yield from _change(name, listed(before), listed(after), in_words=True)


def _change(name: str, before: str, after: str, *, in_words: bool = False, label: str = "") -> Iterator[Change]:
    if before != after:
        pieces = marked(before, after) if in_words else _instead(before, after)
        yield Change(name, label or label_of(name), pieces)


def _instead(before: str, after: str) -> tuple[Piece, ...]:
    """One value in the place of another."""
    pieces = [Piece("deleted", before), Piece("kept", " "), Piece("inserted", after)]
    return tuple(one for one in pieces if one.text.strip() or (before and after))


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """The difference of two texts word by word; what lies between their common beginning and end is shown as one in
    the place of the other where marking it would take long."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    end, new_end = len(old) - last, len(new) - last
    counts = Counter(word for word in old[first:end] if not word.isspace())
    work = sum(counts[word] for word in new[first:new_end])
    middle = "".join(old[first:end]), "".join(new[first:new_end])
    pieces = [
        Piece("kept", "".join(old[:first])),
        *(difference(*middle) if work <= MOST_WORK else _instead(*middle)),
        Piece("kept", "".join(old[end:])),
    ]
    return tuple(one for one in pieces if one.text)


def _common(old: list[str], new: list[str]) -> int:
    """How many words two lists begin with alike."""
    return next(
        (number for number, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )


def _figures(before: Content, after: Content) -> Iterator[Change]:
    old, new = ({one["indicator"]: one for one in content.get("figures") or []} for content in (before, after))
    for code in sorted(old.keys() | new.keys()):
        known = (after.get("indicators") or {}).get(code) or (before.get("indicators") or {}).get(code) or {}
        element, _slash, indicator = code.partition("/")
        name = f"{FIGURE}{element}:{indicator}"
        label = label_of(name, {name: known["title"]} if "title" in known else {})
        yield from _change(name, _figure(old.get(code), before), _figure(new.get(code), after), label=label)


def _figure(figure: Content | None, content: Content) -> str:
    """ "about 40 persons (Women 25, Men 15)"; "" where none is given."""
    if figure is None:
        return ""
    if figure["value"] is None:
        return str(Answer(figure["answer"]).label).lower()
    known = (content.get("indicators") or {}).get(figure["indicator"]) or {}
    decimals = known.get("decimals", 0)
    exactly = "" if figure["qualifier"] == Qualifier.EXACT else f"{Qualifier(figure['qualifier']).label} "
    told = f"{exactly}{amount_text(Decimal(figure['value']), decimals)} {known.get('unit', '')}".strip()
    parts = [
        f"{_word(content, 'part', code)} {amount_text(Decimal(value), decimals)}"
        for code, value in (figure.get("parts") or {}).items()
    ]
    return f"{told} ({', '.join(parts)})" if parts else told


def _word(content: Content, kind: str, code: str) -> str:
    return str((content.get("words") or {}).get(f"{kind} {code}", code))


def _days(content: Content) -> str:
    """The days, with a word where they are given no more precisely than a month or a year."""
    first, last = (date.fromisoformat(day) if (day := content.get(name)) else None for name in ("starts_on", "ends_on"))
    if last is None:
        return span(None, first) if first else ""
    precision = DatePrecision(content.get("date_precision") or DatePrecision.DAY)
    told = span(first, last)
    return told if precision == DatePrecision.DAY else f"{told} ({str(precision.label).lower()})"


def _coded(name: str) -> Any:
    """Says a part that is kept by its code, or by a list of them."""

    def said(content: Content) -> str:
        codes = content.get(name) or []
        return ", ".join(_word(content, name, code) for code in ([codes] if isinstance(codes, str) else codes))

    return said


def _sensitivity(content: Content) -> str:
    kept = content.get("sensitivity")
    return str(Sensitivity(kept).label) if kept in Sensitivity.values else str(kept or "")


def _sources(content: Content) -> str:
    return "\n".join(", ".join(part for part in source if part) for source in content.get("sources") or [])


def _files(content: Content) -> str:
    return "\n".join(one["name"] for one in content.get("attachments") or [])


VALUES = {
    "sensitivity": _sensitivity,
    "starts_on": _days,
    "office": _coded("office"),
    "programme": _coded("programme"),
}
LISTS = {"countries": _coded("countries"), "terms": _coded("terms"), "citation": _sources, "files": _files}
