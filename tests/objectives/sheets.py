"""Spreadsheets of evidence as people send them, and hands to take them through."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.exchange.spreadsheets import work
from objectives.exchange.spreadsheets.telling import kind_of
from objectives.models import Evidence, Framework, ImportBatch

SOUND: dict[str, Any] = {
    "external_reference": "NBO-1",
    "title": "Training in Nairobi",
    "description": "Forty officials were trained.",
    "starts_on": "2026-09-15",
    "ends_on": "2026-09-15",
    "office": "NBO",
    "serves_1": "O1",
    "how_1": "Officials know the law.",
    "citation_1": "Training report",
}
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Evidence">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def sound(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A row that can be submitted; a number gives it a reference of its own."""
    return {**SOUND, "external_reference": f"NBO-{number}", **changes}


def names_of(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Every name in some rows, in order."""
    return list(dict.fromkeys(name for row in rows for name in row))


def xlsx(*rows: dict[str, Any], names: Sequence[str] = (), sheet: str = "Evidence") -> bytes:
    """Rows as an XLSX."""
    file = BytesIO()
    with Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, day = book.add_worksheet(sheet), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, name in enumerate(names or names_of(rows)):
            page.write_string(0, at, name)
            for line, row in enumerate(rows, start=1):
                value = row.get(name, "")
                if isinstance(value, date):
                    page.write_datetime(line, at, value, day)
                elif value != "":
                    page.write(line, at, value)
    return file.getvalue()


def text(*rows: dict[str, Any], delimiter: str = ",") -> str:
    """Rows as the text of a CSV."""
    out = StringIO()
    names = names_of(rows)
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue()


def as_csv(*rows: dict[str, Any], delimiter: str = ",", charset: str = "utf-8") -> bytes:
    """Rows as a CSV."""
    return text(*rows, delimiter=delimiter).encode(charset)


def ods(*rows: dict[str, Any], more: str = "", head: str = ODS_HEAD) -> bytes:
    """Rows as an ODS; `more` is put behind them, inside the table."""
    names = names_of(rows)
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    body = "".join(f"<table:table-row>{''.join(map(ods_cell, line))}</table:table-row>" for line in lines)
    return zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{head}{body}{more}{ODS_TAIL}".encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    })  # fmt: skip


def ods_cell(value: Any) -> str:
    """A cell of an ODS."""
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of some parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A zip in one part of which something stands in another's place."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part], parts[part][:3000]
    parts[part] = parts[part].replace(old, new)
    return zipped(parts)


def upload(framework: Framework, data: bytes, *, by: User, **how: Any) -> ImportBatch:
    """A file that waits to be checked."""
    file = BytesIO(data)
    kind = kind_of(file)
    return actions.upload(framework=framework, name=f"rows.{kind}", file=file, kind=kind, by=by, **how)


def checked(framework: Framework, data: bytes, *, by: User, **how: Any) -> ImportBatch:
    """A file that a worker has checked."""
    return worked(upload(framework, data, by=by, **how))


def worked(batch: ImportBatch) -> ImportBatch:
    """A batch after a worker has done what it waits for."""
    work.work(pk=batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def imported(framework: Framework, data: bytes, *, by: User, **how: Any) -> ImportBatch:
    """A file that is checked, said yes to, and written."""
    batch = checked(framework, data, by=by, **how)
    assert batch.state == "ready", said(batch)
    return worked(actions.confirm(batch=batch, by=by))


def said(batch: ImportBatch) -> list[str]:
    """All that is wrong with a file: of the whole, and row by row with the column."""
    of_rows = [
        f"{row.line} {name}: {message}"
        for row in batch.rows.order_by("position")
        for _letter, name, message in row.problems
    ]
    return [*batch.problems, *of_rows, *([batch.error] if batch.error else [])]


def titles() -> list[str]:
    """The titles of all entries."""
    return list(Evidence.objects.order_by("pk").values_list("title", flat=True))


def part(data: bytes, name: str) -> bytes:
    """A part of a zip."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)
