"""What became of each part of a file: used, passed over with the reason, or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LINES_SHOWN = 5  # of one kind of element
MOST_KINDS, LONGEST_NAME = 300, 100
OTHERS = "…"  # elements of further names
MOST_PROBLEMS = 500


class Fate(TextChoices):
    USED = "used", _("Used")
    PASSED_OVER = "passed_over", _("Passed over")


@dataclass
class Line:
    """A kind of element, what became of it and why, how often, and the first lines where it stands."""

    element: str
    fate: str
    note: str
    number: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Problem:
    """What must be put right: the line of the file, the activity, the element, and what is wrong with it."""

    line: int | None
    activity: str
    element: str
    message: str

    def __str__(self) -> str:
        place = " ".join(part for part in (self.activity, self.element) if part)
        return f"{f'line {self.line}: ' if self.line else ''}{f'{place}: ' if place else ''}{self.message}"


@dataclass
class Report:
    """Element by element; what is told of a file of any size stays small."""

    kinds: dict[tuple[str, str, str], Line] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0

    def used(self, element: str, line: int | None) -> None:
        self._tell(element, Fate.USED, "", line)

    def passed_over(self, element: str, line: int | None, why: str) -> None:
        self._tell(element, Fate.PASSED_OVER, why, line)

    def wrong(self, line: int | None, activity: str, element: str, message: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, activity, element, message))
        else:
            self.more_problems += 1

    def in_order(self) -> Iterator[Line]:
        """What was passed over before what was used, each by its element."""
        return iter(sorted(self.kinds.values(), key=lambda one: (one.fate, one.element, one.note)))

    def _tell(self, element: str, fate: str, note: str, line: int | None) -> None:
        element = element[:LONGEST_NAME]
        if len(self.kinds) >= MOST_KINDS and (element, fate, note) not in self.kinds:
            element = OTHERS
        kind = self.kinds.setdefault((element, fate, note), Line(element, fate, note))
        kind.number += 1
        if line is not None and len(kind.lines) < LINES_SHOWN:
            kind.lines.append(line)


class FileRefused(Exception):
    """A file that is no IATI activity file that can be read: where, and why."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.problem = Problem(line, "", "", message)
        super().__init__(str(self.problem))
