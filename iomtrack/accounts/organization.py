"""What the organization is called, in the language that one reads."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language


def organization_in(language: str) -> str:
    """Its name in a language (BCP 47), or the one that it goes by where it has none of its own there."""
    names = settings.ORGANIZATION_NAMES
    return str(names.get(language) or names.get(language.partition("-")[0]) or settings.ORGANIZATION)


def organization_here() -> str:
    """Its name in the language that is active."""
    return organization_in(get_language() or settings.LANGUAGE_CODE)
