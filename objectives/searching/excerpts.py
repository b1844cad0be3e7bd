"""The words that were found, shown where they stand. Text comes in as it was typed and goes out escaped."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from objectives.searching.sought import Sought
from objectives.searching.stems import WORD, as_word, composed

READ, MOST_PLACES = 20_000, 200  # characters of a text that are looked through, and words found that count
UNITS = ("%", "‰", "°")  # what belongs to the number before it
BEFORE, AFTER = 60, 180  # characters that an excerpt shows around the first word found


def marked(text: str, wanted: Sought) -> SafeString:
    """A text as HTML, with the words found in <mark>."""
    return _with_marks(*_found(composed(text), wanted))


def excerpt(text: str, wanted: Sought) -> SafeString:
    """The piece of a text with most of the words found, as HTML with each in <mark>; "" where it has none of them."""
    whole = composed(text)
    _same, places = _found(whole[:READ], wanted)
    places = places[:MOST_PLACES]
    if not places:
        return SafeString("")
    first = max(places, key=lambda one: (_others_near(one, places), -one[0]))[0]
    start, end = _whole_words(whole, first - BEFORE, first + AFTER)
    within = [(begin - start, stop - start) for begin, stop in places if start <= begin and stop <= end]
    shown = _with_marks(whole[start:end], within)
    return mark_safe(f"{'… ' if start else ''}{shown}{' …' if end < len(whole) else ''}")  # noqa: S308 both are escaped


def _found(text: str, wanted: Sought) -> tuple[str, list[tuple[int, int]]]:
    asked, fits, places = list(wanted.words()), dict[str, bool](), []
    for found in WORD.finditer(text):
        written = found[0]
        if written not in fits:  # most words of a text stand in it again and again
            fits[written] = any(one.fits(as_word(written)) for one in asked)
        if fits[written]:
            places.append(found.span())
    return text, [(start, end + (text[end : end + 1] in UNITS and end < len(text))) for start, end in places]


def _others_near(one: tuple[int, int], places: list[tuple[int, int]]) -> int:
    return sum(one[0] <= start <= one[0] + AFTER for start, _end in places)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece that begins and ends between words, near these places."""
    start, end = max(start, 0), min(end, len(text))
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1) if text.rfind(" ", start + BEFORE, end) > 0 else end
    return start, end


def _with_marks(text: str, places: list[tuple[int, int]]) -> SafeString:
    parts, last = [], 0
    for start, end in places:
        parts += [escape(text[last:start]), f"<mark>{escape(text[start:end])}</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 each part is escaped
