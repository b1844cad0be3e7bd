"""The facts as an edition keeps them (law 4): JSON values and their SHA-256, which reading checks."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from reports.content.errors import ContentError
from reports.content.facts import ReportContent
from reports.models import Edition

_adapter: TypeAdapter[ReportContent] = TypeAdapter(ReportContent)


def dump(content: ReportContent) -> dict[str, Any]:
    """The facts as JSON values, for the edition's row. Decimals become strings, so that nothing is rounded."""
    return dict(_adapter.dump_python(content, mode="json"))


def load(data: dict[str, Any]) -> ReportContent:
    """The facts of a kept edition. Raises pydantic.ValidationError if they are not whole."""
    return _adapter.validate_python(data)


def digest(data: dict[str, Any]) -> str:
    """SHA-256 (hexadecimal) of the facts in their canonical JSON form: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


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
