"""Recording and reviewing evidence."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_OID, uuid5

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.evidence_content import EvidenceInput, FigureInput, holds, snapshot, write
from objectives.actions.lateness import may_be_late, require_in_time, unlock_needed
from objectives.enums import EVIDENCE_MOVES, EvidenceStatus
from objectives.models import AuditEvent, Evidence, EvidenceDecision, Framework, Period, ReferenceCounter
from objectives.permissions import Capability, require
from objectives.tallying import take_turns
from objectives.validators import EARLIEST, submission_problems

__all__ = ["EvidenceInput", "FigureInput", "holds", "snapshot"]  # what a record says is part of every call here


def reference_year(day: date | None) -> int:
    """The year of an entry's last day, or this year's where that day cannot be right: it is a slip of the pen."""
    today = timezone.localdate()
    return day.year if day is not None and EARLIEST <= day <= today else today.year


def next_reference(year: int) -> str:
    """The next free reference of a year, EV-2026-0001. Call it inside the transaction that uses it."""
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1)
    return f"EV-{year}-{ReferenceCounter.objects.get(year=year).last:04d}"


@transaction.atomic
def create(
    *,
    framework: Framework,
    content: EvidenceInput,
    by: User,
    external_reference: str | None = None,
    form_token: str | None = None,
    is_sample: bool = False,
) -> Evidence:
    """A new draft. Its reference takes the year of its last day, or this year's while that is not known.

    Raises ActionError where an element or indicator is not of the framework.
    """
    require(by, Capability.LOG_EVIDENCE)
    evidence = Evidence(
        reference=next_reference(reference_year(content.ends_on)),
        external_reference=external_reference,
        form_token=form_token,
        framework=framework,
        author=by,
        is_sample=is_sample,
    )
    write(evidence, content)
    AuditEvent.objects.record(by=by, action="evidence.create", on=evidence, after=snapshot(evidence))
    return evidence


def create_once(*, framework: Framework, content: EvidenceInput, by: User, token: str) -> Evidence:
    """A new draft, made once for a form's token: the same form sent twice finds the record that it made.

    Where that record is past editing and says something else, another is made: somebody went back to log what is alike.
    Outside of any transaction, since the second sending is told apart by the database's refusal.
    """
    key = f"{by.pk}:{token}"
    try:
        return create(framework=framework, content=content, by=by, form_token=key)
    except IntegrityError:
        made = Evidence.objects.get(form_token=key, author=by)
    if made.is_editable or holds(made, content):
        return made
    return create_once(framework=framework, content=content, by=by, token=_successor(token, content))


def _successor(token: str, content: EvidenceInput) -> str:
    """The token of what was typed after going back: the same words sent twice give the same one."""
    return str(uuid5(NAMESPACE_OID, f"{token}|{content!r}"))


@transaction.atomic
def save(*, evidence: Evidence, content: EvidenceInput, by: User) -> Evidence:
    """Write a draft or a returned record anew. Raises ActionError if it is not the author's, or is past editing."""
    evidence = _lock(evidence)
    _require_author(evidence, by)
    if not evidence.is_editable:
        raise ActionError(_("This entry can no longer be changed: it is %(status)s.") % _status(evidence))
    before = snapshot(evidence)
    write(evidence, content)
    after = snapshot(evidence)
    if before != after:
        AuditEvent.objects.record(by=by, action="evidence.save", on=evidence, before=before, after=after)
    return evidence


@transaction.atomic
def submit(*, evidence: Evidence, by: User) -> Evidence:
    """Send a record to review. Raises ActionError, by field, while it is incomplete.

    After its period's deadline, and once the period is closed, only an unlock that covers its office lets it through;
    the record keeps which one.
    """
    evidence = _lock_for_move(evidence)
    _require_author(evidence, by)
    _require_move(evidence, EvidenceStatus.SUBMITTED)
    _hold_period(evidence)
    evidence.unlock = unlock_needed(evidence)
    problems = submission_problems(evidence, today=timezone.localdate(), may_be_late=may_be_late(evidence, by))
    if problems:
        raise ActionError(problems)
    evidence.submitted_at = timezone.now()
    return _move(evidence, EvidenceStatus.SUBMITTED, by=by)


@transaction.atomic
def accept(*, evidence: Evidence, by: User) -> Evidence:
    """Accept a submitted record, so that it counts. Raises ActionError for one's own."""
    return _review(evidence, EvidenceStatus.ACCEPTED, by=by)


@transaction.atomic
def send_back(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Return a submitted record to its author with a reason. Raises ActionError without one."""
    return _review(evidence, EvidenceStatus.RETURNED, by=by, reason=reason)


@transaction.atomic
def withdraw(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Take an accepted record out of the count, with a reason. Editions that rest on it keep what they froze."""
    return _review(evidence, EvidenceStatus.WITHDRAWN, by=by, reason=reason)


def _review(evidence: Evidence, after: EvidenceStatus, *, by: User, reason: str = "") -> Evidence:
    require(by, Capability.REVIEW_EVIDENCE)
    evidence = _lock_for_move(evidence)
    if evidence.author_id == by.pk:
        raise ActionError(_("Nobody reviews their own entry: a colleague has to."))
    _require_move(evidence, after)
    if after != EvidenceStatus.ACCEPTED and not reason.strip():
        raise ActionError({"reason": [_("Say why, so that the author knows what to put right.")]})
    if after == EvidenceStatus.ACCEPTED:
        require_in_time(evidence)
    evidence.reviewer, evidence.reviewed_at = by, timezone.now()
    return _move(evidence, after, by=by, reason=reason.strip())


def _move(evidence: Evidence, after: EvidenceStatus, *, by: User, reason: str = "") -> Evidence:
    before, evidence.status = evidence.status, after
    evidence.save()
    late = {"unlock": evidence.unlock_id} if after == EvidenceStatus.SUBMITTED and evidence.unlock_id else {}
    EvidenceDecision.objects.create(evidence=evidence, before=before, after=after, reason=reason, by=by)
    AuditEvent.objects.record(
        by=by,
        action=f"evidence.{after}",
        on=evidence,
        before={"status": before},
        after={"status": after, "reason": reason, **late},
    )
    return evidence


def _lock(evidence: Evidence) -> Evidence:
    """The row as it stands now, held until the transaction ends."""
    return Evidence.objects.select_for_update(of=("self",)).select_related("period", "framework").get(pk=evidence.pk)


def _lock_for_move(evidence: Evidence) -> Evidence:
    """The same, once nobody else moves records of its period: whoever moves several never waits in a circle."""
    take_turns(connection, [evidence.period_id])
    return _lock(evidence)


def _hold_period(evidence: Evidence) -> None:
    """Keep the period as it stands until the transaction ends: nothing is submitted while it is being closed."""
    if evidence.period_id is not None:
        evidence.period = Period.objects.select_for_update().get(pk=evidence.period_id)


def _require_author(evidence: Evidence, by: User) -> None:
    require(by, Capability.LOG_EVIDENCE)
    if evidence.author_id != by.pk:
        raise ActionError(_("Only the author of an entry can change or submit it."))


def _require_move(evidence: Evidence, after: EvidenceStatus) -> None:
    if after == evidence.status:
        raise ActionError(_("That was done already: the entry is %(status)s.") % _status(evidence))
    if after not in EVIDENCE_MOVES[evidence.status]:
        raise ActionError(
            _("An entry that is %(status)s cannot become %(after)s.")
            % {**_status(evidence), "after": str(after.label).lower()}
        )


def _status(evidence: Evidence) -> dict[str, str]:
    return {"status": str(evidence.get_status_display()).lower()}
