"""Where a period stands: what it lacks before its report can be composed, and for whom each thing waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, F, IntegerField, Q, Value

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.enums import AssessmentStage, AssessmentStatus, Errand, EvidenceStatus
from objectives.models import Assessment, Evidence, Period, Reminder
from objectives.queries.focal_points import focal_points_in
from objectives.queries.languages import languages_wanted
from objectives.queries.overview import ElementRow, period_overview
from objectives.queries.periods import Standing, standing_of
from objectives.queries.stages import DECIDE, stage_of, staged, who_decides

PENDING = (EvidenceStatus.DRAFT, EvidenceStatus.RETURNED, EvidenceStatus.SUBMITTED)


@dataclass(frozen=True)
class Todo:
    """One thing that waits for a person: what it is, of which element (its code), and how many where that counts."""

    kind: str
    element: str = ""
    number: int = 0


@dataclass(frozen=True)
class Wait:
    """What an element waits for, and the people who can do it."""

    kind: str
    people: tuple[User, ...]


@dataclass(frozen=True)
class StandingRow:
    """An element in the period: what is known of it, where its assessment stands ("" = not begun), who it waits for."""

    known: ElementRow
    status: str
    stage: str  # the same, but that it says of a draft whether it came back
    waits: tuple[Wait, ...]

    @property
    def expected(self) -> int:
        """How many figures are expected: one for each indicator."""
        return len(self.known.indicators)

    @property
    def reported(self) -> int:
        return self.expected - self.known.not_reported

    @property
    def waits_by_people(self) -> list[tuple[tuple[User, ...], list[str]]]:
        """What it waits for, put together where the same people can do it."""
        found: dict[tuple[User, ...], list[str]] = {}
        for wait in self.waits:
            found.setdefault(wait.people, []).append(wait.kind)
        return list(found.items())

    @property
    def status_label(self) -> str:
        return str(AssessmentStage(self.stage).label) if self.stage else ""


@dataclass
class PersonRow:
    """A person whom something waits for, and the last reminder of it."""

    user: User
    todos: list[Todo] = field(default_factory=list)
    reminder: Reminder | None = None


@dataclass(frozen=True)
class Missing:
    """What must be done before the report can be composed, and what it would state as a gap (codes of elements)."""

    is_open: bool
    to_review: int
    narratives: tuple[tuple[str, str], ...]  # element, language
    is_empty: bool
    not_begun: tuple[str, ...]
    drafts: tuple[str, ...]
    to_approve: tuple[str, ...]
    without_evidence: tuple[str, ...]
    figures: int
    figures_expected: int

    @property
    def has_gaps(self) -> bool:
        assessments = self.not_begun or self.drafts or self.to_approve
        return bool(assessments or self.without_evidence or self.figures)


@dataclass(frozen=True)
class PeriodPage:
    """All that the page of a period shows of where it stands."""

    rows: list[StandingRow]
    people: list[PersonRow]
    counts: Standing
    missing: Missing


@dataclass(frozen=True)
class _Facts:
    """What is read of the database, once, whatever the number of elements and people."""

    period: Period
    known: list[ElementRow]
    assessments: dict[int, tuple[str, int | None, str | None]]  # status, submitter and where it came from, by element
    focal_points: dict[int, list[User]]
    deciders: list[User]  # reviewers and administrators
    entries: list[tuple[int, str, int]]  # those that are not decided on: author, status, and how many
    authors: dict[int, User]  # of them, whose account is open
    counts: Standing

    def who_decides(self, but: int | None = None) -> tuple[User, ...]:
        """The reviewers; where there is none but the one left out, the administrators."""
        return who_decides(self.deciders, but)


def period_page(period: Period) -> PeriodPage:
    """Where a period stands. A fixed number of queries."""
    facts = _facts(period)
    rows = [_row(facts, known) for known in facts.known]
    return PeriodPage(
        rows=rows,
        people=_people(facts, rows),
        counts=facts.counts,
        missing=_missing(period, rows, facts.counts),
    )


def people_waited_for(period: Period) -> list[PersonRow]:
    """The people whom something waits for in a period, by name, each with all of it."""
    facts = _facts(period)
    return _people(facts, [_row(facts, known) for known in facts.known])


def _facts(period: Period) -> _Facts:
    entries, accepted = _entries(period)
    authors = {author for author, _status, _number in entries}
    people = User.objects.filter(Q(role__in=DECIDE) | Q(pk__in=authors), is_active=True).order_by("name", "pk")
    by_key = {user.pk: user for user in people}
    return _Facts(
        period=period,
        known=period_overview(period.framework, period),
        assessments={
            one: (status, by, came) for one, status, by, came in staged(Assessment.objects.filter(period=period))
        },
        focal_points=focal_points_in(period.framework),
        deciders=[user for user in by_key.values() if user.role in DECIDE],
        entries=entries,
        authors=by_key,
        counts=standing_of([*((status, number) for _author, status, number in entries), *accepted]),
    )


def _entries(period: Period) -> tuple[list[tuple[int, str, int]], list[tuple[str, int]]]:
    """Entries that are not decided on, by author and status; and how many are accepted. One query, which an index
    answers by itself: rows are counted and not their keys, which it does not hold, and the many that are accepted are
    looked up as what they are and not as what is left, which takes three times as long."""
    entries = Evidence.objects.filter(period=period).order_by()
    nobody = Value(None, output_field=IntegerField())
    accepted = entries.filter(status=EvidenceStatus.ACCEPTED).annotate(of=nobody).values_list("of", "status")
    pending = entries.filter(status__in=PENDING).annotate(of=F("author")).values_list("of", "status")
    rows = list(pending.annotate(number=Count("*")).union(accepted.annotate(number=Count("*")), all=True))
    return (
        sorted((author, status, number) for author, status, number in rows if author is not None),
        [(status, number) for author, status, number in rows if author is None],
    )


def _row(facts: _Facts, known: ElementRow) -> StandingRow:
    status, submitter, came_from = facts.assessments.get(known.element.pk, ("", None, None))
    stage = stage_of(status, came_from)
    return StandingRow(known, status, stage, tuple(_waits(facts, known, status, submitter)))


def _waits(facts: _Facts, known: ElementRow, status: str, submitter: int | None) -> Iterator[Wait]:
    answering = tuple(facts.focal_points.get(known.element.pk, ()))
    if known.awaiting:
        yield Wait(Errand.REVIEW, facts.who_decides())
    if status == AssessmentStatus.SUBMITTED:
        yield Wait(Errand.APPROVE, facts.who_decides(but=submitter))
    elif status != AssessmentStatus.APPROVED:
        yield Wait(Errand.ASSESS, answering or facts.who_decides())
    if facts.period.is_open and not known.accepted:
        yield Wait(Errand.EVIDENCE, answering)
    if facts.period.is_open and known.not_reported:
        yield Wait(Errand.FIGURES, answering)


def _people(facts: _Facts, rows: Iterable[StandingRow]) -> list[PersonRow]:
    found: dict[int, PersonRow] = {}

    def wait_for(user: User, todo: Todo) -> None:
        found.setdefault(user.pk, PersonRow(user)).todos.append(todo)

    for user, todo in _entries_to_decide_on(facts):
        wait_for(user, todo)
    for author, status, number in facts.entries:
        if facts.period.is_open and status != EvidenceStatus.SUBMITTED and author in facts.authors:
            kind = Errand.RETURNED if status == EvidenceStatus.RETURNED else Errand.DRAFTS
            wait_for(facts.authors[author], Todo(kind, number=number))
    for row in rows:
        for wait in row.waits:
            if wait.kind != Errand.REVIEW:
                number = row.known.not_reported if wait.kind == Errand.FIGURES else 0
                for user in wait.people:
                    wait_for(user, Todo(wait.kind, row.known.element.code, number))
    for reminder in Reminder.objects.filter(period=facts.period, user__in=list(found)).order_by("id"):
        found[reminder.user_id].reminder = reminder
    return sorted(found.values(), key=lambda one: (one.user.name.casefold(), one.user.pk))


def _entries_to_decide_on(facts: _Facts) -> Iterator[tuple[User, Todo]]:
    """For each reviewer, how many entries await them: their own await a colleague."""
    own: dict[int, int] = defaultdict(int)
    for author, status, number in facts.entries:
        if status == EvidenceStatus.SUBMITTED:
            own[author] += number
    total = sum(own.values())
    numbers = {user: total - own[user.pk] for user in facts.deciders}
    reviewers = [user for user in facts.deciders if user.role == Role.REVIEWER and numbers[user]]
    for user in reviewers or [user for user in facts.deciders if numbers[user]]:
        yield user, Todo(Errand.REVIEW, number=numbers[user])


def _missing(period: Period, rows: list[StandingRow], counts: Standing) -> Missing:
    def codes(status: str) -> tuple[str, ...]:
        return tuple(row.known.element.code for row in rows if row.status == status)

    known_of = any(row.known.assessment or row.reported or row.known.accepted for row in rows)
    return Missing(
        is_open=period.is_open,
        to_review=counts.submitted if period.is_open else 0,
        narratives=tuple(_narratives_missing(rows, languages_wanted(period.framework))),
        is_empty=not known_of and not counts.accepted,
        not_begun=codes(""),
        drafts=codes(AssessmentStatus.DRAFT),
        to_approve=codes(AssessmentStatus.SUBMITTED),
        without_evidence=tuple(row.known.element.code for row in rows if not row.known.accepted),
        figures=sum(row.known.not_reported for row in rows),
        figures_expected=sum(row.expected for row in rows),
    )


def _narratives_missing(rows: list[StandingRow], languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of approved assessments, each language that reports are made in and that has no narrative."""
    for row in rows:
        if row.known.assessment:
            written = {text.language for text in row.known.assessment.texts.all() if text.narrative.strip()}
            yield from ((row.known.element.code, language) for language in languages if language not in written)
