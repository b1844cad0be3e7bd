"""What `manage.py check`, and so `migrate`, finds wrong with an installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from iomtrack.catalogues import stale


@register
def translations_are_compiled(app_configs: Sequence[AppConfig] | None = None, **_options: Any) -> list[CheckMessage]:
    """A translation was changed, or came with an update, and is not compiled: pages would be in English in parts."""
    return [
        Error(
            f"The translation {path.parent.parent.name}/{path.parent.name}/{path.name} is not compiled.",
            hint="Type: .venv/bin/python -m iomtrack.catalogues",
            id="iomtrack.E001",
        )
        for path in stale()
    ]
