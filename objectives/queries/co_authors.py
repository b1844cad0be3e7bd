"""Who writes an entry: its author, and the colleagues that the author lets change it too; and who wrote what of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Exists, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.enums import EDITABLE
from objectives.models import AuditEvent, CoAuthor, Evidence, Office, OpenForm
from objectives.permissions import CAPABILITIES, Capability
from objectives.queries.choosing import Finder
from objectives.queries.evidence_parts import FIGURE, HOW, label_of, place_of, titles_of

MAY_BE_NAMED = sorted(
    CAPABILITIES[Capability.LOG_EVIDENCE] - CAPABILITIES[Capability.REVIEW_EVIDENCE]
)  # who decides on entries writes none of another's
OPEN_FOR = timedelta(seconds=50)  # a form that has said nothing for longer is taken for closed
LOOKED_BACK = 60  # saves of an entry that are looked through for who wrote what
WROTE = ("evidence.create", "evidence.correct", "evidence.save", "evidence.attach", "evidence.detach")
SAVED = WROTE[:3]
USUAL = ("sensitivity", "date_precision")  # what a new entry has, though nobody wrote it
PLAIN = {
    *("title", "description", "beneficiaries", "sensitivity", "starts_on", "office", "programme"),
    *("countries", "terms", "citation", "files"),
}
FIELD_OF = {"ends_on": "starts_on", "date_precision": "starts_on", "sources": "citation", "attachments": "files"}


@dataclass(frozen=True)
class Written:
    """What one person wrote of an entry: the labels of its parts, and when they last did."""

    who: str
    parts: tuple[str, ...]
    at: datetime


class Colleagues(Finder[User]):
    """Those who can be named as co-authors: who records evidence in the office of the entry, or of its author."""

    kind = "colleagues"

    def __init__(self, user: User, evidence: Evidence | None = None) -> None:
        self.user, self.evidence = user, evidence

    def on_offer(self) -> QuerySet[User]:
        offices = set(Office.objects.of(self.user).values_list("pk", flat=True))
        if self.evidence is not None and self.evidence.office_id is not None:
            offices.add(self.evidence.office_id)
        posted = Q(posting__office__in=offices) | Q(posting__office__merged_into__in=offices)
        people = User.objects.filter(posted, role__in=MAY_BE_NAMED, is_active=True).exclude(pk=self.user.pk)
        if self.evidence is not None:
            people = people.exclude(pk__in=self.evidence.co_authors.values("user"))
        return people.order_by("name", "pk")

    def code(self, one: User) -> str:
        return one.email

    def names(self, one: User) -> Iterable[str]:
        return [one.name]

    def label(self, one: User) -> str:
        """ "Ada Lovelace (ada@example.org)": two people may have one name."""
        return f"{one.name} ({one.email})"

    def recent(self) -> list[User]:
        """With whom this person wrote last. Two queries."""
        named = CoAuthor.objects.filter(evidence__author=self.user).order_by("-pk").values_list("user", flat=True)
        keys = list(dict.fromkeys(named[:LOOKED_BACK]))[:6]
        found = {one.pk: one for one in self.on_offer().filter(pk__in=keys)} if keys else {}
        return [found[key] for key in keys if key in found]


def co_authors_of(evidence: Evidence) -> list[User]:
    """Who writes an entry beside its author, in the order in which they were named. One query."""
    rows = CoAuthor.objects.filter(evidence=evidence).select_related("user")
    return [one.user for one in rows]


class Gathered(Aggregate):
    """Columns of several rows as one JSON list of lists, in the words of either database."""

    output_field = JSONField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, template="json_group_array(json_array(%(expressions)s))", **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, template="jsonb_agg(jsonb_build_array(%(expressions)s))", **extra)


@dataclass(frozen=True)
class Writer:
    """One of those who write an entry, and whether they have its form open just now."""

    key: int
    name: str
    has_it_open: bool


def with_writers(entries: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Entries with what `writers_of` tells of each, in the same query: the form has many others."""
    now_open = OpenForm.objects.filter(at__gt=timezone.now() - OPEN_FOR)
    theirs = Exists(now_open.filter(evidence=OuterRef("evidence"), person=OuterRef("user")))
    rows = CoAuthor.objects.filter(evidence=OuterRef("pk")).order_by().values("evidence")
    return entries.annotate(
        co_author_rows=Subquery(rows.annotate(all=Gathered("user", "user__name", theirs)).values("all")),
        author_has_it_open=Exists(now_open.filter(evidence=OuterRef("pk"), person=OuterRef("author"))),
    )


def writers_of(evidence: Evidence) -> list[Writer]:
    """Who writes an entry that `with_writers` found: its author, then the co-authors by name. No query."""
    known: Any = evidence
    named = [Writer(key, name, bool(is_open)) for key, name, is_open in known.co_author_rows or []]
    author = Writer(evidence.author_id, evidence.author.name, known.author_has_it_open)
    return [author, *sorted(named, key=lambda one: (one.name.casefold(), one.key))]


def shared_entry(user: User, reference: str) -> Evidence | None:
    """An entry that a person writes together with others and that can still be changed, or None. One query."""
    shared = Exists(CoAuthor.objects.filter(evidence=OuterRef("pk")))
    written = Evidence.objects.written_by(user).filter(shared, reference=reference, status__in=EDITABLE)
    return written.first()


def writes(user: User, evidence: Evidence) -> bool:
    """Whether a person is the author of an entry or a co-author. One query at most."""
    return evidence.author_id == user.pk or CoAuthor.objects.filter(evidence=evidence, user=user).exists()


def co_written_among(user: User, entries: Sequence[Evidence]) -> set[int]:
    """The keys of those entries that a person is a co-author of. One query."""
    rows = CoAuthor.objects.filter(user=user, evidence__in=[one.pk for one in entries])
    return set(rows.values_list("evidence_id", flat=True))


def shared_with(user: User) -> list[int]:
    """The keys of the entries that others let a person write, and that can be changed still. One query."""
    rows = CoAuthor.objects.filter(user=user, evidence__status__in=EDITABLE).order_by("pk")
    return list(rows.values_list("evidence_id", flat=True))


def who_has_it_open(evidence: Evidence, but: User) -> list[str]:
    """The names of the others who have the form of an entry open just now. One query."""
    rows = OpenForm.objects.filter(evidence=evidence, at__gt=timezone.now() - OPEN_FOR).exclude(person=but)
    return list(rows.order_by("person__name", "person_id").values_list("person__name", flat=True))


def last_saved_by(evidence: Evidence) -> User | None:
    """Who last saved what an entry says. One query."""
    event = _events(evidence).filter(action__in=SAVED).select_related("by").order_by("-at", "-id").first()
    return event.by if event else None


def who_wrote_what(evidence: Evidence) -> list[Written]:
    """Who wrote which parts of an entry, by its audit, who began it first; of the last saves of a long history.

    One query.
    """
    newest = _events(evidence).filter(action__in=WROTE).select_related("by").order_by("-at", "-id")[:LOOKED_BACK]
    parts: dict[str, set[str]] = {}
    last: dict[str, datetime] = {}
    for event in reversed(newest):
        if changed := set(_changed(event.before or {}, event.after or {})):
            parts.setdefault(event.by.name, set()).update(changed)
            last[event.by.name] = event.at
    titles = titles_of(evidence)
    return [
        Written(who, tuple(label_of(name, titles) for name in sorted(names, key=place_of)), last[who])
        for who, names in parts.items()
    ]


def _events(evidence: Evidence) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(object_type=evidence._meta.label_lower, object_id=str(evidence.pk))


def _changed(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """The parts that a save changed, named as the form names its fields."""
    for name, value in after.items():
        is_usual = not before and name in USUAL
        if is_usual or (value or None) == (before.get(name) or None):
            continue
        if name == "contributions":
            yield from _contributions(before.get(name) or [], value or [])
        elif name == "figures":
            yield from _figures(before.get(name) or [], value or [])
        elif (field := FIELD_OF.get(name, name)) in PLAIN:
            yield field


def _contributions(before: list[list[str]], after: list[list[str]]) -> Iterator[str]:
    old: dict[str, str] = {one[0]: one[1] for one in before}
    new: dict[str, str] = {one[0]: one[1] for one in after}
    if old.keys() != new.keys():
        yield "contributions"
    yield from (f"{HOW}{code}" for code in sorted(new) if new[code] and new[code] != old.get(code, ""))


def _figures(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    old, new = ({one["indicator"]: one for one in figures} for figures in (before, after))
    for code in sorted(old.keys() | new.keys()):
        if old.get(code) != new.get(code):
            yield f"{FIGURE}{code.replace('/', ':')}"
