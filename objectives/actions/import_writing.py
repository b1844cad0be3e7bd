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
from objectives.actions.import_submitting import Submitting
from objectives.enums import EvidenceStatus
from objectives.models import (
    AuditEvent,
    Contribution,
    Evidence,
    Figure,
    FigurePart,
    Framework,
    Period,
    PeriodUnlock,
    ReferenceCounter,
    Source,
)
from objectives.models.inserting import insert, insert_for_keys
from objectives.searching.index import index_records

IN_COUNTRIES, IN_TERMS = Evidence.countries.through, Evidence.terms.through


@dataclass(frozen=True)
class Entry:
    """A record to write: what it says, where it belongs, and the one that stands, if any."""

    external_reference: str
    content: EvidenceInput
    period: Period | None
    unlock: PeriodUnlock | None = None  # by which it comes in late
    standing: Evidence | None = None  # read by `with_content`


def write_new(entries: Sequence[Entry], *, framework: Framework, submitting: Submitting | None, by: User) -> list[int]:
    """Make a record for each entry, a draft or (with `submitting`) submitted; their keys, in a few statements."""
    status = EvidenceStatus.SUBMITTED if submitting else EvidenceStatus.DRAFT
    references = list(_references(entries))
    own = {"framework_id": framework.pk, "author_id": by.pk, "status": str(status), "edit_number": 1}
    own["submitted_at"] = timezone.now() if submitting else None
    values = [_columns(entry, is_submitted=submitting is not None) for entry in entries]
    keys = insert_for_keys(
        Evidence,
        ("reference", "external_reference", *own, *values[0]),
        [
            (reference, entry.external_reference, *own.values(), *one.values())
            for reference, entry, one in zip(references, entries, values, strict=True)
        ],
    )
    contents = [entry.content for entry in entries]
    said = [told(content, status) for content in contents]
    _write_parts(keys, contents)
    index_records(keys, are_new=True)
    if submitting:
        before = [EvidenceStatus.DRAFT] * len(keys)
        submitting.add(list(zip(keys, before, contents, said, strict=True)))
    AuditEvent.objects.record_many(
        by=by,
        action="evidence.import",
        of=Evidence,
        events=[(key, reference, None, one) for key, reference, one in zip(keys, references, said, strict=True)],
    )
    return keys


def write_changed(entries: Sequence[Entry], *, submitting: Submitting | None, by: User) -> list[Evidence]:
    """Write standing records anew, and hand them in where that is asked for; the records.

    They are held, and can be changed.
    """
    rows = [entry.standing for entry in entries if entry.standing is not None]
    before = [told(as_input(row), row.status, attachments_of(row)) for row in rows]
    former = [EvidenceStatus(row.status) for row in rows]
    clear(rows)
    contents = [entry.content for entry in entries]
    _write_parts([row.pk for row in rows], contents)
    now = timezone.now()
    for row, entry in zip(rows, entries, strict=True):
        changes: dict[str, Any] = {**_columns(entry, is_submitted=submitting is not None)}
        if submitting:
            row.status = EvidenceStatus.SUBMITTED
            changes |= {"status": row.status, "submitted_at": now}
        Evidence.objects.filter(pk=row.pk).update(updated_at=now, edit_number=F("edit_number") + 1, **changes)
        row.edit_number += 1
    index_records([row.pk for row in rows])
    said = [told(entry.content, row.status, attachments_of(row)) for row, entry in zip(rows, entries, strict=True)]
    if submitting:
        submitting.add(list(zip([row.pk for row in rows], former, contents, said, strict=True)))
    AuditEvent.objects.record_many(
        by=by,
        action="evidence.import",
        of=Evidence,
        events=[(row.pk, row.reference, old, new) for row, old, new in zip(rows, before, said, strict=True)],
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
    _write_parts([row.pk for row in evidence], [content for _row, content, _period in rows])
    for row, content, period in rows:
        entry = Entry("", content, period)
        Evidence.objects.filter(pk=row.pk).update(
            updated_at=timezone.now(), edit_number=F("edit_number") + 1, **_columns(entry, is_submitted=False)
        )
    index_records([row.pk for row in evidence])


def _columns(entry: Entry, is_submitted: bool) -> dict[str, Any]:
    """The columns of a record that hold what it says; all entries of one import have the same."""
    content = entry.content
    return {
        "title": content.title,
        "description": content.description,
        "beneficiaries": content.beneficiaries,
        "sensitivity": str(content.sensitivity),
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "date_precision": str(content.date_precision),
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


def _write_parts(keys: Sequence[int], contents: Sequence[EvidenceInput]) -> None:
    pairs = list(zip(keys, contents, strict=True))
    insert(
        IN_COUNTRIES,
        ("evidence_id", "state_id"),
        [(key, one.pk) for key, content in pairs for one in content.countries],
    )
    insert(IN_TERMS, ("evidence_id", "term_id"), [(key, one.pk) for key, content in pairs for one in content.terms])
    insert(
        Contribution,
        ("evidence_id", "element_id", "how"),
        [(key, element.pk, how) for key, content in pairs for element, how in content.contributions],
    )
    insert(
        Source,
        ("evidence_id", "citation", "paragraph", "url"),
        [(key, *source) for key, content in pairs for source in content.sources],
    )
    _write_figures(pairs)


def _write_figures(pairs: Sequence[tuple[int, EvidenceInput]]) -> None:
    given = [(key, one) for key, content in pairs for one in content.figures]
    figures = insert_for_keys(
        Figure,
        ("evidence_id", "indicator_id", "answer", "value", "qualifier"),
        [(key, one.indicator.pk, str(one.answer), one.value, str(one.qualifier)) for key, one in given],
    )
    insert(
        FigurePart,
        ("figure_id", "category_id", "value"),
        [
            (figure, category.pk, value)
            for figure, (_key, one) in zip(figures, given, strict=True)
            for category, value in one.parts
        ],
    )
