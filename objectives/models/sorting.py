"""Titles as lists sort them: what stands before the first letter or digit is passed over, as a reader does.

"«Safe return»", "¿Quién vuelve?" and "[Draft] Safe return" stand with S, Q and D, and not before A or after Z.
"""

from __future__ import annotations

from django.db.models import Func

QUOTES = "\"'`´“”„‟‘’‚‛«»‹›「」『』"
BRACKETS = "()[]<>"
OTHERS = "¿¡!?*#_-–—…·•.,:;/ \u00a0\u202f"
PASSED_OVER = (QUOTES + BRACKETS + OTHERS).replace("'", "''")


class AsSorted(Func):
    """A title from its first letter or digit on. What is passed over stands in the SQL itself, as in that of the index:
    SQLite would not see that an expression with parameters is the one that it has an index of."""

    function = "LTRIM"
    template = f"%(function)s(%(expressions)s, '{PASSED_OVER}')"
    arity = 1
