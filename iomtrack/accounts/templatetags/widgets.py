"""The parts of form widgets that come by the dozen: attributes and options, which cost most of a form as templates;
and boxes of filters, which say the same on each page of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.forms.widgets import ChoiceWidget, Input
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from iomtrack.accounts.pieces import Piece, keeper

register = template.Library()
Option = Mapping[str, Any]
kept_boxes = keeper(300)


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes of a tag, each with a blank before it; nothing of those that are False or None."""
    return flatatt(attrs)  # type: ignore[arg-type, return-value]  # it takes any mapping, and gives what is safe


@register.filter
def options(groups: Iterable[tuple[str | None, Iterable[Option], int]]) -> SafeString:
    """The options of a list to choose from, under the headings that they have; the same hundreds are written once."""
    shown = tuple(
        (
            name,
            tuple((str(one["value"]), tuple(one["attrs"].items()), conditional_escape(one["label"])) for one in some),
        )
        for name, some, _index in groups
    )
    return kept_boxes(Piece(("options", shown), partial(_options, shown)))


def _options(shown: Iterable[tuple[str | None, Iterable[tuple[str, Any, str]]]]) -> SafeString:
    written = []
    for name, some in shown:
        lines = format_html_join(
            "",
            '\n<option value="{}"{}>{}</option>',
            ((value, flatatt(dict(attrs)), label) for value, attrs, label in some),
        )
        written.append(format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines)
    return mark_safe("".join(written))  # noqa: S308 each is safe


@register.filter
def box(field: BoundField) -> SafeString:
    """A field of a filter with its label, as `field.as_field_group`; one that has nothing to complain of is kept."""
    widget = field.field.widget
    if field.errors or getattr(field.field, "came_back", False) or not isinstance(widget, Input | ChoiceWidget):
        return field.as_field_group()
    offers: tuple[Any, ...] = ()
    if isinstance(widget, ChoiceWidget):
        widget.choices = offers = tuple(_settled(widget.choices))
    elif offered := getattr(widget, "offered", None):
        offers = tuple(offered())
        widget.offered = lambda: offers  # type: ignore[attr-defined]  # of a box that offers values, which has it
    said = (field.html_name, field.auto_id, str(field.label), str(field.help_text), _value(field.value()))
    is_so = (field.field.required, field.field.disabled, field.form.use_required_attribute, field.form.is_bound)
    attrs = tuple((name, str(value)) for name, value in widget.attrs.items())
    return kept_boxes(Piece((type(widget), *said, *is_so, attrs, offers), field.as_field_group))


def _settled(choices: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    """Choices, and groups of them, as words that do not change any more."""
    for value, label in choices:
        yield (
            "" if value is None else str(value),
            tuple(_settled(label)) if isinstance(label, list | tuple) else conditional_escape(label),
        )


def _value(value: Any) -> object:
    """What stands in a box, as far as it shows: nothing is not the word for it."""
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return None if value is None else str(value)
