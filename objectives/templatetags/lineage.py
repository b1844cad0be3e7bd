"""Words of the closed lists, where a page has only the code."""

from __future__ import annotations

from django import template

from objectives.enums import Finding

register = template.Library()


@register.filter
def finding_label(code: str) -> str:
    """A finding's word: "Met"."""
    return str(Finding(code).label)
