"""The parts of form widgets that come by the dozen: attributes and options, which cost most of a form as templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
Option = Mapping[str, Any]


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes of a tag, each with a blank before it; nothing of those that are False or None."""
    return flatatt(attrs)  # type: ignore[arg-type, return-value]  # it takes any mapping, and gives what is safe


@register.filter
def options(groups: Iterable[tuple[str | None, Iterable[Option], int]]) -> SafeString:
    """The options of a list to choose from, under the headings that they have."""
    written = []
    for name, some, _index in groups:
        lines = format_html_join(
            "",
            '\n<option value="{}"{}>{}</option>',
            ((str(one["value"]), flatatt(one["attrs"]), one["label"]) for one in some),
        )
        written.append(format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines)
    return mark_safe("".join(written))  # noqa: S308 each is safe
