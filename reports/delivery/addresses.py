"""Addresses that mail carries: links into the site, and Message-IDs."""

from __future__ import annotations

from django.conf import settings

from reports.models import Edition


def portal_link() -> str:
    """Where a delegate reads what was issued."""
    return f"{settings.SITE_URL.rstrip('/')}/portal/"


def edition_link(edition: Edition) -> str:
    """Where an administrator signs an edition off."""
    return f"{settings.SITE_URL.rstrip('/')}{edition.get_absolute_url()}"
