"""What a person may see of the entries of an office, or of a programme, so that it can be counted by an index."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus
from objectives.models import Evidence
from objectives.models.evidence_rows import near_to

Of = dict[str, list[int]]  # a relation of entries, and the keys that it may have


@dataclass(frozen=True)
class Seen:
    """What a person may see of the entries of an office, or of a programme: `visible` as a condition on each, and the
    same as `parts` that share no entry and are counted one by one, each by an index that holds all it takes. Only what
    is in the last of them waits."""

    visible: QuerySet[Evidence]
    parts: list[QuerySet[Evidence]]
    is_all: bool = False


def seen_all(of: Of) -> Seen:
    every = Evidence.objects.kept()
    return Seen(every, [every.filter(**among(of))], is_all=True)


def seen_by(user: User, of: Of) -> Seen:
    """What was accepted, which everybody may see, and of the rest what is near to a person. One query."""
    near, accepted = near_to(user), Q(status=EvidenceStatus.ACCEPTED)
    kept = Evidence.objects.kept()
    own = kept.exclude(accepted).filter(near, **among(of))
    return Seen(kept.filter(accepted | near), [Evidence.objects.counted().filter(**among(of)), own])


def among(of: Of) -> dict[str, list[int]]:
    return {f"{field}__in": keys for field, keys in of.items()}
