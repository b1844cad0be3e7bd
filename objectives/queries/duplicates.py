"""What a person may be logging twice: entries of near days, of one programme or office, that say nearly the same."""

from __future__ import annotations

from datetime import date, timedelta
from difflib import SequenceMatcher

from django.db.models import Q

from iomtrack.accounts.models import User
from objectives.enums import SET_ASIDE, EvidenceStatus
from objectives.folding import folded
from objectives.models import Evidence, Figure
from objectives.queries.monthly import month_of

DAYS = 7  # before and after
LIKE = 0.6  # of 1: titles that share so much of their words, or of their letters
LOOKED_AT = 300
MOST = 5


def alike(one: str, other: str) -> float:
    """How much two titles share, from 0 to 1: of their words in any order, or of their letters in a row."""
    words, others = set(folded(one).split()), set(folded(other).split())
    if not words or not others:
        return 0.0
    shared = len(words & others) / len(words | others)
    return max(shared, SequenceMatcher(None, folded(one), folded(other)).ratio() if shared else 0.0)


def likely_duplicates(evidence: Evidence, user: User) -> list[Evidence]:
    """Entries that may be this one, the most alike first: five at most, of those that a person may see. One query,
    and one more beside monthly figures.

    A correction is no entry of its own: neither is it one, nor is what it corrects, beside it. Monthly figures are all
    called alike: one is another only where both give a figure of the same indicator for the same month.
    """
    first, last = evidence.starts_on or evidence.ends_on, evidence.ends_on or evidence.starts_on
    places = Q(office=evidence.office_id) if evidence.office_id else Q(pk=None)
    if evidence.programme_id:
        places |= Q(programme=evidence.programme_id)
    if first is None or last is None or not evidence.title:
        return []
    near = (
        Evidence.objects.visible_to(user)
        .filter(places, framework=evidence.framework_id)
        .filter(ends_on__range=(_earlier(first), _later(last)))
        .filter(corrects__isnull=True)
        .exclude(pk__in=[key for key in (evidence.pk, evidence.corrects_id) if key])
        .exclude(status__in=(EvidenceStatus.WITHDRAWN, *SET_ASIDE))
        .select_related("office", "author")
        .defer("description")[:LOOKED_AT]
    )
    ranked = [(alike(evidence.title, one.title), one) for one in near]
    found = sorted((pair for pair in ranked if pair[0] >= LIKE), key=lambda pair: (-pair[0], -pair[1].pk))
    return _without_others_of_the_grid(evidence, [one for _likeness, one in found])[:MOST]


def _without_others_of_the_grid(evidence: Evidence, found: list[Evidence]) -> list[Evidence]:
    """Of monthly figures without those of other months, and of other indicators. No query for any other entry."""
    month = month_of(evidence)
    if not month:
        return found
    of_month = [one.pk for one in found if month_of(one) == month]
    own = Figure.objects.filter(evidence=evidence.pk).values("indicator")
    same = Figure.objects.filter(evidence__in=of_month, indicator__in=own) if of_month else Figure.objects.none()
    again = set(same.values_list("evidence_id", flat=True))
    return [one for one in found if not month_of(one) or one.pk in again]


def _earlier(day: date) -> date:
    """The first day that is near; a draft may name any day of the calendar."""
    return day - min(timedelta(days=DAYS), day - date.min)


def _later(day: date) -> date:
    """The last day that is near."""
    return day + min(timedelta(days=DAYS), date.max - day)
