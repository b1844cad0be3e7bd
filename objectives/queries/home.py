"""What waits for a person, and what an office has not said anything on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Max, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from iomtrack.accounts.models import User
from objectives.enums import EDITABLE, AssessmentStatus, EvidenceStatus
from objectives.models import (
    Assessment,
    CoAuthor,
    Contribution,
    Element,
    Evidence,
    FocalPoint,
    FormDraft,
    Office,
    Period,
)
from objectives.permissions import Capability, may
from objectives.queries.queue import MOST_COUNTED, all_waiting, waiting, with_parts
from objectives.queries.queue import Waiting as InQueue
from objectives.queries.routing import routes

PENDING = (EvidenceStatus.DRAFT, EvidenceStatus.RETURNED, EvidenceStatus.SUBMITTED)
SHOWN = 100  # of one's own entries that await review


@dataclass(frozen=True)
class Waiting:
    """Counts for the top of the home page."""

    drafts: int
    returned: int
    submitted: int
    accepted: int  # of the person's office in the current period
    to_review: int | None  # None: more than anybody counts
    shared: int  # that colleagues let the person write, and that can be changed still
    unfinished: int  # forms that the person typed into and did not save
    to_write: int = 0  # assessments of the period, being focal point
    to_approve: int = 0


def office_of(user: User) -> Office | None:
    """The office that a person works for. One query."""
    return Office.objects.filter(postings__user=user).first()


def waiting_for(user: User, period: Period | None, office: Office | None) -> Waiting:
    """What waits for this person, and what their office had accepted in a period. One query, over those rows alone; of
    a queue it counts no further than the queue does."""
    numbers = Evidence.objects.filter(author=user, status__in=PENDING).aggregate(
        drafts=Count("id", filter=Q(status=EvidenceStatus.DRAFT)),
        returned=Count("id", filter=Q(status=EvidenceStatus.RETURNED)),
        submitted=Count("id", filter=Q(status=EvidenceStatus.SUBMITTED)),
        **{name: _beside(rows) for name, rows in _others(user, period, office).items()},
    )
    none = {"accepted": 0, "to_review": 0, "to_write": 0, "to_approve": 0}
    found = {**none, **numbers}
    return Waiting(**found | {"to_review": found["to_review"] if found["to_review"] <= MOST_COUNTED else None})


def _others(user: User, period: Period | None, office: Office | None) -> dict[str, QuerySet[Any]]:
    """What is counted beside entries of one's own, by what it is: each by itself, as an index tells it."""
    found: dict[str, QuerySet[Any]] = {
        "unfinished": FormDraft.objects.visible_to(user).unfinished(),
        "shared": CoAuthor.objects.filter(user=user, evidence__status__in=EDITABLE),
    }
    if office and period:
        found["accepted"] = Evidence.objects.filter(office=office, period=period, status=EvidenceStatus.ACCEPTED)
    if may(user, Capability.REVIEW_EVIDENCE):
        found["to_review"] = all_waiting(user).order_by()[: MOST_COUNTED + 1]
    if period:
        found["to_write"] = _to_write(user, period)
    if period and may(user, Capability.APPROVE_ASSESSMENT):
        found["to_approve"] = _submitted(period).exclude(submitted_by=user)
    return found


class Counted(Subquery):
    """How many rows there are, to be asked within another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _beside(rows: QuerySet[Any]) -> Coalesce:
    """The number of rows of another table. Max, as an aggregate takes nothing else; all rows have the same, or none."""
    number = Counted((rows if rows.query.is_sliced else rows.order_by()).values("pk"))
    return Coalesce(Max(number), number)


def own_waiting(user: User) -> list[InQueue]:
    """A person’s entries that await review, the longest waiting first, each with whom it waits for. Four queries."""
    known = routes()
    own = Evidence.objects.filter(author=user, status=EvidenceStatus.SUBMITTED).order_by("submitted_at", "id")
    return [waiting(one, known) for one in with_parts(own)[:SHOWN]]


def elements_without_evidence(period: Period, office: Office) -> list[Element]:
    """The elements that an office has no accepted or submitted entry for in a period. One query."""
    served = Contribution.objects.filter(
        evidence__period=period,
        evidence__office=office,
        evidence__status__in=[EvidenceStatus.ACCEPTED, EvidenceStatus.SUBMITTED],
    ).values("element_id")
    return list(Element.objects.filter(framework=period.framework).exclude(pk__in=served).select_related("framework"))


def _submitted(period: Period) -> QuerySet[Assessment]:
    """The assessments of a period that await approval."""
    return Assessment.objects.filter(period=period, status=AssessmentStatus.SUBMITTED)


def _to_write(user: User, period: Period) -> QuerySet[Element]:
    """The elements of a period that a person is focal point of, and whose assessment is not handed in."""
    done = Assessment.objects.filter(period=period).exclude(status=AssessmentStatus.DRAFT).values("element")
    own = FocalPoint.objects.filter(user=user).values("element")
    return Element.objects.filter(framework=period.framework_id, pk__in=own).exclude(pk__in=done)
