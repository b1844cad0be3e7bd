"""Every page but the list of evidence (bench_lists), and every step of an entry, at 10,000 and at 1,000,000 records.

Whole requests, as one who sees all, one who sees some, and an administrator. `make bench` runs it with 1,000,000
records (or BENCH_PAGES); what Django's own means cost is measured beside.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import Count, Q
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Evidence, Office, Programme
from tests import factories
from tests.benchmarks.bench_overview import by_annotation
from tests.benchmarks.listed import Listed
from tests.benchmarks.pace import cost, pace
from tests.benchmarks.sheets import boxes, entry, sheet
from tests.benchmarks.watching import Taken, Watch, line

SMALL = int(os.environ.get("BENCH_PAGES_SMALL", "10000"))  # 0 measures the large one alone
LARGE = int(os.environ.get("BENCH_PAGES", "1000000"))
ROUNDS = int(os.environ.get("BENCH_PAGE_ROUNDS", "20"))
BUDGET = 150.0  # ms, DESIGN section 7: of 95 in a hundred requests
FLAT, NOISE = 1.5, 15.0  # times its own time at 10,000, give or take some milliseconds
MOST_QUERIES = 20  # of a page, whatever it shows
TODAY = "2026-12-15T10:00:00+00:00"  # in the last of the world's periods
DAY = "2026-11-20"
TICKED = 10  # entries that are accepted at one go, each in a transaction of its own


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def record_of(world: Listed, status: str) -> str:
    """The address of a record of a status."""
    found = Evidence.objects.filter(status=status, framework=world.framework).exclude(author=world.reviewer)
    return found.order_by("-pk")[0].get_absolute_url()


def pages(world: Listed) -> dict[str, str]:
    """What everybody on the staff opens, by the address of each."""
    framework = f"/frameworks/{world.framework.slug}/"
    own, other = world.offices[7], world.offices[50]
    return {
        "home": "/",
        "framework": framework,
        "element": f"{framework}elements/{world.elements[3].code}/",
        "element in an early period": f"{framework}elements/{world.elements[3].code}/?period=Q1",
        "indicator": f"{framework}indicators/{world.elements[3].code}/{world.indicators[3].code}/",
        "period": f"{framework}periods/Q4/",
        "accepted record": record_of(world, "accepted"),
        "own office": f"/offices/{own.code}/",
        "another office": f"/offices/{other.code}/",
        "offices": "/offices/",
        "offices by people": "/offices/?sort=-people",
        "programme": f"/programmes/{world.programmes[7].code}/",
        "programmes": "/programmes/",
        "programmes searched": "/programmes/?text=programme+7&sort=-dates",
        "new form, filled": f"/evidence/new/?form={uuid4()}&element=O4&programme=PB-7",
        "unfinished forms": "/evidence/typed/",
        "own entries that wait": "/evidence/waiting/",
        "monthly grid": f"/evidence/quick/?programme={world.programmes[7].code}",
        "programmes as one types": "/evidence/choose/programmes/?q=programme+7",
        "offices as one types": "/evidence/choose/offices/?q=offi",
        "countries as one types": "/evidence/choose/countries/?q=country",
        "themes as one types": f"/evidence/choose/themes/?q=theme&framework={world.framework.slug}",
        "elements as one types": f"/evidence/choose/served/?find=o&framework={world.framework.slug}",
        "notices by mail": "/notices/",
    }


def reviewing(world: Listed) -> dict[str, str]:
    """What a reviewer opens beside; deep is where half the queue has gone by."""
    waiting = Evidence.objects.filter(status="submitted").order_by("submitted_at", "pk")
    middle = waiting[waiting.count() // 2]
    assert middle.submitted_at is not None
    deep = f"{middle.submitted_at.isoformat().replace('+', '%2B')}~{middle.pk}"
    return {
        "queue": "/review/?whose=all",
        "queue, what waits for me": "/review/?whose=mine",
        "queue, deep": f"/review/?whose=all&after={deep}",
        "queue of an office": f"/review/?whose=all&office={world.offices[7].code}",
        "record of the queue": f"{record_of(world, 'submitted')}?queue=yes&whose=all",
    }


def keeping(world: Listed) -> dict[str, str]:
    """What an administrator opens alone."""
    framework = f"/frameworks/{world.framework.slug}/"
    return {
        "closing a period": f"{framework}periods/Q4/close/",
        "merging offices": f"/offices/{world.offices[7].code}/merge/?into={world.offices[8].code}",
        "merging programmes": f"/programmes/{world.programmes[7].code}/merge/?into={world.programmes[8].code}",
        "people": "/people/",
    }


def read(client: Client, addresses: dict[str, str], rounds: int) -> dict[str, Taken]:
    """Open each page, the first time without counting it."""
    watch = Watch()
    for name, address in addresses.items():
        client.get(address)
        for _round in range(rounds):
            watch.send(name, lambda address=address: client.get(address))  # type: ignore[misc]
        print(line(name, watch.taken[name]), flush=True)
    return watch.taken


def go_through(world: Listed, rounds: int) -> dict[str, Taken]:
    """Entries from the first word to their acceptance, and a page of the queue accepted at one go."""
    watch = Watch()
    author, reviewer = signed_in(world.insider), signed_in(world.reviewer)
    for number in range(rounds + 1):
        taken = watch if number else Watch()
        reference = logged(taken, author, world, str(number))
        submitted(taken, author, reference)
        accept = f"/evidence/{reference}/accept/"
        taken.send("accept", lambda accept=accept: reviewer.post(accept), 302)  # type: ignore[misc]
        several(taken, reviewer)
    print(*(line(name, one) for name, one in watch.taken.items()), sep="\n", flush=True)
    return watch.taken


def logged(watch: Watch, client: Client, world: Listed, number: str) -> str:
    """A new entry, kept while it is typed, saved, and changed once; its reference."""
    address = f"/evidence/new/?form={uuid4()}"
    page = watch.send("new form", lambda: client.get(address))
    typed = sheet(page.content, "title") | entry(number, DAY, world.offices[7].code)
    for turn in range(2):
        kept = typed | {"turn": [str(turn + 1)]}
        name = "keep while one types" if turn else "keep for the first time"
        watch.send(name, lambda kept=kept: client.post("/evidence/typed/", kept))  # type: ignore[misc]
    saved = watch.send("save", lambda: client.post(address, typed | {"check": ["yes"]}), 302)
    reference = saved["Location"].split("/")[2]
    form = watch.send("form of an entry", lambda: client.get(f"/evidence/{reference}/edit/"))
    again = sheet(form.content, "title") | {"title": [f"Training, changed {number}"], "check": ["yes"]}
    watch.send("save again", lambda: client.post(f"/evidence/{reference}/edit/", again), 302)
    return reference


def submitted(watch: Watch, client: Client, reference: str) -> None:
    """The last look at an entry, and its submission."""
    address = f"/evidence/{reference}/check/"
    page = watch.send("check", lambda: client.get(address))
    sent = sheet(page.content, "seen") | {"submit": ["yes"]}
    watch.send("submit", lambda: client.post(address, sent), 302)


def several(watch: Watch, client: Client) -> None:
    """Ten of the queue, ticked, asked about and accepted."""
    page = client.get("/review/?whose=all")
    ticked = sheet(page.content, "entries") | {"entries": boxes(page.content, "entries")[:TICKED]}
    ask = watch.send(f"ask about {TICKED}", lambda: client.post("/review/several/", ticked))
    confirmed = sheet(ask.content, "entries") | {"confirm": ["yes"]}
    watch.send(f"accept {TICKED}", lambda: client.post("/review/several/", confirmed), 302)


def plainly(world: Listed) -> dict[str, Callable[[], Any]]:
    """By page: the same data as Django's own means give it, counted and paged anew each time."""
    in_period = Q(evidence__period=world.period, evidence__status="accepted")
    office, programme = Q(office=world.offices[7]), Q(programme=world.programmes[7])
    entries = Evidence.objects.order_by("-ends_on", "-id")
    served = Q(contributions__element=world.elements[3], period=world.period, status="accepted")
    queue = Evidence.objects.filter(status="submitted").order_by("submitted_at", "id")

    def page(rows: Any, at: int = 0) -> list[Any]:
        return [rows.count(), *rows[at : at + 25]]

    return {
        "home": lambda: by_annotation(world.period),
        "element": lambda: page(entries.filter(served)),
        "period": lambda: list(
            Evidence.objects.filter(period=world.period).values("author", "status").annotate(number=Count("id"))
        ),
        "own office": lambda: page(entries.filter(office)),
        "programme": lambda: page(entries.filter(programme)),
        "offices": lambda: list(Office.objects.annotate(number=Count("evidence", filter=in_period))[:25]),
        "programmes": lambda: list(Programme.objects.annotate(number=Count("evidence", filter=in_period))[:25]),
        "queue, deep": lambda: page(queue, queue.count() // 2),
    }


def measure(world: Listed, rounds: int = ROUNDS) -> dict[str, Taken]:
    """Everything at the size that the world has, by who does it and what it is."""
    administrator = factories.UserFactory(role="administrator")
    people = {"sees all": world.reviewer, "sees some": world.insider, "administrator": administrator}
    everything, found = signed_in(world.reviewer), dict[str, Taken]()
    for who, person in people.items():
        print(f"\n{world.records:,} records, {who}; {pace(lambda: everything.get('/evidence/'))}", flush=True)
        client, addresses = signed_in(person), pages(world)
        if person != world.insider:
            addresses |= reviewing(world)
        if person == administrator:
            addresses = keeping(world)
        found |= {f"{who}: {name}": taken for name, taken in read(client, addresses, rounds).items()}
    print("\nan entry's steps", flush=True)
    found |= {f"step: {name}": taken for name, taken in go_through(world, rounds).items()}
    print(pace(lambda: everything.get("/evidence/")), flush=True)
    return found


def budget_of(name: str) -> float:
    """Milliseconds that a page may take; several steps at one go take those of each."""
    return BUDGET * TICKED if name == f"step: accept {TICKED}" else BUDGET


def faults(small: dict[str, Taken], large: dict[str, Taken]) -> dict[str, list[str]]:
    """What goes beyond the budgets."""
    pages_alone = {name: one for name, one in large.items() if not name.startswith("step")}
    return {
        "slow": [
            f"{name} {one.p95:.0f} ms"
            for found in (small, large)
            for name, one in found.items()
            if one.p95 > budget_of(name)
        ],
        "steep": [
            f"{name} {small[name].least:.0f}, then {one.least:.0f} ms"
            for name, one in large.items()
            if name in small and one.least > FLAT * small[name].least + NOISE
        ],
        "many queries": [f"{name} {one.queries}" for name, one in pages_alone.items() if one.queries > MOST_QUERIES],
    }


def test_every_page_and_step_costs_the_same_at_a_million_records(listed: Listed, time_machine: Any) -> None:
    time_machine.move_to(TODAY)
    small: dict[str, Taken] = {}
    if SMALL:
        listed.grow(SMALL)
        small = measure(listed)
    if listed.records < LARGE:
        listed.grow(LARGE)
    large = measure(listed) if LARGE > SMALL else small

    print(
        f"\n{connection.vendor}, milliseconds at the pace of the budgets: "
        f"least at {SMALL:,}; least and p95 at {LARGE:,}; queries"
    )
    for name, one in large.items():
        before = small.get(name, one).least
        print(f"{name:42} {before:7.1f} {one.least:7.1f} {one.p95:7.1f} {one.least / before:5.2f} × {one.queries:3}")
    print("\nby Django's own means")
    for name, work in plainly(listed).items():
        took = cost(work)
        print(f"{name:42} {took:7.0f} ms, {took / large[f'sees all: {name}'].least:5.1f} × the whole page")
    assert faults(small, large) == {"slow": [], "steep": [], "many queries": []}
