"""Keeping filters of the list of evidence, and the columns to see in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, ChosenColumns, SavedFilter
from objectives.permissions import Capability, require

MOST = 100  # filters that one person keeps
LONGEST_QUERY = 2_000  # characters


def keep_filter(*, name: str, query: str, is_shared: bool, by: User) -> SavedFilter:
    """Keep a filter under a name. Raises ActionError for a name that one has already, or one filter too many."""
    require(by, Capability.VIEW_RECORD)
    if not query:
        raise ActionError(_("Set a filter first: there is nothing to keep yet."))
    if len(query) > LONGEST_QUERY:
        raise ActionError(_("This filter is too long to be kept. Take something off it."))
    if SavedFilter.objects.filter(owner=by).count() >= MOST:
        raise ActionError(_("You keep %(most)s filters, and no more can be kept. Delete one first.") % {"most": MOST})
    return _written(SavedFilter(owner=by, query=query), "saved_filter.keep", name, is_shared, by)


def change_filter(*, saved: SavedFilter, name: str, is_shared: bool, by: User) -> SavedFilter:
    """Name one's filter anew, share it or keep it to oneself. Raises ActionError as `keep_filter` does."""
    _require_owner(saved, by)
    return _written(saved, "saved_filter.change", name, is_shared, by)


@transaction.atomic
def delete_filter(*, saved: SavedFilter, by: User) -> None:
    """Delete one's filter. Links to the list that others have taken from it go on working.

    What was deleted since it was read is left at that.
    """
    _require_owner(saved, by)
    found = SavedFilter.objects.select_for_update().filter(pk=saved.pk).first()
    if found is None:
        return
    AuditEvent.objects.record(by=by, action="saved_filter.delete", on=found, before=_as_kept(found))
    found.delete()


@transaction.atomic
def choose_columns(*, columns: Sequence[str], by: User) -> None:
    """Say which columns one wants to see; none, for the usual ones."""
    require(by, Capability.VIEW_RECORD)
    chosen = ChosenColumns.objects.select_for_update().filter(user=by).first() or ChosenColumns(user=by)
    before, chosen.columns = chosen.columns, list(columns)
    chosen.save()
    if before != chosen.columns:
        AuditEvent.objects.record(
            by=by, action="columns.choose", on=chosen, before={"columns": before}, after={"columns": chosen.columns}
        )


def _written(saved: SavedFilter, action: str, name: str, is_shared: bool, by: User) -> SavedFilter:
    before = _as_kept(saved) if saved.pk else None
    saved.name, saved.is_shared = name.strip(), is_shared
    try:
        with transaction.atomic():
            saved.save()
            AuditEvent.objects.record(by=by, action=action, on=saved, before=before, after=_as_kept(saved))
    except IntegrityError as error:
        raise ActionError({"name": [_("You keep a filter of this name already.")]}) from error
    return saved


def _require_owner(saved: SavedFilter, by: User) -> None:
    require(by, Capability.VIEW_RECORD)
    if saved.owner_id != by.pk:
        raise ActionError(_("Only who keeps a filter can change it."))


def _as_kept(saved: SavedFilter) -> dict[str, Any]:
    return {"name": saved.name, "query": saved.query, "is_shared": saved.is_shared}
