"""Who answers for which element, and who may assess it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import NotPermitted
from iomtrack.accounts.models import User
from iomtrack.accounts.permissions import holds_role
from objectives.models import Element, FocalPoint, Framework
from objectives.permissions import STAFF, Capability, may


def may_assess(user: User, element: Element, focal_points: Collection[User] | None = None) -> bool:
    """Whether a person may write an element's assessments: reviewers and administrators all, focal points their own.

    A page that has already read the element's focal points hands them over and saves the query.
    """
    if may(user, Capability.WRITE_ASSESSMENT):
        return True
    if not holds_role(user, STAFF):
        return False
    if focal_points is not None:
        return user in focal_points
    return FocalPoint.objects.filter(user=user, element=element).exists()


def require_may_assess(user: User, element: Element) -> None:
    """Raise NotPermitted unless a person may write an element's assessments."""
    if not may_assess(user, element):
        raise NotPermitted(_("Your account may not do this."))


def focal_points_in(framework: Framework) -> dict[int, list[User]]:
    """By element (primary key): the people who answer for it, by name. One query."""
    found: dict[int, list[User]] = defaultdict(list)
    rows = FocalPoint.objects.filter(element__framework=framework, user__is_active=True).select_related("user")
    for one in rows.order_by("user__name", "user_id"):
        found[one.element_id].append(one.user)
    return found


def who_can_be_named() -> QuerySet[User]:
    """The people who can be focal points: any staff account that is open, by name."""
    return User.objects.filter(role__in=STAFF, is_active=True).order_by("name", "pk")
