"""Programmes for lists, pages and forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import ProgrammeStatus, WordsState
from objectives.models import AuditEvent, Programme, ProgrammeBudget, ProgrammeCountry, ProgrammeWords
from objectives.models.programme import keys_below
from objectives.models.sorting import AsSorted
from objectives.queries.budgets import Money, budget_of, in_force
from objectives.queries.name_order import by_name

NAMED = ("code", "title", "language", "translations", "status")
DECISIONS = ("programme.confirm", "programme.merge", "programme.retire")
PLACES = Prefetch("places", ProgrammeCountry.objects.select_related("state"))  # countries, with their shares


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
    places: list[ProgrammeCountry]
    below: list[Programme]
    merged: list[Programme]
    counted: list[int]  # keys of the programmes whose entries are shown


def programmes_as_sorted() -> QuerySet[Programme]:
    """All programmes, each with the title that lists sort it by (`sorted_title`)."""
    return Programme.objects.annotate(sorted_title=AsSorted("title"))


def programme_list(user: User) -> QuerySet[Programme]:
    """Every programme that a person may see, with its parent, lead office, donors and countries, and `sorted_title`.
    Three queries for a page."""
    return (
        Programme.objects.visible_to(user)
        .annotate(sorted_title=AsSorted("title"))
        .select_related("lead_office", "merged_into", "parent")
        .prefetch_related("donors", "countries")
    )


def find_programme(user: User, code: str) -> Programme | None:
    """The programme of a code with its parts, or None where there is none for this person. Seven queries."""
    return _with_its_parts(Programme.objects.visible_to(user).filter(code=code))


def confirmed_from(user: User, code: str) -> Programme | None:
    """The programme that a proposal was taken up as, by the code that it had until then; None where there is none."""
    confirmed = AuditEvent.objects.filter(object_type=Programme._meta.label_lower, action="programme.confirm")
    key = confirmed.filter(before__code=code).order_by("-id").values_list("object_id", flat=True).first()
    return _with_its_parts(Programme.objects.visible_to(user).filter(pk=key)) if key else None


def last_decision(programme: Programme) -> AuditEvent | None:
    """Who confirmed, merged or retired a programme last, and when."""
    events = AuditEvent.objects.filter(object_type=programme._meta.label_lower, object_id=str(programme.pk))
    return events.filter(action__in=DECISIONS).select_related("by").order_by("-id").first()


def _with_its_parts(programmes: QuerySet[Programme]) -> Programme | None:
    return (
        programmes.select_related("parent", "lead_office", "merged_into", "proposed_by")
        .prefetch_related("donors", "budgets", "offices", PLACES, "documents", "focal_points")
        .first()
    )


def programme_page(programme: Programme, *, with_below: bool = False) -> ProgrammePage:
    """What stands around a programme; `with_below`: its entries are shown with those of all that stands below it. One
    query beside those of `find_programme`."""
    kin = Q() if with_below else Q(parent=programme) | Q(merged_into=programme)
    found = Programme.objects.filter(kin).only(*NAMED, "parent", "merged_into").order_by("pk")
    rows = by_name(found, lambda one: one.title_here)
    merged = [one for one in rows if one.merged_into_id == programme.pk]
    below = [one for one in rows if one.parent_id == programme.pk and one.status != ProgrammeStatus.RETIRED]
    budgets = list(programme.budgets.all())
    in_place = {one.pk for one in in_force(budgets)}
    tree = ((one.pk, one.parent_id, one.merged_into_id) for one in rows)
    return ProgrammePage(
        programme=programme,
        total=budget_of(programme),
        budgets=[BudgetRow(one, one.pk not in in_place) for one in budgets],
        places=sorted(by_name(programme.places.all()), key=lambda one: -(one.percentage or 0)),
        below=below,
        merged=merged,
        counted=keys_below(programme, tree) if with_below else [programme.pk, *(one.pk for one in merged)],
    )


def programmes_to_choose(kept: Programme | None = None, but: Programme | None = None) -> QuerySet[Programme]:
    """Programmes that can be chosen: those on offer, and the one that is chosen already; all but one."""
    found = Programme.objects.filter(~Q(status=ProgrammeStatus.RETIRED) | Q(pk=kept.pk if kept else None))
    return found.exclude(pk=but.pk) if but else found


def stopped_words(programme: Programme) -> ProgrammeWords | None:
    """Why what was logged under a programme is not found by what it is called now; None where it is. One query."""
    return ProgrammeWords.objects.filter(programme=programme, state=WordsState.STOPPED).order_by("-pk").first()


def programmes_with_stopped_words() -> list[Programme]:
    """The programmes for which that has stopped. One query."""
    stopped = ProgrammeWords.objects.filter(programme=OuterRef("pk"), state=WordsState.STOPPED)
    return list(Programme.objects.filter(Exists(stopped)).only(*NAMED).order_by("code"))


def proposals() -> int:
    """How many proposed programmes wait for a decision."""
    return Programme.objects.filter(status=ProgrammeStatus.PROPOSED).count()
