"""The audit as a file: CSV for spreadsheets, JSON Lines for programs. Written while it is read, whatever its size."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from iomtrack.accounts.models import User
from objectives.exchange.formulas import RISKY
from objectives.queries.audit import Criteria, rows_of
from objectives.queries.audit_chain import BATCH, COLUMNS, as_fields, canonical, moment

HEADINGS = ("id", "at", "name", "email", "action", "kind", "key", "object", "before", "after")
FORMULA_STARTS = tuple(RISKY - {"'"})
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for something else


class _Echo:
    """What csv writes to, handing each line on."""

    def write(self, line: str) -> str:
        return line


class _People(dict[int, tuple[str, str]]):
    """Everybody's name and address: each looked up once, not once for each event."""

    def __missing__(self, key: int) -> tuple[str, str]:
        name, email = User.objects.values_list("name", "email").get(pk=key)
        self[key] = (name, email)
        return self[key]


def as_csv(criteria: Criteria) -> Iterator[str]:
    """The events that fit, newest first, a line each after a line of headings."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(HEADINGS)
    text, people = TextField(), _People()
    parts = ("by_id", "action", "object_type", "object_id", "object_label", Cast("before", text), Cast("after", text))
    for rows in rows_of(criteria, *parts, step=BATCH):
        yield "".join(
            writer.writerow([number, moment(at), *map(safe, (*people[by], *cells))]) for number, at, by, *cells in rows
        )


def safe(cell: str | None) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like it gets an apostrophe before it."""
    return f"'{cell}" if cell and cell.startswith(FORMULA_STARTS) else cell or ""


def as_json_lines(criteria: Criteria) -> Iterator[str]:
    """The events that fit, newest first, an object a line: what a seal takes of it, its digest, and who it was."""
    people = _People()
    for rows in rows_of(criteria, *COLUMNS[2:], step=BATCH):
        yield "".join(_json_line(row, people) for row in rows)


def _json_line(row: tuple[Any, ...], people: _People) -> str:
    fields = as_fields(row)
    name, email = people[fields["by_id"]]
    more = {"by_name": name, "by_email": email, "sha256": sha256(canonical(fields)).hexdigest()}
    return json.dumps(fields | more, ensure_ascii=False) + "\n"


FORMATS: dict[str, tuple[Callable[[Criteria], Iterator[str]], str]] = {
    "csv": (as_csv, "text/csv"),
    "jsonl": (as_json_lines, "application/x-ndjson"),
}
