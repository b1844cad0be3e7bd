"""What waits for a person, and what an office has not said anything on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Max, Q, Subquery
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
from objectives.queries.queue import Waiting as InQueue
from objectives.queries.queue import all_waiting, counted, waiting, with_parts
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


def office_of(user: User) -> Office | None:
    """The office that a person works for. One query."""
    return Office.objects.filter(postings__user=user).first()


def waiting_for(user: User, period: Period | None, office: Office | None) -> Waiting:
    """What waits for this person, and what their office had accepted in a period. One query, over those rows alone;
    for a reviewer one more, which counts no further than the queue does."""
    own = Q(author=user, status__in=PENDING)
    accepted = Q(office=office, period=period, status=EvidenceStatus.ACCEPTED) if office and period else Q(pk=None)
    forms, shared = _unfinished(user), _shared(user)
    numbers = Evidence.objects.filter(own | accepted).aggregate(
        drafts=Count("id", filter=Q(author=user, status=EvidenceStatus.DRAFT)),
        returned=Count("id", filter=Q(author=user, status=EvidenceStatus.RETURNED)),
        submitted=Count("id", filter=Q(author=user, status=EvidenceStatus.SUBMITTED)),
        accepted=Count("id", filter=accepted),
        shared=Coalesce(Max(shared), shared, 0),
        unfinished=Coalesce(Max(forms), forms, 0),  # Max, as an aggregate takes nothing else; all rows have the same
    )
    reviews = may(user, Capability.REVIEW_EVIDENCE)
    return Waiting(**numbers, to_review=counted(all_waiting(user)) if reviews else 0)


def own_waiting(user: User) -> list[InQueue]:
    """A person’s entries that await review, the longest waiting first, each with whom it waits for. Four queries."""
    known = routes()
    own = Evidence.objects.filter(author=user, status=EvidenceStatus.SUBMITTED).order_by("submitted_at", "id")
    return [waiting(one, known) for one in with_parts(own)[:SHOWN]]


def _unfinished(user: User) -> Subquery:
    """How many forms a person has not finished, to be asked within another query."""
    rows = FormDraft.objects.visible_to(user).unfinished().order_by().values("person")
    return Subquery(rows.annotate(number=Count("id")).values("number"), output_field=IntegerField())


def _shared(user: User) -> Subquery:
    """How many entries that can be changed colleagues let a person write, to be asked within another query."""
    rows = CoAuthor.objects.filter(user=user, evidence__status__in=EDITABLE).order_by().values("user")
    return Subquery(rows.annotate(number=Count("id")).values("number"), output_field=IntegerField())


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
