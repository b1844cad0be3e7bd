"""How fast the machine is at the moment, by work that is always the same: what milliseconds beside it are worth.

A machine that is lent, or shared, may have a third of its speed for an hour. Budgets in milliseconds are those of a
machine that takes LOOP for the loop: what was measured is divided by how much slower the machine was at that moment, by
nothing where it was as fast or faster. So a budget is a ratio to work that is done beside it, as the others are.

What is counted is the time of the processor, in this process and in the one by which PostgreSQL serves it: on a machine
with nothing else to do that is how long one waits, and on one with other work it leaves the waiting for a turn out.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection

STEPS = 1_000_000
LOOP = 40.0  # ms, on the machine that the budgets are of
FEW = 50_000  # steps that tell how slow it is at the moment


def pace(everything: Callable[[], Any] | None = None) -> str:
    """Milliseconds of a loop of Python's own; and of the list of everything, where it is given."""
    loop = _least(_loop)
    said = f"the machine now: a loop of {STEPS:,} steps {loop:.0f} ms, {loop / LOOP:.1f} times that of the budgets"
    return said if everything is None else f"{said}, the list of everything {_least(everything):.0f} ms"


def slowness() -> float:
    """How many times the machine of the budgets the machine takes at the moment; 1 where it takes less."""
    return max(1.0, _least(partial(_loop, FEW)) / (LOOP * FEW / STEPS))


def cost(work: Callable[[], Any]) -> float:
    """Milliseconds of the processor that a piece of work takes, at the pace of the budgets."""
    clear_up()
    slow, start = slowness(), spent()
    work()
    return (spent() - start) / slow


def clear_up() -> None:
    """Drop what the last piece of work has left, as the server does once its answer is sent: nobody waits for it."""
    gc.collect(0)


def spent() -> float:
    """Milliseconds of the processor that this process has taken so far, with what PostgreSQL has taken to serve it; by
    the clock where the system does not tell that of other processes."""
    if connection.vendor != "postgresql":
        return time.process_time() * 1000
    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    if not told.exists():
        return time.perf_counter() * 1000
    return time.process_time() * 1000 + int(told.read_text().split()[0]) / 1e6  # it says nanoseconds


def _loop(steps: int = STEPS) -> None:
    total = 0
    for number in range(steps):
        total += number


def _least(work: Callable[[], Any], rounds: int = 3) -> float:
    found = []
    for _round in range(rounds):
        start = spent()
        work()
        found.append(spent() - start)
    return min(found)
