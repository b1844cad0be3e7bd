"""Titles as lists sort them: what stands before the first letter or digit is passed over, as a reader does.

"«Safe return»", "¿Quién vuelve?" and "[Draft] Safe return" stand with S, Q and D, and not before A or after Z.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler

QUOTES = "\"'`´“”„‟‘’‚‛«»‹›「」『』"
BRACKETS = "()[]<>"
OTHERS = "¿¡!?*#_-–—…·•.,:;/ \u00a0\u202f"
PLAIN = (("A", "["), ("a", "{"), ("0", ":"))  # first letters, and what follows the last of them in ASCII
PASSED_OVER = (QUOTES + BRACKETS + OTHERS).replace("'", "''")


class AsSorted(Func):
    """A title from its first letter or digit on. What is passed over stands in the SQL itself, as in that of the index:
    SQLite would not see that an expression with parameters is the one that it has an index of."""

    function = "LTRIM"
    template = f"%(function)s(%(expressions)s, '{PASSED_OVER}')"
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        """Small letters stand with capitals: SQLite would put "advice" after "Zugdidi". PostgreSQL goes by the language
        of its database."""
        return self.as_sql(compiler, connection, template=f"{self.template} COLLATE NOCASE", **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        """What begins with a plain letter or digit is left as it is: a third of the time for a hundred thousand titles
        that are sorted without an index."""
        left = " OR ".join(
            f"%(expressions)s COLLATE \"C\" >= '{first}' AND %(expressions)s COLLATE \"C\" < '{beyond}'"
            for first, beyond in PLAIN
        )
        template = f"CASE WHEN {left} THEN %(expressions)s ELSE {self.template} END"
        return self.as_sql(compiler, connection, template=template, **context)
