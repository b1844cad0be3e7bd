"""Cells of lists, and those that are written by a template, at little cost."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

import django_tables2 as tables
from django.template import Context, Engine
from django.template.base import Template
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
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
        page = page_of(table)
        with page.update({"record": record, "table": table}):
            return self.within(page)

    def within(self, page: Context) -> SafeString:
        """The cell of the record that the context holds: where a page is written, as a part of the page's template."""
        return self.template.nodelist.render(page) if page.template else self.template.render(page)

    @cached_property
    def template(self) -> Template:
        """The template, which a table looks up once: django-tables2 copies the columns for each."""
        return Engine.get_default().get_template(self.template_name)


def page_of(table: tables.Table) -> Context:
    """What the page around a list was told."""
    return getattr(table, "context", None) or Context()


def lines(table: tables.Table, rows: Iterable[BoundRow]) -> Iterator[SafeString]:
    """The cells of each row. The tag that begins one is the same in all rows of a column."""
    first, *others = table.columns
    begin = [format_html("<td {}>", first.attrs["td"].as_html())]
    begin += [format_html('<td {} data-label="{}">', one.attrs["td"].as_html(), one.header) for one in others]
    columns, page = list(zip(begin, table.columns, strict=True)), page_of(table)
    for row in rows:
        with page.update({"record": row.record, "table": table}):
            cells = [f"{tag}{conditional_escape(_cell(one, row, page))}</td>" for tag, one in columns]
        yield mark_safe("".join(cells))  # noqa: S308 each is escaped


def _cell(column: BoundColumn, row: BoundRow, page: Context) -> Any:
    """What the row gives; it goes a long way to each cell, which a template does not need."""
    if isinstance(column.column, TemplateCell):
        return column.column.within(page)
    return row.get_cell(column.name)
