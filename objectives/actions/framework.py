"""Putting a checked framework in the database, again and again without harm.

What was adopted is never changed, and nothing is ever deleted: `framework_rewriting` says what a file may change of
what stands. A draft that nothing rests on may change throughout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from iomtrack.accounts.models import User
from objectives.actions.framework_changes import Change, FrameworkRefused, compare
from objectives.actions.framework_input import FrameworkInput
from objectives.actions.framework_writing import write
from objectives.actions.lifecycle import supersede
from objectives.models import AuditEvent, Framework
from objectives.permissions import Capability, require


@dataclass(frozen=True)
class Changes:
    """What a load changed, or would change: a row each, none where there is nothing to do."""

    symbol: str
    rows: list[Change]
    framework: Framework | None = None  # None before a new framework is written
    superseded: Framework | None = None  # the one that gives its place to this one

    @property
    def is_empty(self) -> bool:
        return not self.rows and self.superseded is None

    def added(self, name: str) -> int:
        """How many rows of a list ("elements", "targets", …) are new."""
        return sum(1 for row in self.rows if row.key[0] == name and row.before is None)

    @property
    def changed(self) -> int:
        """How many rows that stand are changed."""
        return sum(1 for row in self.rows if row.before is not None)


def preview_framework(*, content: FrameworkInput) -> Changes:
    """What saving would change; nothing is written. Raises FrameworkRefused as saving would."""
    comparison = compare(content)
    if comparison.refused:
        raise FrameworkRefused(comparison.refused, differs=comparison.differs)
    return Changes(content.symbol, comparison.changes, comparison.framework, comparison.superseded)


@transaction.atomic
def save_framework(*, content: FrameworkInput, by: User) -> Changes:
    """Add a framework, or what is new in it. The same content twice changes nothing and leaves no audit event.

    Past its draft, it takes the place of the framework that it supersedes, if that is in force.
    Raises FrameworkRefused, with each place, where words that were adopted would change, an element loaded before is
    missing, or another framework named in it is not known.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    Framework.objects.select_for_update().filter(symbol=content.symbol).first()  # one load at a time
    changes = preview_framework(content=content)
    framework = write(content.symbol, {row.key: row.after for row in changes.rows}, by=by)
    if changes.rows:
        changed = {row.key: row.before for row in changes.rows if row.before is not None}
        after = {row.key: row.after for row in changes.rows}
        AuditEvent.objects.record(
            by=by, action="framework.load", on=framework, before=_readable(changed), after=_readable(after)
        )
    if changes.superseded is not None:
        supersede(framework=changes.superseded, successor=framework, by=by)
    return Changes(content.symbol, changes.rows, framework, changes.superseded)


def _readable(rows: Mapping[tuple[str, ...], dict[str, Any]]) -> dict[str, Any]:
    """Rows by one name each, for the audit."""
    return {" ".join(part for part in key if part): values for key, values in rows.items()}
