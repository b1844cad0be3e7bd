"""Naming the people who answer for an element."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Element, FocalPoint
from objectives.permissions import Capability, require
from objectives.queries.focal_points import who_can_be_named


@transaction.atomic
def set_focal_points(*, element: Element, users: Collection[User], by: User) -> Element:
    """Say who answers for an element, in place of who did; nobody may be named too.

    Raises ActionError for a person whose account is no open staff account, unless they were named before.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    element = Element.objects.select_for_update().get(pk=element.pk)
    before = dict(FocalPoint.objects.filter(element=element).values_list("user_id", "user__email"))
    after = {user.pk: user.email for user in users}
    added = after.keys() - before.keys()
    if added - set(who_can_be_named().filter(pk__in=added).values_list("pk", flat=True)):
        raise ActionError({"add": [_("Only staff whose account is open can be focal points.")]})
    if before == after:
        return element
    FocalPoint.objects.filter(element=element).exclude(user_id__in=after).delete()
    FocalPoint.objects.bulk_create(FocalPoint(element=element, user_id=pk) for pk in added)
    AuditEvent.objects.record(
        by=by,
        action="element.set_focal_points",
        on=element,
        before={"focal_points": sorted(before.values())},
        after={"focal_points": sorted(after.values())},
    )
    return element
