"""The list of evidence at 10,000 and at 1,000,000 records: whole pages as a person gets them, first, deep and last.

`make bench` runs it with 1,000,000 records (or BENCH_LISTS). What Django's own admin takes for its first page, and what
a page by number takes, is measured in the same run.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from lxml import html

from iomtrack.accounts.models import User
from objectives.models import Evidence
from tests.benchmarks.admin import ADDRESS as ADMIN
from tests.benchmarks.listed import Listed
from tests.benchmarks.pace import cost, pace

SMALL = int(os.environ.get("BENCH_LISTS_SMALL", "10000"))  # 0 measures the large one alone
LARGE = int(os.environ.get("BENCH_LISTS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
ONLY = [name.strip() for name in os.environ.get("BENCH_LISTS_ONLY", "").split(",") if name.strip()]
BUDGET = 150.0  # ms, DESIGN section 7
FLAT, NOISE = 1.5, 15.0  # times its own time at 10,000, give or take some milliseconds
# what no index can lead to, and no budget speaks of: 125,000 that hold a word, in the order of their titles
TOLD_ALONE = ("word by title", "word by title, last", "word by title, deep")
SORTS = ("title", "office", "ends_on", "status", "programme", "period", "author", "created_at", "submitted_at")


def cases(world: Listed) -> dict[str, str]:
    """What is measured, by the address of each."""
    narrowed = {
        "element": f"element={world.elements[3].pk}",
        "status accepted": "status=accepted",
        "status withdrawn": "status=withdrawn",
        "office": f"office={world.offices[5].pk}",
        "period": f"period={world.periods[0].pk}",
        "programme": f"programme={world.programmes[9].pk}",
        "country": f"country={world.states[5].name}",
        "theme": f"term={world.terms[5].pk}",
        "indicator": f"indicator={world.indicators[4].pk}",
        "sensitivity": "sensitivity=internal",
        "author": f"author={world.authors[4].email}",
        "no files": "files=no",
        "days": "since=2026-02-01&until=2026-02-10",
        "element in a period": f"element={world.elements[3].pk}&period={world.periods[0].pk}",
        "office and accepted": f"office={world.offices[5].pk}&status=accepted",
    }
    searched = {
        "a word of all": "text=training",
        "a word of one in eight": "text=nairobi",
        "a word of one in a thousand": "text=topic412",
        "two words": "text=quito+topic414",
        "a phrase": "text=%22travel+documents%22",
        "a beginning": "text=nair",
        "a word of none": "text=zebra",
        "a word in a period": f"text=geneva&period={world.periods[2].pk}",
    }
    combined = {
        "element by title": f"element={world.elements[3].pk}&sort=title",
        "period by office": f"period={world.periods[0].pk}&sort=office",
        "word by title": "text=nairobi&sort=-title",
    }
    by_column = {f"by {sign}{name}": f"sort={sign}{name}" for name in SORTS for sign in ("", "-")}
    found = {"everything": "", **narrowed, **by_column, **searched, **combined}
    assert set(ONLY) <= set(found), f"There are {', '.join(found)}."
    return {name: query for name, query in found.items() if not ONLY or name in ONLY}


def milliseconds(*works: Callable[[], Any], rounds: int = ROUNDS) -> list[float]:
    """What each of them takes at the pace of the budgets, at its least disturbed; they are done in turn."""
    return [min(found) for found in zip(*([cost(work) for work in works] for _round in range(rounds)), strict=True)]


@dataclass(frozen=True)
class Shown:
    """What a page takes, in milliseconds, and how many entries stand on it."""

    taken: float
    rows: int


def measure(world: Listed, person: User) -> dict[str, Shown]:
    """Each case: its first page, its last, and the one before it. Those that were named are printed with how many times
    the list of everything each takes, which is measured in turn with them."""
    client, found = Client(), dict[str, Shown]()
    client.force_login(person)

    def get(query: str) -> bytes:
        response = client.get(f"/evidence/?{query}")
        assert response.status_code == 200
        return response.content

    print(f"\n{Evidence.objects.count():,} records, as a {person.role}; {pace(lambda: get(''))}")
    for name, query in cases(world).items():
        asked = {name: query, f"{name}, last": f"{query}&last=yes"}
        back = html.document_fromstring(get(f"{query}&last=yes").decode()).xpath("//a[@rel='prev']/@href")
        if back:
            asked[f"{name}, deep"] = back[0].removeprefix("?")
        beside = [""] if ONLY else []
        taken = milliseconds(*(partial(get, one) for one in (*asked.values(), *beside)))
        everything = taken.pop() if ONLY else None
        rows = [get(one).count(b"<tr") for one in asked.values()]
        found |= {one: Shown(*both) for one, *both in zip(asked, taken, rows, strict=True)}
        times = [f"{one:.0f} ({one / everything:.1f}×)" if everything else f"{one:.0f}" for one in taken]
        print(name, *times, flush=True)
    print(pace(lambda: get("")), flush=True)
    return found


def by_number(records: int) -> float:
    """The page before the last by offset, as pages by number read it."""
    rows = Evidence.objects.order_by("title", "id")[records - 50 : records - 25]
    (taken,) = milliseconds(lambda: list(rows.all()), rounds=1)
    return taken


def in_the_admin(world: Listed, settings: Any) -> float:
    """The first page of the same list in Django's own admin: a hundred rows, counted anew."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "django.contrib.admin"]
    settings.ROOT_URLCONF = "tests.benchmarks.admin"
    client = Client()
    client.force_login(world.reviewer)

    def get() -> None:
        assert client.get(ADMIN).status_code == 200

    get()
    return milliseconds(get)[0]


@pytest.mark.django_db(transaction=True)
def test_every_list_costs_the_same_at_a_million_records(settings: Any) -> None:
    world = Listed()
    people = {"sees all": world.reviewer, "sees some": world.insider}
    small: dict[str, dict[str, Shown]] = {who: {} for who in people}
    if SMALL:
        world.grow(SMALL)
        small = {who: measure(world, person) for who, person in people.items()}
    start = time.perf_counter()
    world.grow(LARGE)
    growing = time.perf_counter() - start
    print(f"\n{LARGE:,} records in {growing:.0f} s", flush=True)
    large = {who: measure(world, person) for who, person in people.items()} if LARGE > SMALL else small

    print(f"\n{connection.vendor}, {LARGE:,} records made and indexed in {growing:.0f} s")
    slow, steep = [], []
    for who in people:
        for name, one in large[who].items():
            few = small[who].get(name, one)
            before, value = few.taken, one.taken
            print(f"{who:10} {name:40} {before:8.1f} {value:8.1f} ms {value / before:6.2f} ×", flush=True)
            if name in TOLD_ALONE:
                continue
            slow += [f"{who}: {name} {before:.0f}, then {value:.0f} ms"] if max(before, value) > BUDGET else []
            # a page of one entry takes less than a full one
            is_steep = few.rows == one.rows and value > FLAT * before + NOISE
            steep += [f"{who}: {name} {before:.0f}, then {value:.0f} ms"] if is_steep else []
    admin = in_the_admin(world, settings)
    usual = median(one.taken for one in large["sees all"].values())
    print(f"the first page in Django's admin: {admin:,.0f} ms, {admin / usual:.1f} × the median of ours")
    print(f"by title, the page before the last by offset: {by_number(LARGE):,.0f} ms")
    assert slow == []
    assert steep == []
