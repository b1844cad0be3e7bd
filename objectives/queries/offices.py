"""Offices for lists, pages and forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from iomtrack.accounts.models import User
from objectives.models import Office, Programme
from objectives.queries.name_order import by_name

FOCAL = Office.focal_points.through


@dataclass(frozen=True)
class OfficePage:
    """An office with all that stands around it. `people` are posted to it; each list is in the order of names."""

    office: Office
    people: list[User]
    focal_points: list[User]
    below: list[Office]
    merged: list[Office]
    programmes: list[Programme]


def office_list(user: User) -> QuerySet[Office]:
    """Every office that a person may see, with its State, what it stands below, and how many people it has."""
    people = Count("postings", filter=Q(postings__user__is_active=True))
    return Office.objects.visible_to(user).select_related("state", "parent", "merged_into").annotate(people=people)


def find_office(user: User, code: str) -> Office | None:
    """The office of a code, or None where there is none for this person."""
    return Office.objects.visible_to(user).select_related("state", "parent", "merged_into").filter(code=code).first()


def office_page(office: Office) -> OfficePage:
    """What stands around an office. Three queries."""
    is_focal = Exists(FOCAL.objects.filter(office=office, user=OuterRef("pk")))
    around = User.objects.annotate(answers=is_focal).filter(Q(posting__office=office) | Q(answers=True))
    people = by_name(around.filter(is_active=True).select_related("posting").order_by("pk"), lambda user: user.name)
    kin = by_name(Office.objects.filter(Q(parent=office) | Q(merged_into=office)).order_by("pk"))
    programmes = Programme.objects.on_offer().filter(Q(lead_office=office) | Q(offices=office)).distinct()
    return OfficePage(
        office=office,
        people=[one for one in people if _office_of(one) == office.pk],
        focal_points=[one for one in people if one.answers],
        below=[one for one in kin if one.parent_id == office.pk and not one.is_retired],
        merged=[one for one in kin if one.merged_into_id == office.pk],
        programmes=by_name(programmes.order_by("pk"), lambda one: one.title_here),
    )


def _office_of(user: User) -> int | None:
    posting = getattr(user, "posting", None)
    return posting.office_id if posting else None


def own_office(user: User) -> Office | None:
    """The office that a person is posted to, or None. One query."""
    return Office.objects.filter(postings__user=user).first()


def offices_to_choose(kept: Office | None = None, but: Office | None = None) -> QuerySet[Office]:
    """Offices that can be chosen: those in use, and the one that is chosen already; all but one."""
    found = Office.objects.filter(Q(retired_on__isnull=True) | Q(pk=kept.pk if kept else None))
    return found.exclude(pk=but.pk) if but else found
