"""What requests take: milliseconds of each, and how often they ask the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from django.db import connection
from django.http import HttpResponse

from tests.benchmarks.pace import clear_up, slowness, spent


@dataclass
class Taken:
    """What the requests of one kind took: milliseconds of each at the pace of the budgets, and the most queries of
    any."""

    times: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def least(self) -> float:
        return min(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20, method="inclusive")[-1] if len(self.times) > 1 else self.times[0]


class Watch:
    """Sends requests and keeps what they took."""

    def __init__(self) -> None:
        self.taken: dict[str, Taken] = defaultdict(Taken)

    def send(self, name: str, request: Callable[[], HttpResponse], status: int = 200) -> HttpResponse:
        """Send a request; its answer has to have a status."""
        clear_up()
        slow = slowness()
        with counted() as sent:
            start = spent()
            response = request()
            took = (spent() - start) / slow
        assert response.status_code == status, f"{name}: {response.status_code}"
        one = self.taken[name]
        one.times.append(took)
        one.queries = max(one.queries, sent[0])
        return response


@contextmanager
def counted() -> Iterator[list[int]]:
    """A list whose one number says how many queries were sent within the block."""
    number = [0]

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        number[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield number


def line(name: str, one: Taken) -> str:
    """As it is printed."""
    return f"{name:28} {one.least:7.0f} {one.p95:7.0f} ms {one.queries:3} queries"
