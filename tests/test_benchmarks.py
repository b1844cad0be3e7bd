"""Every benchmark runs: on a few hundred records, without its budgets, so that none rots unnoticed."""

import inspect
import math
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from objectives.models import Framework
from tests.benchmarks import (
    bench_audit,
    bench_export,
    bench_import,
    bench_lists,
    bench_load,
    bench_overview,
    bench_pages,
    bench_report,
)
from tests.benchmarks.bench_audit import dated  # noqa: F401 a fixture
from tests.benchmarks.bench_import import framework  # noqa: F401 a fixture
from tests.benchmarks.bench_load import running
from tests.benchmarks.listed import Listed

MODULES = (
    bench_audit,
    bench_export,
    bench_import,
    bench_lists,
    bench_load,
    bench_overview,
    bench_pages,
    bench_report,
)
RECORDS = 400  # the first hundred of each period; every status is among them
SIZES = {"SMALL": 200, "LARGE": RECORDS, "ROWS": RECORDS, "COPIED": RECORDS, "ROUNDS": 1, "MOST_EVENTS": RECORDS}
AT_LEAST = ("CSV_BUDGET", "XLSX_BUDGET", "ROWS_A_SECOND")  # budgets that are kept from below


@pytest.fixture(autouse=True)
def tried_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few records, one round, and no budget of time or memory."""
    for module in MODULES:
        for name in vars(module):
            if name in SIZES:
                monkeypatch.setattr(module, name, SIZES[name])
            elif name in AT_LEAST:
                monkeypatch.setattr(module, name, 0)
            elif name.endswith("BUDGET") or name in ("FLAT", "NOISE"):
                monkeypatch.setattr(module, name, math.inf)
        for function in functions_of(module):
            given = inspect.signature(function).parameters.values()
            if function.__defaults__ and any(one.name == "rounds" for one in given):
                last = list(given)[-len(function.__defaults__) :]
                defaults = tuple(1 if one.name == "rounds" else one.default for one in last)
                monkeypatch.setattr(function, "__defaults__", defaults)


def functions_of(module: ModuleType) -> list[Any]:
    return [one for one in vars(module).values() if inspect.isfunction(one) and one.__module__ == module.__name__]


def test_none_is_left_out() -> None:
    there = {path.stem for path in Path(bench_lists.__file__).parent.glob("bench_*.py")}

    assert there == {module.__name__.rpartition(".")[2] for module in MODULES}


@pytest.mark.django_db
def test_lists() -> None:
    world = Listed()
    world.grow(RECORDS)

    found = bench_lists.measure(world, world.insider)

    assert found.keys() >= bench_lists.cases(world).keys()
    assert bench_lists.by_number(RECORDS) > 0


@pytest.mark.django_db(transaction=True)
def test_pages(time_machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_pages, "SMALL", 0)

    bench_pages.test_every_page_and_step_costs_the_same_at_a_million_records(Listed(), time_machine)


@pytest.mark.django_db(transaction=True)
def test_overview(time_machine: Any) -> None:
    bench_overview.test_the_overview_of_a_period_costs_the_same_at_a_million_records(time_machine)


@pytest.mark.django_db
@pytest.mark.usefixtures("dated")
def test_audit() -> None:
    bench_audit.test_reading_and_copying_the_audit_costs_the_same_at_a_million_events()


@pytest.mark.django_db
def test_export(tmp_path: Path) -> None:
    bench_export.test_an_export_keeps_its_pace(tmp_path)


@pytest.mark.django_db
def test_import(framework: Framework) -> None:  # noqa: F811 the fixture
    bench_import.test_an_import_beside_bulk_create(framework, RECORDS)


def test_report() -> None:
    bench_report.test_a_report_costs_at_most_a_tenth_more_than_bare_weasyprint(5)


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"USERS": 10, "SECONDS": 8, "PLAIN_SECONDS": 4, "WARMING": 2, "THINK": (0.2, 0.5)}.items():
        monkeypatch.setattr(bench_load, name, value)

    world = Listed()
    world.grow(RECORDS)
    with running(tmp_path) as site:
        bench_load.test_fifty_people_at_work_wait_for_no_page(world, site)
