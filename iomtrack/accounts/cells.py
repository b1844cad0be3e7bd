"""Cells of lists, and those that are written by a template, at little cost."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

import django_tables2 as tables
from django.template import Context, Engine
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow


class TemplateCell(tables.TemplateColumn):
    """A column whose cells are written within the page's own context, which the template finds beside `record` and
    `table`.

    `TemplateColumn` copies all that the page was told for each cell, and has the template looked up anew: more than a
    hundred times for one list.
    """

    def __init__(self, template_name: str, **kwargs: Any) -> None:
        super().__init__(template_name=template_name, **kwargs)

    def render(self, record: Any, table: Any) -> SafeString:
        return self.written(record, table)

    render.__signature__ = inspect.signature(render)  # type: ignore[attr-defined]  # django-tables2 asks at each cell

    def written(self, record: Any, table: Any) -> SafeString:
        """The cell of a record."""
        page = getattr(table, "context", None) or Context()
        templates = table.__dict__.setdefault("templates_of_cells", {})
        if self.template_name not in templates:
            templates[self.template_name] = Engine.get_default().get_template(self.template_name)
        with page.update({"record": record, "table": table}):
            written: SafeString = templates[self.template_name].render(page)
        return written


def lines(table: tables.Table, rows: Iterable[BoundRow]) -> Iterator[SafeString]:
    """The cells of each row. The tag that begins one is the same in all rows of a column."""
    first, *others = table.columns
    begin = {first.name: format_html("<td {}>", first.attrs["td"].as_html())}
    for column in others:
        begin[column.name] = format_html('<td {} data-label="{}">', column.attrs["td"].as_html(), column.header)
    for row in rows:
        yield format_html_join("", "{}{}</td>", ((begin[one.name], _cell(one, row, table)) for one in table.columns))


def _cell(column: BoundColumn, row: BoundRow, table: tables.Table) -> Any:
    """What the row gives; it goes a long way to each cell, which a template does not need."""
    if isinstance(column.column, TemplateCell):
        return column.column.written(row.record, table)
    return row.get_cell(column.name)
