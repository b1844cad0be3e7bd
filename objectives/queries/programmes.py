"""Programmes for lists, pages and forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import ProgrammeStatus
from objectives.models import Programme, ProgrammeBudget
from objectives.queries.budgets import Money, budget_of, in_force


@dataclass(frozen=True)
class BudgetRow:
    """A budget, and whether a revised one stands in its place."""

    budget: ProgrammeBudget
    is_replaced: bool


@dataclass(frozen=True)
class ProgrammePage:
    """A programme with all that stands around it."""

    programme: Programme
    total: tuple[Money, ...]
    budgets: list[BudgetRow]
    below: list[Programme]
    merged: list[Programme]


def programme_list(user: User) -> QuerySet[Programme]:
    """Every programme that a person may see, with its lead office, donors and countries. Three queries for a page."""
    return (
        Programme.objects.visible_to(user)
        .select_related("lead_office", "merged_into")
        .prefetch_related("donors", "countries")
    )


def find_programme(user: User, code: str) -> Programme | None:
    """The programme of a code with its parts, or None where there is none for this person. Six queries."""
    return (
        Programme.objects.visible_to(user)
        .filter(code=code)
        .select_related("parent", "lead_office", "merged_into", "proposed_by")
        .prefetch_related("donors", "budgets", "offices", "countries", "focal_points")
        .first()
    )


def programme_page(programme: Programme) -> ProgrammePage:
    """What stands around a programme. One query beside those of `find_programme`."""
    kin = list(Programme.objects.filter(Q(parent=programme) | Q(merged_into=programme)).order_by("title", "pk"))
    budgets = list(programme.budgets.all())
    counted = {one.pk for one in in_force(budgets)}
    return ProgrammePage(
        programme=programme,
        total=budget_of(programme),
        budgets=[BudgetRow(one, one.pk not in counted) for one in budgets],
        below=[one for one in kin if one.parent_id == programme.pk and one.status != ProgrammeStatus.RETIRED],
        merged=[one for one in kin if one.merged_into_id == programme.pk],
    )


def programmes_to_choose(kept: Programme | None = None, but: Programme | None = None) -> QuerySet[Programme]:
    """Programmes that can be chosen: those on offer, and the one that is chosen already; all but one."""
    found = Programme.objects.filter(~Q(status=ProgrammeStatus.RETIRED) | Q(pk=kept.pk if kept else None))
    return found.exclude(pk=but.pk) if but else found


def proposals() -> int:
    """How many proposed programmes wait for a decision."""
    return Programme.objects.filter(status=ProgrammeStatus.PROPOSED).count()
