"""For whom a submitted record waits.

The rule: the focal points of the elements that it serves who may review and did not write it; where there is none,
the reviewers posted to its office, or to the nearest office above that has any; where there is none, every reviewer,
and without reviewers the administrators. Anybody who may review can decide on any record all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.models import Evidence, FocalPoint, Office
from objectives.queries.stages import DECIDE, who_decides


@dataclass(frozen=True)
class Routes:
    """Who reviews what: read once, whatever the number of records."""

    deciders: list[User]  # who may review, by name
    answering: dict[int, list[int]]  # by element: its focal points among them
    posted: dict[int, list[int]]  # by office: the reviewers posted to it
    above: dict[int, int | None]  # by office: the one that it was merged into, or reports to

    @cached_property
    def _by_key(self) -> dict[int, User]:
        return {user.pk: user for user in self.deciders}

    def waits_for(self, evidence: Evidence) -> tuple[User, ...]:
        """The people for whom a record waits, by name. No query where its contributions are at hand."""
        but = {evidence.author_id, evidence.corrects.author_id if evidence.corrects else None}
        return self.waiting([one.element_id for one in evidence.contributions.all()], evidence.office_id, but)

    def waiting(self, elements: Iterable[int], office: int | None, but: set[int | None]) -> tuple[User, ...]:
        """The people for whom what serves these elements, of an office, waits: by name, but for those left out."""
        named = {pk for element in elements for pk in self.answering.get(element, ()) if pk not in but}
        if named:
            return tuple(user for user in self.deciders if user.pk in named)
        near = self.near(office, but)
        if near:
            return tuple(self._by_key[pk] for pk in near)
        return who_decides([user for user in self.deciders if user.pk not in but])

    def near(self, office: int | None, but: set[int | None]) -> list[int]:
        """The reviewers of the nearest office, from this one upwards, that has any but those left out."""
        for one in self._upwards(office):
            if found := [pk for pk in self.posted.get(one, ()) if pk not in but]:
                return found
        return []

    def _upwards(self, office: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while office is not None and office not in seen:
            seen.add(office)
            yield office
            office = self.above.get(office)

    def offices_of(self, user: User, author: int | None = None) -> set[int]:
        """The offices whose records wait for a person where no focal point does, of an author."""
        is_asked_last = user in who_decides(self.deciders, author)
        found = set()
        for office, nearest in self._nearest.items():
            near = self.near(office, {author}) if author in nearest else nearest
            if user.pk in near or (not near and is_asked_last):
                found.add(office)
        return found

    @cached_property
    def _nearest(self) -> dict[int, list[int]]:
        """By office: its nearest reviewers, with nobody left out."""
        return {office: self.near(office, set()) for office in self.above}

    def of(self, user: User) -> Q:
        """The condition of records that wait for a person."""
        elements = [element for element, people in self.answering.items() if user.pk in people]
        focal = FocalPoint.objects.filter(
            element__contributions__evidence=OuterRef("pk"), user__in=[one.pk for one in self.deciders]
        ).exclude(user=OuterRef("author"))
        usual = self.offices_of(user)
        authors = {one.pk: self.offices_of(user, one.pk) for one in self.deciders}
        special = {author: offices for author, offices in authors.items() if offices != usual}
        by_office = Q(office__in=usual) & ~Q(author__in=list(special))
        for author, offices in special.items():
            by_office |= Q(author=author, office__in=offices)
        by_office &= ~Q(Exists(focal))
        if not elements:
            return by_office
        own = FocalPoint.objects.filter(element__contributions__evidence=OuterRef("pk"), user=user)
        return Q(Exists(own)) | by_office


def routes() -> Routes:
    """Two queries."""
    rows = User.objects.filter(role__in=DECIDE, is_active=True).annotate(answers_for=F("focal_points__element"))
    deciders: dict[int, User] = {}
    answering: dict[int, list[int]] = defaultdict(list)
    posted: dict[int, list[int]] = defaultdict(list)
    for user in rows.select_related("posting").order_by("name", "pk"):
        if user.answers_for is not None:
            answering[user.answers_for].append(user.pk)
        posting = getattr(user, "posting", None)
        if user.pk not in deciders and posting is not None and user.role == Role.REVIEWER:
            posted[posting.office_id].append(user.pk)
        deciders.setdefault(user.pk, user)
    offices = Office.objects.order_by().values_list("pk", "merged_into", "parent")
    above = {pk: into or parent for pk, into, parent in offices}
    return Routes(list(deciders.values()), dict(answering), dict(posted), above)
