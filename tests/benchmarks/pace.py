"""How fast the machine is at the moment, by work that is always the same: what milliseconds beside it are worth.

A machine that is lent, or shared, may have a third of its speed for an hour. Figures of two runs can be compared where
these are alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

STEPS = 1_000_000


def pace(everything: Callable[[], Any] | None = None) -> str:
    """Milliseconds of a loop of Python's own; and of the list of everything, where it is given."""
    said = f"the machine now: a loop of {STEPS:,} steps {_least(_loop):.0f} ms"
    return said if everything is None else f"{said}, the list of everything {_least(everything):.0f} ms"


def _loop() -> None:
    total = 0
    for number in range(STEPS):
        total += number


def _least(work: Callable[[], Any], rounds: int = 3) -> float:
    found = []
    for _round in range(rounds):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return min(found)
