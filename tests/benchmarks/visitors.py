"""Fifty people at work over HTTP, for locust: what each opens and sends, and how long they think between.

locust runs this by itself (bench_load starts it); BENCH_LOAD_PLAN names a file that says who there is and what to open.
"""

from __future__ import annotations

import itertools
import json
import os
import random
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from locust import HttpUser, between, task

from tests.benchmarks.sheets import boxes, entry, links, sheet

PLAN: dict[str, Any] = json.loads(Path(os.environ["BENCH_LOAD_PLAN"]).read_text(encoding="utf-8"))
THINK = between(*PLAN["think"])  # seconds
NUMBERS = itertools.count(1)


class Visitor(HttpUser):
    """Somebody who is signed in, and whose browser keeps cookies and follows redirects."""

    abstract = True
    wait_time = THINK
    role: ClassVar[str]

    def on_start(self) -> None:
        self.client.cookies.set(PLAN["cookie"], next(SESSIONS[self.role]))
        self.client.headers["Accept-Encoding"] = "gzip"

    def open(self, name: str, address: str) -> bytes:
        """A page, which has to be there."""
        with self.client.get(address, name=name, catch_response=True, allow_redirects=False) as response:
            if response.status_code != PLAN["ok"]:
                response.failure(f"{response.status_code}")
            return bytes(response.content or b"")

    def send(self, name: str, address: str, data: dict[str, Any], expected: int = 302) -> str:
        """A form, as the page has it; where it leads to, which is opened too, or "" where it failed."""
        with self.client.post(address, data, name=name, catch_response=True, allow_redirects=False) as response:
            if response.status_code != expected:
                response.failure(f"{response.status_code}")
                return ""
            goal = str(response.headers.get("Location", ""))
        if goal:
            self.open(f"{name}: where it leads", goal)
        return goal

    @task(10)
    def lists(self) -> None:
        self.open("list", "/evidence/")

    @task(8)
    def narrows(self) -> None:
        self.open("list, filtered", f"/evidence/?{random.choice(PLAN['filters'])}")

    @task(5)
    def searches(self) -> None:
        self.open("list, searched", f"/evidence/?text={random.choice(PLAN['words'])}")

    @task(4)
    def goes_deep(self) -> None:
        query = random.choice(["", "sort=title&", "sort=-office&", "status=accepted&"])
        page = self.open("list, last page", f"/evidence/?{query}last=yes")
        for back in links(page, "prev")[:1]:
            self.open("list, deep", f"/evidence/{back}")

    @task(6)
    def reads_a_record(self) -> None:
        self.open("record", f"/evidence/{random.choice(PLAN['records'])}/")

    @task(5)
    def reads_an_element(self) -> None:
        self.open("element", random.choice(PLAN["elements"]))

    @task(4)
    def comes_home(self) -> None:
        self.open("home", "/")

    @task(3)
    def looks_at_an_office(self) -> None:
        self.open("office", f"/offices/{random.choice(PLAN['offices'])}/")

    @task(2)
    def looks_at_a_programme(self) -> None:
        self.open("programme", f"/programmes/{random.choice(PLAN['programmes'])}/")


class Staff(Visitor):
    """Logs what was done, and sends it to review."""

    weight = 4
    role = "staff"

    @task(8)
    def logs(self) -> None:
        address = f"/evidence/new/?form={uuid4()}"
        page = self.open("form", address)
        if not page:
            return
        typed = sheet(page, "title") | entry(str(next(NUMBERS)), PLAN["day"], random.choice(PLAN["offices"]))
        for turn in range(1, 4):
            self.wait()
            self.open("suggestions", f"/evidence/choose/programmes/?q=prog+{turn}")
            self.send("keep while one types", "/evidence/typed/", typed | {"turn": [str(turn)]}, PLAN["ok"])
        goal = self.send("save", address, typed | {"turn": ["4"], "check": ["yes"]})
        if goal.endswith("/check/"):
            self.wait()
            check = self.open("check", goal)
            self.send("submit", goal, sheet(check, "seen") | {"submit": ["yes"]})


class Reviewer(Visitor):
    """Goes through the queue. Each takes offices of their own, so that no two decide on one entry."""

    weight = 1
    role = "reviewer"

    def on_start(self) -> None:
        super().on_start()
        self.share = next(SHARES)

    @task(8)
    def reviews(self) -> None:
        waiting = self.waiting()
        if not waiting:
            return
        self.wait()
        address = f"/evidence/{waiting[0].partition(':')[0]}/"
        page = self.open("record of the queue", f"{address}?queue=yes&whose=all")
        if b"/accept/" in page:
            self.wait()
            token = sheet(page, "queue")
            self.send("accept", f"{address}accept/", token)

    @task(2)
    def accepts_several(self) -> None:
        waiting = self.waiting()[:5]
        if not waiting:
            return
        self.wait()
        sent = self.queue | {"entries": waiting}
        with self.client.post("/review/several/", sent, name="ask about several", catch_response=True) as response:
            asked = bytes(response.content or b"")
            if response.status_code != PLAN["ok"]:
                response.failure(f"{response.status_code}")
                return
        if boxes(asked, "entries"):
            self.send("accept several", "/review/several/", sheet(asked, "entries") | {"confirm": ["yes"]})

    def waiting(self) -> list[str]:
        """What waits for a decision in one's own share of the queue."""
        page = self.open("queue", f"/review/?whose=all&after={self.share}")
        ticks = boxes(page, "entries")
        if ticks:
            self.queue = sheet(page, "entries")
        return ticks


class Plain(HttpUser):
    """Reads the list as Django's own means give it: by number of page, with a count of all."""

    wait_time = THINK
    fixed_count = 0

    @task
    def lists(self) -> None:
        self.client.get(f"/plain/?page={random.choice(PLAN['plain pages'])}", name="plain list")


SESSIONS = {role: itertools.cycle(keys) for role, keys in PLAN["sessions"].items()}
SHARES = itertools.cycle(PLAN["shares"])
