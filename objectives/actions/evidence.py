"""Recording evidence: a draft, its saves, and sending it to review."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.co_authors import require_writer
from objectives.actions.evidence_content import EvidenceInput, FigureInput, holds, snapshot, write
from objectives.actions.evidence_moves import hold_period, lock, lock_for_move, move, require_move, status_of
from objectives.actions.evidence_versions import keep_version
from objectives.actions.lateness import may_be_late, require_open_to_change, unlock_needed
from objectives.actions.notices import notify
from objectives.actions.review import accept, send_back, withdraw
from objectives.enums import EvidenceStatus
from objectives.models import AuditEvent, Evidence, Framework, ReferenceCounter
from objectives.notice_enums import NoticeKind
from objectives.permissions import Capability, require
from objectives.queries.co_authors import last_saved_by
from objectives.queries.routing import routes
from objectives.validators import EARLIEST, submission_problems

# what a record says, and the decisions on it, are part of the calls here
__all__ = ["EvidenceInput", "FigureInput", "accept", "holds", "send_back", "snapshot", "withdraw"]


class ChangedMeanwhile(Exception):
    """The record was saved elsewhere since the text that is to be saved was begun, and says something else."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        super().__init__(evidence.reference)


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


def create_once(*, framework: Framework, content: EvidenceInput, by: User, token: str) -> tuple[Evidence, bool]:
    """A new draft, made once for a form's token: the same form sent twice finds the record that it made. Whether it was
    made now, and so says what was sent.

    Where that record is past editing and says something else, another is made: somebody went back to log what is alike.
    Outside of any transaction, since the second sending is told apart by the database's refusal.
    """
    key = f"{by.pk}:{token}"
    try:
        return create(framework=framework, content=content, by=by, form_token=key), True
    except IntegrityError:
        made = Evidence.objects.get(form_token=key, author=by)
    if made.is_editable or holds(made, content):
        return made, False
    return create_once(framework=framework, content=content, by=by, token=_successor(token, content))


def _successor(token: str, content: EvidenceInput) -> str:
    """The token of what was typed after going back: the same words sent twice give the same one. The month of one of
    monthly figures stays at its end."""
    _form, colon, month = token.partition(":")
    return f"{uuid5(NAMESPACE_OID, f'{token}|{content!r}')}{colon}{month}"


@transaction.atomic
def save(*, evidence: Evidence, content: EvidenceInput, by: User, seen: int | None = None) -> Evidence:
    """Write a draft or a returned record anew: its author, or a colleague whom the author lets. Else ActionError,
    as where it is past editing.

    `seen` is the `edit_number` of the record that the text was begun from. Where it was saved since, and says something
    else now, it is not written over: ChangedMeanwhile.
    """
    evidence = lock(evidence)
    require_writer(evidence, by)
    if not evidence.is_editable:
        raise ActionError(_("This entry can no longer be changed: it is %(status)s.") % status_of(evidence))
    if seen is not None and seen != evidence.edit_number and not holds(evidence, content):
        raise ChangedMeanwhile(evidence)
    before = snapshot(evidence)
    write(evidence, content)
    after = snapshot(evidence)
    if before != after:
        AuditEvent.objects.record(by=by, action="evidence.save", on=evidence, before=before, after=after)
    return evidence


@transaction.atomic
def submit(*, evidence: Evidence, by: User, confirmed: Collection[int] = (), seen: int | None = None) -> Evidence:
    """Send a record to review. Raises ActionError, by field, while it is incomplete.

    `seen`: the `edit_number` of what its author read; what was saved elsewhere since is not submitted unread.
    `confirmed`: its figures (by primary key) that dwarf all that is known, and are right as their author says.
    After its period's deadline, and once the period is closed, only an unlock that covers its office lets it through;
    the record keeps which one.
    """
    evidence = lock_for_move(evidence)
    _require_author(evidence, by)
    require_move(evidence, EvidenceStatus.SUBMITTED)
    if seen not in (None, evidence.edit_number):
        raise ActionError(_saved_since(evidence, by))
    hold_period(evidence)
    if evidence.corrects is not None:
        require_open_to_change(evidence.corrects)
    evidence.unlock = unlock_needed(evidence)
    problems = submission_problems(evidence, today=timezone.localdate(), may_be_late=may_be_late(evidence, by))
    if problems:
        raise ActionError(problems)
    evidence.submitted_at = timezone.now()
    if confirmed:
        evidence.figures.filter(pk__in=confirmed).update(is_confirmed=True)
    evidence = move(evidence, EvidenceStatus.SUBMITTED, by=by)
    keep_version(evidence, by=by)
    if by.role != Role.SERVICE:  # what is loaded from a file is told to nobody
        notify(NoticeKind.REVIEW, evidence, routes().waits_for(evidence), by=by)
    return evidence


def _saved_since(evidence: Evidence, by: User) -> str:
    """That what its author read is no longer what it says."""
    saver = last_saved_by(evidence)
    if saver is not None and saver.pk != by.pk:
        return _("%(who)s saved this entry since you read it here. Read it once more.") % {"who": saver.name}
    return _("This entry was saved in another window since you read it here. Read it once more.")


def _require_author(evidence: Evidence, by: User) -> None:
    require(by, Capability.LOG_EVIDENCE)
    if evidence.author_id != by.pk:
        raise ActionError(_("Only the author of an entry can submit it."))
