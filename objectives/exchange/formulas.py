"""Text that no spreadsheet takes for a formula, and the text that it was."""

from __future__ import annotations

import re

STARTS = "=+\\-@\t\r\n＝＋－＠"  # what a cell that is reckoned begins with, in any width
LIKE_A_FORMULA = re.compile(f"'*[{STARTS}]")
MADE_SAFE = re.compile(f"''*[{STARTS}]")
RISKY = frozenset("'=+-@\t\r\n＝＋－＠")


def safe(text: str) -> str:
    """Text as it can stand in a cell: what begins like a formula gets an apostrophe before it.

    What would read as if it had got one gets one too, so that `unescaped` gives back exactly what was there.
    """
    return f"'{text}" if text[:1] in RISKY and LIKE_A_FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The text that `safe` was given."""
    return text[1:] if MADE_SAFE.match(text) else text
