"""Cells of lists that are written by a template, at little cost."""

from __future__ import annotations

import inspect
from typing import Any

import django_tables2 as tables
from django.template import Context, Engine
from django.utils.safestring import SafeString


class TemplateCell(tables.TemplateColumn):
    """A column whose cells are written within the page's own context, which the template finds beside `record`.

    `TemplateColumn` copies all that the page was told for each cell, and has the template looked up anew: more than a
    hundred times for one list.
    """

    def __init__(self, template_name: str, **kwargs: Any) -> None:
        super().__init__(template_name=template_name, **kwargs)

    def render(self, record: Any, table: Any, value: Any, bound_column: Any, **kwargs: Any) -> SafeString:
        page = getattr(table, "context", None) or Context()
        told = self.get_context_data(record=record, table=table, value=value, bound_column=bound_column, **kwargs)
        templates = table.__dict__.setdefault("templates_of_cells", {})
        if self.template_name not in templates:
            templates[self.template_name] = Engine.get_default().get_template(self.template_name)
        with page.update(told):
            written: SafeString = templates[self.template_name].render(page)
        return written

    render.__signature__ = inspect.signature(render)  # type: ignore[attr-defined]  # django-tables2 asks at each cell
