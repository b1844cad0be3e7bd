"""Undoing an import as a whole: what it made goes, what it changed says again what it said.

Drafts are deleted. What was submitted is history, and decisions are never deleted: it is discarded, frees its external
reference, and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import F, Q
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from objectives.actions.import_content import Things, as_input, told, with_content
from objectives.actions.import_writing import attachments_of, restore
from objectives.enums import EvidenceStatus
from objectives.import_enums import ImportLanding, RowOutcome
from objectives.models import AuditEvent, Evidence, EvidenceDecision, ImportBatch, ImportRow, Period
from objectives.permissions import Capability, require
from objectives.tallying import take_turns

CHUNK = 500
UNTOUCHED = (EvidenceStatus.DRAFT, EvidenceStatus.SUBMITTED, EvidenceStatus.RETURNED)


class InTheWay(Exception):
    """Why an import cannot be undone any more."""


def in_the_way(batch: ImportBatch) -> str:
    """Why an import cannot be undone, or "" where it can: nothing in it was reviewed, changed or added to since.

    Two queries.
    """
    rows = ImportRow.objects.filter(batch=batch, outcome__in=(RowOutcome.NEW, RowOutcome.CHANGED))
    left = EvidenceStatus.SUBMITTED if batch.landing == ImportLanding.SUBMITTED else EvidenceStatus.DRAFT
    returned = Q(evidence__status=EvidenceStatus.RETURNED, before__status=EvidenceStatus.RETURNED)
    as_left = Q(evidence__status=left) | (returned if left == EvidenceStatus.DRAFT else Q(pk=None))
    reviewed = rows.exclude(as_left).filter(evidence__isnull=False).select_related("evidence").first()
    if reviewed is not None and reviewed.evidence is not None:
        return _(
            "%(reference)s is %(status)s by now. An import can be undone only while nothing in it was decided on."
        ) % {
            "reference": reviewed.evidence.reference,
            "status": str(reviewed.evidence.get_status_display()).lower(),
        }
    touched = rows.filter(
        Q(evidence__isnull=True) | ~Q(evidence__edit_number=F("edit_number")) | Q(evidence__attachments__isnull=False)
    )
    found = touched.select_related("evidence").first()
    if found is None:
        return ""
    name = found.evidence.reference if found.evidence else found.reference
    return _("%(reference)s was changed since it was imported. An import can be undone only while nobody has.") % {
        "reference": name
    }


def undo(*, batch: ImportBatch) -> None:
    """Undo a written import, in the transaction of the caller. Raises InTheWay where it cannot be undone any more."""
    require(batch.by, Capability.LOG_EVIDENCE)
    if batch.landing == ImportLanding.SUBMITTED:
        periods = Period.objects.filter(framework=batch.framework)
        if batch.periods is not None:  # what it submitted lies in them, and what it changed lay in them before
            periods = periods.filter(pk__in=batch.periods)
        take_turns(connection, periods.values_list("pk", flat=True))
    rows = ImportRow.objects.filter(batch=batch)
    held = rows.filter(outcome__in=(RowOutcome.NEW, RowOutcome.CHANGED)).values("evidence")
    list(Evidence.objects.filter(pk__in=held).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    if problem := in_the_way(batch):
        raise InTheWay(problem)
    things = Things(batch.framework)
    for chunk in _chunks(batch, RowOutcome.CHANGED):
        _restore(chunk, things, batch)
    for chunk in _chunks(batch, RowOutcome.NEW):
        _remove(chunk, batch)
    AuditEvent.objects.record(
        by=batch.by,
        action="import.undo",
        on=batch,
        before={"state": "written"},
        after={"state": "undone", "removed": batch.new, "restored": batch.changed, "sha256": batch.sha256},
    )


def _chunks(batch: ImportBatch, outcome: str) -> Iterator[list[ImportRow]]:
    last = -1
    while True:
        rows = ImportRow.objects.filter(batch=batch, outcome=outcome, position__gt=last).order_by("position")
        chunk = list(rows[:CHUNK])
        if not chunk:
            return
        last = chunk[-1].position
        yield chunk


def _entries(rows: Sequence[ImportRow]) -> dict[int, Evidence]:
    keys = [row.evidence_id for row in rows if row.evidence_id is not None]
    return {one.pk: one for one in with_content(Evidence.objects.filter(pk__in=keys))}


def _remove(rows: Sequence[ImportRow], batch: ImportBatch) -> None:
    entries = _entries(rows)
    AuditEvent.objects.record_many(
        by=batch.by,
        action="evidence.undo_import",
        of=Evidence,
        events=[
            (one.pk, one.reference, told(as_input(one), one.status, attachments_of(one)), None)
            for one in entries.values()
        ],
    )
    if batch.landing == ImportLanding.SUBMITTED:
        _discard(list(entries.values()), batch)
        return
    try:
        Evidence.objects.filter(pk__in=list(entries)).delete()
    except ProtectedError as error:
        raise InTheWay(_("Something has been added to an entry of this import since. It cannot be undone.")) from error


def _discard(entries: Sequence[Evidence], batch: ImportBatch) -> None:
    """Entries that were submitted end as discarded, each with the decision that says so."""
    EvidenceDecision.objects.bulk_create(
        EvidenceDecision(evidence=one, before=one.status, after=EvidenceStatus.DISCARDED, reason=_undone(), by=batch.by)
        for one in entries
    )
    Evidence.objects.filter(pk__in=[one.pk for one in entries]).update(
        status=EvidenceStatus.DISCARDED, external_reference=None, updated_at=timezone.now()
    )


def _undone() -> str:
    """In English, as many read it: pages word it anew."""
    with override(settings.LANGUAGE_CODE):
        return _("The import that submitted it was undone.")


def _restore(rows: Sequence[ImportRow], things: Things, batch: ImportBatch) -> None:
    entries = _entries(rows)
    standing = []
    for row in rows:
        evidence, kept = entries[row.evidence_id or 0], row.before or {}
        content = things.content(kept["content"])
        before = told(as_input(evidence), evidence.status, attachments_of(evidence))
        if evidence.status != kept["status"]:
            _take_back(evidence, kept, batch)
        standing.append((evidence, content, before))
    periods = list(Period.objects.filter(framework=batch.framework))
    restore([(one, content, _period(periods, content.ends_on)) for one, content, _before in standing])
    AuditEvent.objects.record_many(
        by=batch.by,
        action="evidence.undo_import",
        of=Evidence,
        events=[
            (one.pk, one.reference, before, told(content, one.status, attachments_of(one)))
            for one, content, before in standing
        ],
    )


def _take_back(evidence: Evidence, kept: dict[str, str | None], batch: ImportBatch) -> None:
    """A record that was submitted by the import is what it was before, with one more decision that says why."""
    EvidenceDecision.objects.create(
        evidence=evidence, before=evidence.status, after=kept["status"] or "", reason=_undone(), by=batch.by
    )
    submitted_at = kept["submitted_at"]
    Evidence.objects.filter(pk=evidence.pk).update(
        status=kept["status"],
        submitted_at=datetime.fromisoformat(submitted_at) if submitted_at else None,
        unlock=kept["unlock"],
        updated_at=timezone.now(),
    )
    evidence.status = kept["status"] or EvidenceStatus.DRAFT


def _period(periods: Sequence[Period], day: date | None) -> Period | None:
    return next((one for one in periods if day is not None and one.starts_on <= day <= one.ends_on), None)
