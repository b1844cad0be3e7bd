"""Filters that people keep, and the columns that they chose."""

from __future__ import annotations

from django.db.models import QuerySet

from iomtrack.accounts.models import User
from objectives.models import ChosenColumns, SavedFilter


def kept_filters(user: User) -> QuerySet[SavedFilter]:
    """One's own and those shared with one's office, by name, with their owners."""
    return SavedFilter.objects.visible_to(user).select_related("owner")


def own_filter(user: User, pk: int) -> SavedFilter | None:
    """One's own filter, or None."""
    return SavedFilter.objects.filter(owner=user, pk=pk).first()


def columns_of(user: User) -> list[str] | None:
    """The columns that a person chose, or None for the usual ones. One query."""
    return ChosenColumns.objects.filter(user=user).values_list("columns", flat=True).first()
