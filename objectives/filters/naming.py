"""A box to name one thing in: by words or code as people type it, or by its key as links have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import django_filters
from django import forms
from django.forms.widgets import TextInput
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from objectives.queries.finding import MOST_NAMED, Subject

LONGEST = 250


class OfferingInput(TextInput):
    """A text box that offers values while one types, where the browser can. `offered` is asked when it is shown."""

    template_name = "objectives/_widgets/offering.html"

    def __init__(self, offered: Callable[[], Sequence[str]] | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.offered = offered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["offered"] = _options(tuple(self.offered())) if self.offered else ""
        return context


@lru_cache(maxsize=50)
def _options(offered: tuple[str, ...]) -> SafeString:
    """Values as a browser offers them; the same hundreds stand on each page of a list."""
    return format_html_join("", '<option value="{}"></option>', ([one] for one in offered))


class NamedField(forms.CharField):
    """One row of a subject. What it does not know, and what fits several, is told with the names it has; those that
    fit are `fitting` then."""

    fitting: Sequence[Any] = ()

    def __init__(self, *, subject: Subject, offered: Callable[[], Sequence[str]] | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=OfferingInput(offered), **kwargs)
        self.subject = subject

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = self.subject.named(typed)
        if len(found) == 1:
            return found[0]
        self.fitting = found[:MOST_NAMED]
        raise forms.ValidationError(self.unknown(typed) if not found else self.several(found))

    def unknown(self, typed: str) -> str:
        return _("“%(typed)s” is not known here. Type a code, or words of the name.") % {"typed": typed[:60]}

    def several(self, found: Sequence[Any]) -> str:
        names = "; ".join(self.subject.label(one) for one in found[:MOST_NAMED])
        more = " …" if len(found) > MOST_NAMED else ""
        return _("Several fit: %(names)s. Type more, or the code.") % {"names": names + more}


class NamedFilter(django_filters.Filter):
    """A filter by one row that is named."""

    field_class = NamedField


class ListedField(forms.CharField):
    """Rows that words name: `choose` gives them, `missing` is said where there are none."""

    def __init__(self, *, choose: Callable[[str], list[Any]], missing: Any, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=OfferingInput(), **kwargs)
        self.choose, self.missing = choose, missing

    def clean(self, value: Any) -> list[Any]:
        typed = super().clean(value)
        if not typed:
            return []
        found = self.choose(typed)
        if not found:
            raise forms.ValidationError(self.missing)
        return found


class ListedFilter(django_filters.Filter):
    """A filter by the rows that words name."""

    field_class = ListedField
