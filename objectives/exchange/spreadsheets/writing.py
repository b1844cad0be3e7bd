"""Spreadsheets for people to fill in: the template of a framework, and the rows that they have to put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from math import isfinite
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iomtrack.work.retelling import retold
from objectives.colons import colon
from objectives.enums import DatePrecision, Sensitivity
from objectives.exchange.spreadsheets.columns import (
    OFFERED_SERVED,
    REFERENCE,
    REMARK,
    label_of,
    name_of,
    numbered_columns,
    plain_columns,
    sheet_name,
    shown_name,
)
from objectives.exchange.spreadsheets.ground import Ground, parts_of
from objectives.exchange.spreadsheets.lines import files_of, sheet_of
from objectives.import_enums import RowOutcome
from objectives.models import Framework, ImportBatch, ImportRow

LISTS = "Lists"  # hidden: formulas name it
LONGEST_CELL = 32_767  # characters, of XLSX
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": False}
DATES = ("starts_on", "ends_on")
WIDTHS = {REFERENCE: 20, "title": 40, "description": 60, "beneficiaries": 30, "starts_on": 13, "ends_on": 13}
EXAMPLE_LINE, FIRST_LINE = 3, 4
NAMED, LABELLED = (
    {"font_color": "#6B7280", "font_size": 8},
    {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
)
LABEL_HEIGHT = 75


def template(framework: Framework) -> IO[bytes]:
    """The template of a framework, as an XLSX: entries, drop-downs, and how to fill them in."""
    ground = Ground(framework)
    file = TemporaryFile()  # noqa: SIM115 the caller reads and closes it
    with Workbook(file, OPTIONS) as book:
        sheet, guide, lists = (
            book.add_worksheet(sheet_name()),
            book.add_worksheet(_("Read me")),
            book.add_worksheet(LISTS),
        )
        ranges = _write_lists(lists, ground)
        _write_entries(book, sheet, ground, ranges)
        _write_guide(book, guide, framework)
        lists.hide()
        sheet.activate()
    file.seek(0)
    return file


def columns_offered(ground: Ground) -> Iterator[tuple[str, str, str]]:
    """The columns of the template: name, what people call it, and what to write."""
    for key, (label, hint) in plain_columns().items():
        yield key, label, hint
    numbered = numbered_columns()
    for number in range(1, OFFERED_SERVED + 1):
        for base in ("serves", "how"):
            label, hint = numbered[base]
            yield f"{base}_{number}", label % {"number": number}, hint
    for base in ("citation", "paragraph", "url"):
        label, hint = numbered[base]
        yield f"{base}_1", label % {"number": 1}, hint
    for measure in ground.measures:
        indicator = measure.indicator
        hint = _("A number, “over 40”, “about 40”, “not reported” or “not applicable”.")
        yield measure.key, f"{indicator.element.code}{colon()}{indicator.title} ({indicator.unit})", hint
        for dimension, category in parts_of(indicator):
            part = f"{dimension.name_here}{colon()}{category.label_here}"
            name = f"{indicator.element.code}{colon()}{indicator.title} – {part}"
            yield measure.part_key(dimension, category), name, _("A number: the part of it.")


def _write_lists(sheet: Worksheet, ground: Ground) -> dict[str, str]:
    """The lists that the drop-downs show, and where each stands, by column."""
    lists = {
        "office": ground.offices.shown,
        "programme": ground.programmes.shown,
        "countries": ground.states.shown,
        "themes": ground.terms.shown,
        "serves": ground.elements.shown,
        "sensitivity": list(Sensitivity.values),
        "date_precision": list(DatePrecision.values),
    }
    ranges = {}
    for at, (name, lines) in enumerate(lists.items()):
        sheet.write_string(0, at, name)
        for line, text in enumerate(lines, start=1):
            sheet.write_string(line, at, text)
        if lines:
            ranges[name] = f"={LISTS}!${chr(65 + at)}$2:${chr(65 + at)}${len(lines) + 1}"
    return ranges


def _write_entries(book: Workbook, sheet: Worksheet, ground: Ground, ranges: dict[str, str]) -> None:
    name_format, label_format = book.add_format(NAMED), book.add_format(LABELLED)
    example_format = book.add_format({"italic": True, "font_color": "#6B7280", "num_format": "@"})
    day_format, text_format = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "@"})
    example = _example(ground)
    last = settings.IMPORT_MOST_ROWS + EXAMPLE_LINE
    for at, (key, label, hint) in enumerate(columns_offered(ground)):
        base = key.partition("_")[0] if key.startswith(("serves_", "how_")) else key
        is_figure = "/" in key
        shape = day_format if key in DATES else None if is_figure else text_format
        sheet.set_column(at, at, WIDTHS.get(key, 16 if is_figure else 24), shape)
        sheet.write_string(0, at, key, name_format)
        sheet.write_string(1, at, _labelled(key, label, hint), label_format)
        sheet.write_string(2, at, example.get(key, ""), example_format)
        if base in ranges:
            sheet.data_validation(
                EXAMPLE_LINE, at, last, at, {"validate": "list", "source": ranges[base], "show_error": False}
            )
    sheet.set_row(1, LABEL_HEIGHT)
    sheet.freeze_panes(EXAMPLE_LINE, 2)


def _labelled(key: str, label: str, hint: str) -> str:
    """What stands below the name of a column; the whole line is passed over by what stands below the reference."""
    return f"{'# ' if key == REFERENCE else ''}{label}\n{hint}"


def _example(ground: Ground) -> dict[str, str]:
    """An example, which is passed over since its reference begins with "#"."""
    found = {
        REFERENCE: _("# example, passed over"),
        "title": _("Forty officials trained in examining travel documents"),
        "description": _("A course of three days for officials of two ministries; all passed the test at its end."),
        "beneficiaries": _("40 officials"),
        "starts_on": "2026-09-14",
        "ends_on": "2026-09-16",
        "how_1": _("Officials can examine documents by themselves."),
        "citation_1": _("Training report of 20 September 2026"),
        "sensitivity": str(Sensitivity.SHAREABLE),
    }
    for key, shown in (("office", ground.offices.shown), ("serves_1", ground.elements.shown)):
        if shown:
            found[key] = shown[0]
    return found


def _write_guide(book: Workbook, sheet: Worksheet, framework: Framework) -> None:
    heading = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110, wrapped)
    sheet.write_string(0, 0, _("Evidence for %(framework)s") % {"framework": framework}, heading)
    for line, text in enumerate(guide_lines(), start=2):
        sheet.write_string(line, 0, text, wrapped)


def guide_lines() -> list[str]:
    """How to fill in the template, in plain words."""
    return [
        _("1. Fill in the sheet “%(sheet)s”: one row for each thing that was done, from row 4 on.")
        % {"sheet": sheet_name()},
        _("2. Leave the first line as it is: it tells iomtrack what stands in each column. Columns may change places, "
          "and those that you do not need can be deleted."),
        _("3. Give each row a reference of your own, such as NBO-2026-014. By it iomtrack knows an entry again: "
          "upload the same file twice, and nothing changes; change a row, and its draft is changed."),
        _("4. Choose office, programme, objectives and roles from the drop-downs, or type their codes."),
        _("5. Where there are several countries or themes, write their codes with “;” between them: KE; CO."),
        _("6. Say under “Served 1” what it served, and beside it how, in one line; then 2, 3 and 4. Further columns "
          "serves_5, how_5 and so on, up to 20, can be added."),
        _("7. Figures: a number such as 1250 or 12.5. Leave the cell empty where nothing is known: empty is not 0. "
          "“over 40” and “about 40” are kept as such; “not reported” and “not applicable” are answers too."),
        _("8. Dates: as dates of your spreadsheet, or as 2026-09-14."),
        _("9. A row whose reference begins with “#” is passed over, like the example in row 3."),
        _("10. Upload the file on the page “Imports”. It is checked whole, and you see what it would change before "
          "anything is written."),
    ]  # fmt: skip


# --- rows to put right ---------------------------------------------------------------------------------


def rows_to_fix(batch: ImportBatch) -> IO[bytes]:
    """The refused rows of a batch: a column says what to put right, and the cells that it speaks of are marked.

    In the reader's language, as the page of the import is.
    """
    refused = ImportRow.objects.filter(batch=batch, outcome=RowOutcome.REFUSED).order_by("position")
    wanted = {(row.source_id, row.line): row.problems for row in refused.iterator()}
    file = TemporaryFile()  # noqa: SIM115 the caller reads and closes it
    with Workbook(file, OPTIONS | {"constant_memory": True}) as book:
        _Fixing(book, wanted, batch.kept_in).write(batch)
    file.seek(0)
    return file


class _Fixing:
    """Writes rows one after the other, each with its cells below their names."""

    def __init__(self, book: Workbook, wanted: dict[tuple[int, int], list[list[str]]], kept_in: str) -> None:
        self.sheet, self.wanted, self.kept_in, self.at = book.add_worksheet(sheet_name()), wanted, kept_in, 0
        self.bad = book.add_format({"bg_color": "#FFE9C7"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.bad_day = book.add_format({"bg_color": "#FFE9C7", "num_format": "yyyy-mm-dd"})
        self.named, self.labelled = book.add_format(NAMED), book.add_format(LABELLED)

    def write(self, batch: ImportBatch) -> None:
        """Only of files with rows to put right; the columns of others would be empty, and empty what stands."""
        sources = {source for source, _line in self.wanted}
        files = [source for source in files_of(batch) if source.pk in sources]
        names: dict[str, str] = {}
        for source in files:
            with sheet_of(source) as sheet:
                names |= {name_of(one): one for one in map(shown_name, sheet.names) if one and not one.startswith("#")}
        self.columns = {name: at for at, name in enumerate(names, start=1)}
        labels = {name_of(key): _labelled(key, *said) for key, *said in columns_offered(Ground(batch.framework))}
        self._line([f"{REMARK} {_('what to put right')}", *names.values()], self.named)
        self.sheet.set_row(self.at, LABEL_HEIGHT)
        self._line([_("What to put right"), *(labels.get(one, label_of(one)) for one in names)], self.labelled)
        self.sheet.set_column(0, 0, 60)
        self.sheet.set_column(1, len(names), 20)
        self.sheet.freeze_panes(2, 0)
        for source in files:
            with sheet_of(source) as sheet:
                places = [self.columns.get(name_of(name)) for name in sheet.names]
                for line, cells in sheet.lines:
                    if (problems := self.wanted.get((source.pk, line))) is not None:
                        self._row(problems, [shown_name(name) for name in sheet.names], places, cells)

    def _line(self, texts: list[str], shape: Format) -> None:
        for at, text in enumerate(texts):
            self.sheet.write_string(self.at, at, text, shape)
        self.at += 1

    def _row(self, problems: list[list[str]], names: list[str], places: list[int | None], cells: list[Any]) -> None:
        told = [(name, retold(message, self.kept_in)) for _letter, name, message in problems]
        self._cell(0, "\n".join(f"{name}{colon()}{message}" if name else message for name, message in told), False)
        bad = {name for _letter, name, _message in problems}
        found = {at: (cell, name) for at, cell, name in zip(places, cells, names, strict=False) if at is not None}
        for at in sorted(found):
            cell, name = found[at]
            self._cell(at, cell, name in bad)
        self.at += 1

    def _cell(self, at: int, cell: Any, is_bad: bool) -> None:
        shape = self.bad if is_bad else None
        if isinstance(cell, bool):
            self.sheet.write_boolean(self.at, at, cell, shape)
        elif isinstance(cell, int | float) and isfinite(cell):
            self.sheet.write_number(self.at, at, cell, shape)
        elif isinstance(cell, datetime | date):
            self.sheet.write_datetime(self.at, at, cell, self.bad_day if is_bad else self.day)  # type: ignore[arg-type]
        elif (text := str(cell if cell is not None else "")[:LONGEST_CELL]) or is_bad:
            self.sheet.write_string(self.at, at, text, shape)
