"""Exporting 1,000,000 records (BENCH_EXPORT_ROWS) beside Django's own iterator with csv, and django-import-export.

`make bench` runs it. Speed is rows in a second of our own processor time. Memory is the most that a process of its own
holds, all of Python and Django in it, which makes some 75 MB.
"""

import csv
import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from objectives.exchange.evidence_export.csv_text import csv_text
from objectives.exchange.evidence_export.json_lines import json_lines
from objectives.exchange.evidence_export.layout import layout_for
from objectives.exchange.evidence_export.names import Names
from objectives.exchange.evidence_export.reading import chunks
from objectives.exchange.evidence_export.workbook import write_workbook
from objectives.models import Evidence
from tests.benchmarks.beside import taken_out
from tests.benchmarks.filling import filling
from tests.benchmarks.memory import for_another, held_by
from tests.benchmarks.pace import slowness
from tests.benchmarks.world import Million

ROWS = int(os.environ.get("BENCH_EXPORT_ROWS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_EXPORT_ROUNDS", "1"))
CSV_BUDGET, XLSX_BUDGET, MEMORY_BUDGET = 30_000, 8_000, 120  # rows a second, MB; DESIGN section 7
THEIRS = {"csv": 8_500, "xlsx": 3_500}  # rows a second that django-import-export made on the machine of the budgets

FEW = min(ROWS, 5_000)

PLAIN = "Django's iterator with csv"


def fill() -> None:
    """Make the records, and let the database take stock once their indexes stand again."""
    world = Million()
    with filling(ROWS):
        world.grow(ROWS)
    world.grow(ROWS)


def spent(parts: Iterable[str]) -> None:
    for _part in parts:
        pass


def plain() -> None:
    """What Django and csv do by themselves: a row of the record's own columns, no figures and no elements."""
    writer = csv.writer(type("Echo", (), {"write": staticmethod(str)})())
    rows = Evidence.objects.order_by("pk").values_list(
        "reference", "external_reference", "framework__symbol", "period__code", "status", "title", "description",
        "beneficiaries", "sensitivity", "starts_on", "ends_on", "office__code", "office__name", "programme__code",
        "author__name", "created_at", "submitted_at", "reviewer__name", "reviewed_at",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=2_000):
        writer.writerow(row)


def as_csv(by_figure: bool = False) -> None:
    entries, names = Evidence.objects.all(), Names()
    spent(csv_text(layout_for(entries, by_figure=by_figure), chunks(entries, names), names, with_mark=True))


def as_json() -> None:
    entries, names = Evidence.objects.all(), Names()
    spent(json_lines(layout_for(entries, by_figure=False), chunks(entries, names), names))


def as_workbook(path: Path) -> None:
    entries, names = Evidence.objects.all(), Names()
    with path.open("wb") as file:
        write_workbook(file, layout_for(entries, by_figure=False), chunks(entries, names), names)


def speed(work: Callable[[], Any], rounds: int = ROUNDS, rows: int = ROWS) -> float:
    """Rows in a second of processor time at the pace of the budgets, at the least disturbed."""

    def once() -> float:
        slow, start = slowness(), time.process_time()
        work()
        took = time.process_time() - start
        return rows / took * (slow + slowness()) / 2

    return max(once() for _round in range(rounds))


def pace_of(found: dict[str, float], form: str) -> float:
    """How fast the machine is for such work, beside that of the budgets: by django-import-export, in the same run. A
    loop does not tell it, as it waits for no memory. A faster machine has no higher bound."""
    return min(1.0, found[f"django-import-export, {form}"] / THEIRS[form])


WORKED = """
from objectives.exchange.evidence_export.making import text_of, workbook_of
from objectives.models import Evidence
entries = Evidence.objects.all()
if given[0] == "csv":
    for part in text_of(entries, "csv", "record", with_mark=True):
        pass
else:
    workbook_of(entries, "record").close()
"""


@pytest.mark.django_db
def test_an_export_keeps_its_pace(tmp_path: Path) -> None:
    fill()

    found = {
        PLAIN: speed(plain),
        "CSV": speed(as_csv),
        "CSV, a row a figure": speed(lambda: as_csv(True)),
        "JSON Lines": speed(as_json),
        "XLSX": speed(lambda: as_workbook(tmp_path / "evidence.xlsx"), 1),
    }

    for form in ("csv", "xlsx"):  # of a few records, so that it comes to an end
        found[f"django-import-export, {form}"] = speed(partial(taken_out, FEW, form), rounds=1, rows=FEW)

    print(f"\n{connection.vendor}, {ROWS:,} records")
    for name, rows in found.items():
        print(f"{name:28} {rows:10,.0f} rows/s {rows / found[PLAIN]:6.2f} ×")
    assert found["CSV"] >= CSV_BUDGET * pace_of(found, "csv")
    assert found["XLSX"] >= XLSX_BUDGET * pace_of(found, "xlsx")


@pytest.mark.django_db(transaction=True)
def test_memory_of_an_export(tmp_path: Path) -> None:
    """The whole of a process that exports all records, in each form."""
    fill()
    database = for_another(tmp_path / "copy.sqlite3")
    held = {}
    for form in ("csv", "xlsx"):
        before, held[form] = held_by(WORKED, form, database=database)
        print(f"\na process that makes {form} of {ROWS:,} records: {held[form]:.0f} MiB, {before:.0f} before it began")
    assert max(held.values()) <= MEMORY_BUDGET
