"""Writing many records at once: in bulk, with the same rows as the actions on one record leave behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.actions.evidence import reference_year
from objectives.actions.evidence_content import EvidenceInput
from objectives.actions.import_content import as_input, told
from objectives.enums import Answer, EvidenceStatus, Qualifier
from objectives.models import (
    AuditEvent,
    Contribution,
    Evidence,
    EvidenceDecision,
    Figure,
    FigurePart,
    Framework,
    Period,
    PeriodUnlock,
    ReferenceCounter,
    Source,
)

IN_COUNTRIES, IN_TERMS = Evidence.countries.through, Evidence.terms.through


@dataclass(frozen=True)
class Entry:
    """A record to write: what it says, where it belongs, and the one that stands, if any."""

    external_reference: str
    content: EvidenceInput
    period: Period | None
    unlock: PeriodUnlock | None = None  # by which it comes in late
    standing: Evidence | None = None  # read by `with_content`


def write_new(entries: Sequence[Entry], *, framework: Framework, is_submitted: bool, by: User) -> list[Evidence]:
    """Make a record for each entry, drafts or submitted, with decisions and audit. A fixed number of statements."""
    status = EvidenceStatus.SUBMITTED if is_submitted else EvidenceStatus.DRAFT
    now = timezone.now()
    references = _references(entries)
    rows = Evidence.objects.bulk_create(
        Evidence(
            reference=next(references),
            external_reference=entry.external_reference,
            framework_id=framework.pk,
            author_id=by.pk,
            status=status,
            submitted_at=now if is_submitted else None,
            edit_number=1,
            **_columns(entry, is_submitted),
        )
        for entry in entries
    )
    _write_parts(rows, [entry.content for entry in entries])
    if is_submitted:
        _decide([(row, EvidenceStatus.DRAFT) for row in rows], by)
    AuditEvent.objects.record_many(
        by=by,
        action="evidence.import",
        events=[(row, None, told(entry.content, status)) for row, entry in zip(rows, entries, strict=True)],
    )
    return rows


def write_changed(entries: Sequence[Entry], *, is_submitted: bool, by: User) -> list[Evidence]:
    """Write standing records anew, and submit them where that is asked for. They are held, and can be changed."""
    rows = [entry.standing for entry in entries if entry.standing is not None]
    before = [(as_input(row), row.status, attachments_of(row)) for row in rows]
    clear(rows)
    _write_parts(rows, [entry.content for entry in entries])
    now = timezone.now()
    moves = []
    for row, entry in zip(rows, entries, strict=True):
        changes: dict[str, Any] = {**_columns(entry, is_submitted), "edit_number": F("edit_number") + 1}
        if is_submitted:
            moves.append((row, EvidenceStatus(row.status)))
            changes |= {"status": EvidenceStatus.SUBMITTED, "submitted_at": now}
            row.status = EvidenceStatus.SUBMITTED
        Evidence.objects.filter(pk=row.pk).update(updated_at=now, **changes)
        row.edit_number += 1
    _decide(moves, by)
    AuditEvent.objects.record_many(
        by=by,
        action="evidence.import",
        events=[
            (row, told(content, status, files), told(entry.content, row.status, files))
            for row, entry, (content, status, files) in zip(rows, entries, before, strict=True)
        ],
    )
    return rows


def attachments_of(evidence: Evidence) -> list[dict[str, Any]]:
    """The files of a record, for the audit. No query."""
    return [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in evidence.attachments.all()]


def clear(rows: Sequence[Evidence]) -> None:
    """Take away all that hangs on records and is written anew."""
    for model in (IN_COUNTRIES, IN_TERMS, Contribution, Source):
        model._default_manager.filter(evidence__in=rows).delete()
    FigurePart.objects.filter(figure__evidence__in=rows).delete()
    Figure.objects.filter(evidence__in=rows).delete()


def restore(rows: Sequence[tuple[Evidence, EvidenceInput, Period | None]]) -> None:
    """Let records say again what they said before; their status is not touched."""
    evidence = [row for row, _content, _period in rows]
    clear(evidence)
    _write_parts(evidence, [content for _row, content, _period in rows])
    for row, content, period in rows:
        entry = Entry("", content, period)
        Evidence.objects.filter(pk=row.pk).update(
            updated_at=timezone.now(), edit_number=F("edit_number") + 1, **_columns(entry, is_submitted=False)
        )


def _columns(entry: Entry, is_submitted: bool) -> dict[str, Any]:
    content = entry.content
    plain = ("title", "description", "beneficiaries", "sensitivity", "starts_on", "ends_on", "date_precision")
    return {
        **{name: getattr(content, name) for name in plain},
        "office_id": content.office.pk if content.office else None,
        "programme_id": content.programme.pk if content.programme else None,
        "period_id": entry.period.pk if entry.period else None,
        **({"unlock_id": entry.unlock.pk if entry.unlock else None} if is_submitted else {}),
    }


def _references(entries: Sequence[Entry]) -> Iterator[str]:
    """The next free references, each of its entry's year."""
    years = [reference_year(entry.content.ends_on) for entry in entries]
    free = {year: _block(year, number) for year, number in Counter(years).items()}
    for year in years:
        yield f"EV-{year}-{next(free[year]):04d}"


def _block(year: int, number: int) -> Iterator[int]:
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + number)
    last = ReferenceCounter.objects.get(year=year).last
    return iter(range(last - number + 1, last + 1))


def _write_parts(rows: Sequence[Evidence], contents: Sequence[EvidenceInput]) -> None:
    pairs = list(zip(rows, contents, strict=True))
    IN_COUNTRIES._default_manager.bulk_create(
        IN_COUNTRIES(evidence_id=row.pk, state_id=one.pk) for row, content in pairs for one in content.countries
    )
    IN_TERMS._default_manager.bulk_create(
        IN_TERMS(evidence_id=row.pk, term_id=one.pk) for row, content in pairs for one in content.terms
    )
    Contribution.objects.bulk_create(
        Contribution(evidence_id=row.pk, element_id=element.pk, how=how)
        for row, content in pairs
        for element, how in content.contributions
    )
    Source.objects.bulk_create(
        Source(evidence_id=row.pk, citation=citation, paragraph=paragraph, url=url)
        for row, content in pairs
        for citation, paragraph, url in content.sources
    )
    _write_figures(pairs)


def _write_figures(pairs: Sequence[tuple[Evidence, EvidenceInput]]) -> None:
    given = [(row, one) for row, content in pairs for one in content.figures]
    figures = Figure.objects.bulk_create(
        Figure(
            evidence_id=row.pk,
            indicator_id=one.indicator.pk,
            answer=Answer(one.answer),
            value=one.value,
            qualifier=Qualifier(one.qualifier),
        )
        for row, one in given
    )
    FigurePart.objects.bulk_create(
        FigurePart(figure_id=figure.pk, category_id=category.pk, value=value)
        for figure, (_row, one) in zip(figures, given, strict=True)
        for category, value in one.parts
    )


def _decide(moves: Sequence[tuple[Evidence, EvidenceStatus]], by: User) -> None:
    EvidenceDecision.objects.bulk_create(
        EvidenceDecision(evidence_id=row.pk, before=before, after=EvidenceStatus.SUBMITTED, by_id=by.pk)
        for row, before in moves
    )
