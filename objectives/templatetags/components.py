"""Components that a page shows again and again with the same words: each is written by its template once, and kept.

All that they show is in what is asked for, so that what is kept is always right.
"""

from __future__ import annotations

from functools import lru_cache, partial

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from iomtrack.accounts.pieces import Piece, keeper
from objectives.models import Element, Office
from objectives.queries.queue import Waiting
from objectives.templatetags.words import Bar

KEPT = 2_000
_pieces = keeper(KEPT)
register = template.Library()


@register.filter
def badge(element: Element) -> SafeString:
    """An element's code."""
    return _badge(element.code, element.kind)


@register.filter
def named_badge(element: Element) -> SafeString:
    """An element's code with its name, in the language of its framework's wording."""
    return _named_badge(element.code, element.kind, element.label, element.framework.language)


@register.filter
def badge_and_name(element: Element) -> SafeString:
    """The same, where they stand by themselves in a line."""
    return _badge_and_name(element.code, element.kind, element.label, element.framework.language)


@register.filter
def progress(bar: Bar) -> SafeString:
    """A value on its way to a target."""
    return _progress(bar)


@register.filter
def office_link(office: Office) -> SafeString:
    """An office by its name in the reader's language, which leads to its page."""
    return _office_link(office.code, str(office))


@register.filter
def waits(one: Waiting) -> SafeString:
    """For whom an entry waits that was submitted, and how long."""
    people = tuple(person.name for person in one.people)
    shows = ("waits", one.days, one.is_old, people)
    return _pieces(Piece(shows, partial(render_to_string, "objectives/_waits.html", {"waits": one})))


@register.simple_tag
def status_mark(status: str, label: str) -> SafeString:
    """A status as a shape and a word."""
    return _status(str(status), str(label))


@lru_cache(maxsize=KEPT)
def _badge(code: str, kind: str) -> SafeString:
    return render_to_string("_components/badge.html", {"element": {"code": code, "kind": kind}})


@lru_cache(maxsize=KEPT)
def _named_badge(code: str, kind: str, label: str, language: str) -> SafeString:
    told = {"element": {"code": code, "kind": kind, "label": label}, "language": language}
    return render_to_string("_components/named_badge.html", told)


@lru_cache(maxsize=KEPT)
def _badge_and_name(code: str, kind: str, label: str, language: str) -> SafeString:
    element = {"code": code, "kind": kind, "label": label}
    written = (
        render_to_string(f"_components/{name}.html", {"element": element, "worded_in": language})
        for name in ("badge", "element_name")
    )
    return mark_safe("".join(one.strip() for one in written))  # noqa: S308 each is safe


@lru_cache(maxsize=KEPT)
def _office_link(code: str, name: str) -> SafeString:
    return render_to_string("_components/office_link.html", {"code": code, "name": name})


@lru_cache(maxsize=KEPT)
def _progress(bar: Bar) -> SafeString:
    return render_to_string("_components/progress.html", {"bar": bar})


@lru_cache(maxsize=KEPT)
def _status(status: str, label: str) -> SafeString:
    return render_to_string("_components/status.html", {"status": status, "label": label})
