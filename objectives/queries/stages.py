"""Where an assessment stands before it is approved, and for whom it waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.enums import AssessmentStage, AssessmentStatus
from objectives.models import Assessment, AssessmentDecision, Element, Framework, Period
from objectives.queries.focal_points import may_assess
from objectives.queries.overview import ElementRow, Stage

DECIDE = (Role.REVIEWER, Role.ADMINISTRATOR)
CAME_FROM = Subquery(  # the status that the last decision took an assessment out of
    AssessmentDecision.objects.filter(assessment=OuterRef("pk")).order_by("-at", "-id").values("before")[:1]
)


@dataclass(frozen=True)
class People:
    """Who answers for each element (by primary key), and who decides on assessments; open accounts, by name."""

    answering: dict[int, list[User]]
    deciders: list[User]


def people_in(framework: Framework) -> People:
    """The people of a framework's assessments. One query."""
    rows = User.objects.filter(is_active=True).annotate(
        answers_for=F("focal_points__element"), answers_in=F("focal_points__element__framework")
    )
    rows = rows.filter(Q(role__in=DECIDE) | Q(answers_in=framework.pk)).order_by("name", "pk")
    answering: dict[int, list[User]] = defaultdict(list)
    deciders: dict[int, User] = {}
    for user in rows:
        if user.answers_for is not None:
            answering[user.answers_for].append(user)
        if user.role in DECIDE:
            deciders[user.pk] = user
    return People(answering, list(deciders.values()))


def stages_in(period: Period) -> dict[int, Stage]:
    """By element (primary key): the stage of each assessment of a period that is not approved. Two queries at most."""
    rows = list(staged(Assessment.objects.filter(period=period).exclude(status=AssessmentStatus.APPROVED)))
    if not rows:
        return {}
    people = people_in(period.framework)
    return {
        element: Stage(stage_of(status, came_from), waits_for(people, element, status, submitter))
        for element, status, submitter, came_from in rows
    }


def waits_for(people: People, element: int, status: str, submitter: int | None) -> tuple[User, ...]:
    """A draft waits for the element's focal points, or else for those who decide; a submitted one for a colleague of
    who submitted it."""
    if status == AssessmentStatus.SUBMITTED:
        return who_decides(people.deciders, but=submitter)
    return tuple(people.answering.get(element, ())) or who_decides(people.deciders)


def staged(assessments: QuerySet[Assessment]) -> QuerySet[Assessment, tuple[int, str, int | None, str | None]]:
    """Element, status, submitter, and the status from which it last came back to what it is."""
    return assessments.annotate(came_from=CAME_FROM).values_list("element", "status", "submitted_by", "came_from")


def stage_of(status: str, came_from: str | None) -> str:
    """The stage that a status is, told apart by where a draft came from."""
    if status != AssessmentStatus.DRAFT or came_from is None:
        return status
    return AssessmentStage.REOPENED if came_from == AssessmentStatus.APPROVED else AssessmentStage.RETURNED


def with_stages(rows: list[ElementRow], period: Period | None) -> list[ElementRow]:
    """The rows of an overview, each with the stage of its assessment while that is not approved."""
    stages = stages_in(period) if period else {}
    return [replace(row, stage=stages.get(row.element.pk)) for row in rows]


def assessment_and_stage(
    element: Element, period: Period, user: User, people: People
) -> tuple[Assessment | None, Stage | None]:
    """An element's assessment for a period as a person may read it, and its stage, which whoever sees the page may
    know: None where it is approved, or not begun. Two queries, the words included."""
    found = (
        Assessment.objects.filter(element=element, period=period)
        .annotate(came_from=CAME_FROM)
        .select_related("assessed_by", "submitted_by", "approved_by")
        .prefetch_related("texts")
        .first()
    )
    if found is None or found.status == AssessmentStatus.APPROVED:
        return found, None
    stage = Stage(
        stage_of(found.status, found.came_from), waits_for(people, element.pk, found.status, found.submitted_by_id)
    )
    readable = may_assess(user, element, people.answering.get(element.pk, []))
    return (found if readable else None), stage


def who_decides(deciders: Iterable[User], but: int | None = None) -> tuple[User, ...]:
    """The reviewers among those who decide; where there is none but the one left out, the administrators."""
    others = [user for user in deciders if user.pk != but]
    reviewers = tuple(user for user in others if user.role == Role.REVIEWER)
    return reviewers or tuple(others)
