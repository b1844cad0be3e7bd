"""Making one office of two, or one programme of two (docs/adr/0007-merging.md).

What was submitted stays under the office and the programme that it was recorded with, and is counted with both. What
is alive moves: people, focal points, what stands below, and what is still being written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import offices, programmes
from objectives.actions.programme_words import ask_for_words
from objectives.enums import EDITABLE, ProgrammeStatus
from objectives.hierarchy import MOST_LEVELS, levels, merged_away
from objectives.models import AuditEvent, Evidence, Office, Posting, Programme
from objectives.permissions import Capability, require


@dataclass(frozen=True)
class MergePlan:
    """What merging would move, and what would stay: for the page that asks for it, and for the audit."""

    drafts: tuple[str, ...]  # references of drafts and returned entries, which move
    stays: int  # entries that were submitted, and stay as they were recorded
    people: tuple[User, ...]
    focal_points: tuple[User, ...]
    below: tuple[str, ...]
    merged_before: tuple[str, ...]


def plan_for_office(office: Office) -> MergePlan:
    """What merging an office would do. Six queries."""
    people = User.objects.filter(posting__office=office).order_by("name", "pk")
    return _plan(Evidence.objects.filter(office=office), office, tuple(people))


def plan_for_programme(programme: Programme) -> MergePlan:
    """What merging a programme would do. Five queries."""
    return _plan(Evidence.objects.filter(programme=programme), programme, ())


def _plan(entries: QuerySet[Evidence], one: Any, people: tuple[User, ...]) -> MergePlan:
    drafts = entries.filter(status__in=EDITABLE).order_by("reference").values_list("reference", flat=True)
    return MergePlan(
        drafts=tuple(drafts),
        stays=entries.exclude(status__in=EDITABLE).count(),
        people=people,
        focal_points=tuple(one.focal_points.order_by("name", "pk")),
        below=tuple(one.children.order_by("code").values_list("code", flat=True)),
        merged_before=tuple(one.merged.order_by("code").values_list("code", flat=True)),
    )


@transaction.atomic
def merge_offices(*, office: Office, into: Office, by: User) -> Office:
    """Retire an office in favour of another, and move what is alive. Returns the one that stays.

    Raises ActionError, at `into`, where the two are one, or either is retired.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    office = offices.hold(office)
    into = Office.objects.select_for_update(no_key=True).get(pk=into.pk)
    _require_two(office, into, retired=into.is_retired, gone=office.is_retired)
    plan = plan_for_office(office)
    Posting.objects.filter(office=office).update(office=into)
    for user in plan.people:
        AuditEvent.objects.record(
            by=by, action="person.post", on=user, before={"office": office.code}, after={"office": into.code}
        )
    Evidence.objects.filter(office=office, status__in=EDITABLE).update(office=into, updated_at=timezone.now())
    _move(office, into, plan)
    office.retired_on = timezone.localdate()
    office.retired_reason = _merged(into)
    office.merged_into = into
    office.save()
    AuditEvent.objects.record(by=by, action="office.merge", on=office, after=_as_kept(plan, into.code))
    return into


@transaction.atomic
def merge_programmes(*, programme: Programme, into: Programme, by: User, was_proposed: bool = False) -> Programme:
    """Retire a programme, or a proposed one, in favour of another, and move what is alive. Returns the one that stays.

    Its donors, dates and budgets stay on its own page: two records of one programme would add up to twice its budget.
    `was_proposed`: it was a proposal when it was read; where somebody has decided on it since, that stands.
    Raises ActionError then, and, at `into`, where the two are one, or either is retired.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    programme = programmes.hold(programme)
    programmes.require_undecided(programme, was_proposed=was_proposed)
    into = Programme.objects.select_for_update(no_key=True).get(pk=into.pk)
    gone = programme.status == ProgrammeStatus.RETIRED
    _require_two(programme, into, retired=into.status != ProgrammeStatus.ACTIVE, gone=gone)
    _require_few_levels(programme, into)
    plan, before = plan_for_programme(programme), {"status": programme.status}
    Evidence.objects.filter(programme=programme, status__in=EDITABLE).update(programme=into, updated_at=timezone.now())
    _move(programme, into, plan)
    if plan.drafts:
        ask_for_words(into)
    programme.status, programme.merged_into = ProgrammeStatus.RETIRED, into
    programme.retired_on = timezone.localdate()
    programme.retired_reason = _merged(into)
    programme.save()
    after = {"status": programme.status, **_as_kept(plan, into.code)}
    AuditEvent.objects.record(by=by, action="programme.merge", on=programme, before=before, after=after)
    return into


def _merged(into: Any) -> str:
    """Why one was retired. In English, as many read it; pages say it by what it was merged into."""
    with override(settings.LANGUAGE_CODE):
        return _("Merged into %(other)s.") % {"other": into.code}


def _require_two(one: Any, into: Any, *, retired: bool, gone: bool) -> None:
    if one.pk == into.pk:
        raise ActionError({"into": [_("Choose another one than itself.")]})
    if gone:
        raise ActionError({"into": [_("%(code)s is retired already.") % {"code": one.code}]})
    if retired:
        raise ActionError({"into": [_("%(code)s is not in use. Choose another.") % {"code": into.code}]})


def _require_few_levels(programme: Programme, into: Programme) -> None:
    """Raise ActionError, at `into`, where what stands below would stand too deep with the one that stays."""
    after = merged_away(dict(Programme.objects.values_list("pk", "parent")), programme.pk, into.pk)
    if levels(after, into.pk, after[into.pk]) > MOST_LEVELS:
        message = _("With what stands below it there would be more than %(most)s levels.") % {"most": MOST_LEVELS}
        raise ActionError({"into": [message]})


def _move(one: Any, into: Any, plan: MergePlan) -> None:
    """Focal points, what stands below, and what was merged into it before: no chain of merged ones is ever longer."""
    into.focal_points.add(*plan.focal_points)
    model = type(one)
    parents = dict(model.objects.values_list("pk", "parent"))
    after = merged_away(parents, one.pk, into.pk)
    moved = [key for key, parent in after.items() if parent != parents[key]]
    for key in sorted(moved, key=lambda key: key != into.pk):  # first the one that stays: no circle on the way
        model.objects.filter(pk=key).update(parent=after[key])
    model.objects.filter(merged_into=one).update(merged_into=into)
    into.refresh_from_db()


def _as_kept(plan: MergePlan, into: str) -> dict[str, Any]:
    return {
        "merged_into": into,
        "entries_moved": list(plan.drafts),
        "entries_that_stay": plan.stays,
        "people": [user.email for user in plan.people],
        "focal_points": [user.email for user in plan.focal_points],
        "below": list(plan.below),
        "merged_before": list(plan.merged_before),
    }
