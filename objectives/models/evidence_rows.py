"""Evidence, as one person may see it: which rows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from iomtrack.accounts.models import User
from objectives.enums import SET_ASIDE, EvidenceStatus
from objectives.models.co_author import CoAuthor, offices_and_entries_of
from objectives.permissions import Capability, may

if TYPE_CHECKING:
    from objectives.models.evidence import Evidence  # noqa: F401 named as text below


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence, as one person may see it."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Reviewers, administrators and auditors see all; staff their own, their office's, those that they are let
        write, and what was accepted."""
        if may(user, Capability.VIEW_ALL_EVIDENCE):
            return self
        if isinstance(user, User) and may(user, Capability.VIEW_RECORD):
            return self.filter(Q(status=EvidenceStatus.ACCEPTED) | near_to(user))
        return self.none()

    def near_to(self, user: User) -> Self:
        """Those that staff may see whatever became of them: their own, their office's, and those that they are let
        write."""
        return self.filter(near_to(user))

    def written_by(self, user: User | AnonymousUser) -> Self:
        """Those that a person may write: their own, and those that an author lets them. For records named by key or
        reference, each of which is then looked at."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(Q(author=user) | Exists(CoAuthor.objects.filter(evidence=OuterRef("pk"), user=user)))

    def kept(self) -> Self:
        """Without what is set aside, which is shown where one asks for it by its status, and nowhere else."""
        return self.exclude(status__in=SET_ASIDE)

    def counted(self) -> Self:
        """What counts in totals and reports: accepted evidence alone (law 2)."""
        return self.filter(status=EvidenceStatus.ACCEPTED)

    def awaiting_review_by(self, user: User) -> Self:
        """What this person may decide on: submitted, and not their own."""
        return self.filter(status=EvidenceStatus.SUBMITTED).exclude(author=user)


def near_to(user: User) -> Q:
    """The condition of `EvidenceQuerySet.near_to`. One query."""
    offices, shared = offices_and_entries_of(user)
    near = Q(author=user)
    near |= Q(office__in=offices) if offices else Q()
    near |= Q(pk__in=shared) if shared else Q()
    return near
