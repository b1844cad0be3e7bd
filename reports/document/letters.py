"""Only letters that the document's fonts can draw, so that no page depends on the fonts of a machine.

PDF/A forbids a letter without a shape, and a borrowed font would change the bytes from one machine to the next.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from reports.document.fonts import FACES

SUBSTITUTE = "\N{LOZENGE}"
KEPT = frozenset("\n\t")
PLAIN = {
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}",
    "\N{THIN SPACE}": " ",
    "\N{EN SPACE}": " ",
    "\N{EM SPACE}": " ",
    "\N{HAIR SPACE}": " ",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
}
INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs")  # controls, direction overrides, what is not a letter at all


def printable(text: str) -> str:
    """The text with what no font of ours can draw replaced by a visible mark, and what is invisible left out."""
    composed = unicodedata.normalize("NFC", text)
    foreign = set(composed) - _drawn()
    if not foreign:
        return composed
    return composed.translate({ord(character): _replacement(character) for character in foreign})


def loses_letters(text: str) -> bool:
    """Whether some letter of the text will stand as the substitute."""
    foreign = set(unicodedata.normalize("NFC", text)) - _drawn()
    return any(_replacement(character) == SUBSTITUTE for character in foreign)


def _replacement(character: str) -> str:
    if character in PLAIN:
        return PLAIN[character]
    return "" if unicodedata.category(character) in INVISIBLE else SUBSTITUTE


@cache
def _drawn() -> frozenset[str]:
    """What every upright face draws; an italic letter that is missing is set upright."""
    upright = (face for face in FACES if face.style == "normal")
    shared = set.intersection(*(set(TTFont(face.path, lazy=True).getBestCmap()) for face in upright))
    soft = {character for character in map(chr, shared) if unicodedata.category(character) in INVISIBLE}
    return frozenset({chr(point) for point in shared} - soft | KEPT)
