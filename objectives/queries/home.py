"""What waits for a person, and what an office has not said anything on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from iomtrack.accounts.models import User
from objectives.enums import AssessmentStatus, EvidenceStatus
from objectives.models import Assessment, Contribution, Element, Evidence, FocalPoint, Office, Period
from objectives.permissions import Capability, may


@dataclass(frozen=True)
class Waiting:
    """Counts for the top of the home page."""

    drafts: int
    returned: int
    submitted: int
    accepted: int  # of the person's office in the current period
    to_review: int


def office_of(user: User) -> Office | None:
    """The office that a person works for. One query."""
    return Office.objects.filter(postings__user=user).first()


def waiting_for(user: User, period: Period | None, office: Office | None) -> Waiting:
    """What waits for this person, and what their office had accepted in a period. One query."""
    mine = Q(author=user)
    numbers = Evidence.objects.aggregate(
        drafts=Count("id", filter=mine & Q(status=EvidenceStatus.DRAFT)),
        returned=Count("id", filter=mine & Q(status=EvidenceStatus.RETURNED)),
        submitted=Count("id", filter=mine & Q(status=EvidenceStatus.SUBMITTED)),
        accepted=Count(
            "id",
            filter=Q(office=office, period=period, status=EvidenceStatus.ACCEPTED) if office else Q(pk=None),
        ),
        to_review=Count("id", filter=Q(status=EvidenceStatus.SUBMITTED) & ~mine),
    )
    return Waiting(**numbers)


def elements_without_evidence(period: Period, office: Office) -> list[Element]:
    """The elements that an office has no accepted or submitted entry for in a period. One query."""
    served = Contribution.objects.filter(
        evidence__period=period,
        evidence__office=office,
        evidence__status__in=[EvidenceStatus.ACCEPTED, EvidenceStatus.SUBMITTED],
    ).values("element_id")
    return list(Element.objects.filter(framework=period.framework).exclude(pk__in=served).select_related("framework"))


@dataclass(frozen=True)
class AssessmentsWaiting:
    """How many assessments of a period a person is to write, being focal point, and how many to approve."""

    to_write: int
    to_approve: int


def assessments_waiting(user: User, period: Period) -> AssessmentsWaiting:
    """What waits for this person of a period's assessments. One query."""
    of_period = Assessment.objects.filter(period=period)
    done = of_period.exclude(status=AssessmentStatus.DRAFT).values("element")
    own = FocalPoint.objects.filter(user=user).values("element")
    submitted = of_period.filter(status=AssessmentStatus.SUBMITTED).exclude(submitted_by=user).values("element")
    numbers = Element.objects.filter(framework=period.framework_id).aggregate(
        to_write=Count("id", filter=Q(pk__in=own) & ~Q(pk__in=done)),
        to_approve=Count("id", filter=Q(pk__in=submitted)),
    )
    return AssessmentsWaiting(
        numbers["to_write"], numbers["to_approve"] if may(user, Capability.APPROVE_ASSESSMENT) else 0
    )
