"""`|retold`: what a worker kept in English, or in another language, in the language of the page or letter."""

from __future__ import annotations

from django import template

from iomtrack.work.retelling import retold as worded_anew
from iomtrack.work.retelling import retold_whole

register = template.Library()


@register.filter
def retold(text: str, kept_in: str = "") -> str:
    """A problem that was kept, in the reader's language; what cannot be told anew as it was kept."""
    return worded_anew(text, kept_in)


@register.filter
def retold_if_whole(text: str) -> str:
    """A text that a person typed, or else one of our own sentences, which is told in the reader's language."""
    return retold_whole(text)
