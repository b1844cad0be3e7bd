"""What every change of a draft does first and last: hold it, see that it is one, and bring its elements in order."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.framework_writing import ASIDE
from objectives.enums import FrameworkStatus
from objectives.models import Element, Framework
from objectives.permissions import Capability, require
from objectives.queries.editor import seal, tree_of
from objectives.tree import Tree


class Stale(ActionError):
    """What a form was filled from is no longer what stands: somebody else saved in between."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this while you wrote. Nothing is lost: compare, then save again."))


def hold_draft(framework: Framework, by: User) -> Framework:
    """The framework as it stands now, held until the transaction ends. Raises ActionError past its draft."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    held = Framework.objects.select_for_update(of=("self",)).select_related("supersedes").get(pk=framework.pk)
    if held.status != FrameworkStatus.DRAFT:
        raise ActionError(
            _("%(symbol)s is no longer a draft. Its wording changes by amendment alone.") % {"symbol": held.symbol}
        )
    return held


def hold_element(element: Element, by: User) -> Element:
    """An element of a draft as it stands now; its framework is held. Raises ActionError where it is gone."""
    framework = hold_draft(element.framework, by)
    held = Element.objects.filter(pk=element.pk, framework=framework).first()
    if held is None:
        raise ActionError(_("%(code)s was removed in the meantime.") % {"code": element.code})
    held.framework = framework
    return held


def require_unchanged(read: str | None, standing: Any, wanted: Any = None) -> None:
    """Raise Stale where a form was filled from something else than what stands. None: nothing was read.

    `wanted` is what is to stand: where it does already, somebody pressed twice, and there is nothing to warn of.
    """
    if read is not None and read != seal(standing) and wanted != standing:
        raise Stale


def tree_in(framework: Framework) -> Tree:
    """The elements of a held framework as a tree. One query."""
    return tree_of(framework.elements.only("pk", "parent_id", "position", "framework_id"))


def arrange(framework: Framework, tree: Tree) -> None:
    """Give every element its parent and its place, counted from 1. Three queries, more only beyond hundreds of rows.

    Positions that change step aside first, since no two may meet.
    """
    rows = {row.pk: row for row in framework.elements.only("pk", "parent_id", "position", "framework_id")}
    changed = []
    for position, node in enumerate(tree, start=1):
        row = rows[node.key]
        if (row.position, row.parent_id) != (position, node.parent):
            row.position, row.parent_id = position, node.parent
            changed.append(row)
    framework.elements.filter(pk__in=[row.pk for row in changed]).update(position=F("position") + ASIDE)
    Element.objects.bulk_update(changed, ["position", "parent"])


def next_position(framework: Framework) -> int:
    """A position after all others, for a row that `arrange` then puts in its place."""
    last = framework.elements.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1
