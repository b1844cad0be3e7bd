"""The facts as an edition keeps them (law 4): JSON values and their SHA-256, which reading checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.content.errors import ContentError
from reports.content.facts import ReportContent, digest, dump, load
from reports.models import Edition


@dataclass(frozen=True)
class Frozen:
    """Facts in the form in which an edition's row keeps them."""

    content: dict[str, Any]
    sha256: str
    introductions: dict[str, str]
    touches_sample: bool


def freeze(content: ReportContent) -> Frozen:
    """The facts, ready to be kept."""
    data = dump(content)
    return Frozen(data, digest(data), dict(content.introductions), content.is_sample)


def content_of(edition: Edition) -> ReportContent:
    """The facts that a composed edition keeps.

    Raises ContentError before it is composed, and where they are not the ones that were frozen.
    """
    if not edition.content:
        raise ContentError([_("The edition has not been composed yet.")])
    if digest(edition.content) != edition.content_sha256:
        raise ContentError([_("The content is not the one that was frozen. Compose the edition again.")])
    return load(edition.content)
