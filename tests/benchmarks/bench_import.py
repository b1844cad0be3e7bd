"""Importing evidence, fully checked, beside a bare bulk_create of the same rows: time for each row, and memory.

The alternative writes the very rows that the import leaves behind (entries, contributions, figures, sources,
decisions, versions), with nothing read, checked, compared or told to the audit. `BENCH_IMPORT_ROWS` is the larger
number (100,000 if not set), and how many rows are measured beside django-import-export too.
"""

import csv
import os
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models, transaction
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.exchange.spreadsheets import work
from objectives.exchange.spreadsheets.ground import Ground
from objectives.exchange.spreadsheets.lines import Rows
from objectives.models import (
    AuditEvent,
    Contribution,
    Evidence,
    EvidenceDecision,
    EvidenceVersion,
    Figure,
    Framework,
    ImportBatch,
    Source,
)
from tests import factories
from tests.benchmarks.beside import brought_in
from tests.benchmarks.memory import for_another, held_by
from tests.benchmarks.pace import spent
from tests.objectives.sheets import sound, upload

SMALL, LARGE = 10_000, int(os.environ.get("BENCH_IMPORT_ROWS", "100000"))
MEMORY_BUDGET, RATIO_BUDGET = 300, 2.0  # MiB, times; DESIGN section 7
WRITTEN = (Evidence, Contribution, Figure, Source, EvidenceDecision, EvidenceVersion)
Rows_ = dict[type[models.Model], list[dict[str, Any]]]
TEXT = "Officials were trained in examining travel documents, and the course was handed over to the academy. " * 6


def make_file(rows: int, *, shared: bool = False) -> bytes:
    """An XLSX of entries of some 600 characters, each with two elements, a figure and a source.

    `shared`: with its strings in a part of their own, as Excel and LibreOffice write them.
    """
    file = BytesIO()
    with Workbook(file, {"constant_memory": not shared}) as book:
        page = book.add_worksheet("Evidence")
        names = [*sound(), "serves_2", "how_2", "O1/O1.1"]
        page.write_row(0, 0, names)
        for number in range(rows):
            row = sound(
                number, description=f"{number} {TEXT}", serves_2="R1", how_2="Well.", **{"O1/O1.1": number % 50}
            )
            page.write_row(number + 1, 0, [row[name] for name in names])
    return file.getvalue()


@pytest.fixture
def framework(db: None, time_machine: Any) -> Framework:
    time_machine.move_to("2026-09-21T10:00:00+00:00")
    framework = factories.FrameworkFactory(symbol="MC/BENCH", slug="mc-bench")
    for position, code in enumerate(("O1", "R1")):
        factories.ElementFactory(framework=framework, code=code, position=position)
    factories.IndicatorFactory(element=framework.elements.get(code="O1"), code="O1.1")
    factories.PeriodFactory(framework=framework)
    factories.OfficeFactory(code="NBO")
    return framework


def as_csv(data: bytes) -> bytes:
    """The rows of an XLSX as a CSV."""
    out, lines = StringIO(), CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    csv.writer(out).writerows([int(cell) if isinstance(cell, float) else cell for cell in line] for line in lines)
    return out.getvalue().encode()


def timed(act: Callable[[], Any]) -> float:
    """Seconds of the processor, the database's own among them."""
    begin = spent()
    act()
    return (spent() - begin) / 1000


def bare(rows: Rows_) -> None:
    """Put rows into emptied tables, in bulk, and do nothing else."""
    with transaction.atomic():
        for model, values in rows.items():
            for at in range(0, len(values), 1000):
                model._default_manager.bulk_create([model(**one) for one in values[at : at + 1000]])


def laid_out(batch: ImportBatch, person: User) -> tuple[float, Rows_, list[dict[str, Any]]]:
    """The time that writing an import takes, the rows that it leaves behind, and the audit's; all undone again."""
    with transaction.atomic():
        actions.confirm(batch=batch, by=person)
        writing = timed(lambda: work.work(pk=batch.pk))
        assert ImportBatch.objects.get(pk=batch.pk).state == "written"
        rows = {model: list(model._default_manager.order_by("pk").values()) for model in WRITTEN}
        told = list(AuditEvent.objects.filter(action="evidence.import").values())
        transaction.set_rollback(True)
    return writing, rows, told


@pytest.mark.django_db
@pytest.mark.parametrize("number", [SMALL, LARGE])
def test_an_import_beside_bulk_create(framework: Framework, number: int) -> None:
    person = factories.UserFactory()
    batch = upload(framework, make_file(number), by=person, landing="submitted")

    reading = timed(lambda: [None for _ in Rows(batch, Ground(framework)).chunks()])
    checking = timed(lambda: work.work(pk=batch.pk))
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert (batch.state, batch.new) == ("ready", number)
    writing, rows, told = laid_out(batch, person)
    assert len(rows[Evidence]) == number
    alone = timed(lambda: bare(rows))
    audit = timed(lambda: bare({AuditEvent: told}))

    each = 1000 / number
    print(
        f"\n{connection.vendor}, {number:,} rows, ms a row: read and checked {reading * each:.3f}; checked, compared "
        f"and listed {checking * each:.3f}; checked again and written {writing * each:.3f}; bulk_create alone "
        f"{alone * each:.3f}, with the audit's rows {(alone + audit) * each:.3f}; written / bulk_create "
        f"{writing / alone:.2f}, / with audit {writing / (alone + audit):.2f}"
    )
    assert writing <= RATIO_BUDGET * alone


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_import_beside_django_import_export(framework: Framework, form: str) -> None:
    """All of them drafts, since it knows no others."""
    person, data = factories.UserFactory(), make_file(LARGE)
    if form == "csv":
        data = as_csv(data)
    with transaction.atomic():
        begun = upload(framework, data, by=person)
        checking = timed(lambda: work.work(pk=begun.pk))
        writing, rows, _told = laid_out(ImportBatch.objects.get(pk=begun.pk), person)
        transaction.set_rollback(True)
    theirs = timed(lambda: brought_in(data, form, framework=framework, author=person))

    assert len(rows[Evidence]) == Evidence.objects.count() == LARGE
    each = 1000 / LARGE
    print(
        f"\n{connection.vendor}, {LARGE:,} rows of {form}, ms a row: django-import-export, which reads and writes the "
        f"record's own columns, {theirs * each:.3f}; ours, with elements, figures, sources and the audit: checked "
        f"{checking * each:.3f}, checked again and written {writing * each:.3f}; theirs / ours "
        f"{theirs / (checking + writing):.1f}"
    )
    assert writing < theirs  # each of the two reads, checks and writes once


WORKED = """
import time_machine
from iomtrack.accounts.models import User
from objectives.actions import imports
from objectives.exchange.spreadsheets.work import work
from objectives.models import Framework, ImportBatch
with time_machine.travel("2026-09-21T10:00:00+00:00"), open(given[0], "rb") as file:
    batch = imports.upload(
        framework=Framework.objects.get(), name="rows.xlsx", file=file, kind="xlsx", by=User.objects.get(),
        landing=given[1],
    )
    work(pk=batch.pk)
    print(most_held())
    imports.confirm(batch=batch, by=batch.by)
    work(pk=batch.pk)
assert ImportBatch.objects.get().state == "written", ImportBatch.objects.get().problems
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("landing", "shared"), [("draft", False), ("submitted", False), ("submitted", True)])
def test_memory_of_a_worker(framework: Framework, tmp_path: Path, landing: str, shared: bool) -> None:
    """The whole of a Celery worker's process that checks and writes the larger file."""
    path = tmp_path / "rows.xlsx"
    path.write_bytes(make_file(LARGE, shared=shared))
    factories.UserFactory()

    database = for_another(tmp_path / "copy.sqlite3")
    before, in_all = held_by(WORKED, path, landing, database=database, as_worker=True)

    strings = "shared strings" if shared else "strings in their cells"
    print(
        f"\n{connection.vendor}, a worker with {LARGE:,} rows of XLSX ({landing}, {strings}): {in_all:.0f} MiB in all, "
        f"{before:.0f} before it began"
    )
    assert in_all <= MEMORY_BUDGET
