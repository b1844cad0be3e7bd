"""What other systems call a record that has no name from another system: the name of this site, and our reference."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

LONGEST_SITE = 90  # characters; with a reference after it, it has to fit where external references are kept


def site_name() -> str:
    """This site, as no other is called: the host of its address."""
    return urlsplit(settings.SITE_URL).netloc.casefold()[:LONGEST_SITE]


def as_external(reference: str, site: str) -> str:
    """The external reference of a record that has none of its own: strategy.example.org/EV-2026-0014."""
    return f"{site}/{reference}"


def ours(external: str, site: str) -> str:
    """Our reference of a record that is called so elsewhere; "" where the name is not of this site."""
    before, _slash, reference = external.rpartition("/")
    return reference if before.casefold() == site else ""
