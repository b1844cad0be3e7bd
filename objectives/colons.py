"""What stands between a name and what is said of it."""

from __future__ import annotations

from django.utils.translation import gettext as _


def colon() -> str:
    """What parts a name from what is said of it: ": ", in French with a space before it too."""
    return _("%(fact)s: %(value)s") % {"fact": "", "value": ""}


def colon_after(label: str) -> str:
    """The same after a name that may be a question, which needs no colon."""
    return " " if label.rstrip().endswith("?") else colon()
