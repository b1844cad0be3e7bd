"""Reviewing evidence: accepting it, returning it with what is to be put right, withdrawing it, and talking about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.accounts.models import User
from objectives.actions.correction import take_over
from objectives.actions.evidence_moves import lock_for_move, move, require_move
from objectives.actions.lateness import require_in_time
from objectives.actions.notices import notify
from objectives.enums import EvidenceStatus
from objectives.models import AuditEvent, Evidence, EvidenceRemark
from objectives.models.review import LONGEST_REMARK
from objectives.notice_enums import NoticeKind
from objectives.permissions import Capability, require
from objectives.queries.co_authors import co_authors_of, writes
from objectives.queries.conversation import may_talk, people_in
from objectives.queries.evidence_parts import parts_of

SENT_TWICE = timedelta(minutes=10)  # within which the same remark is the same form, sent once more
LONGEST_NOTE = 300  # characters on one part of what is returned
NOTHING_TO_PUT_RIGHT = gettext_lazy("Say why, so that the author knows what to put right.")
NOT_SAID_WHY = gettext_lazy("Say why it is withdrawn, so that the author and readers of reports know.")
CHANGED_SINCE_READ = gettext_lazy("It has changed since you read it. Read what it says now, and decide then.")


@transaction.atomic
def accept(*, evidence: Evidence, by: User, read: int | None = None) -> Evidence:
    """Accept a submitted record, so that it counts; or a correction, so that what it corrects says what it says.

    `read` is the number of the edit that the reviewer had before them: what has changed since is not accepted unseen.
    Raises ActionError for one's own.
    """
    if evidence.corrects_id is not None:
        evidence = _held_for_review(evidence, EvidenceStatus.TAKEN_OVER, by, read)
        require_in_time(evidence)
        original = take_over(evidence, by=by)
        notify(NoticeKind.ACCEPTED, evidence, {evidence.author, original.author}, by=by)
        return original
    evidence = _held_for_review(evidence, EvidenceStatus.ACCEPTED, by, read)
    require_in_time(evidence)
    return _decide(evidence, EvidenceStatus.ACCEPTED, by=by)


@transaction.atomic
def send_back(
    *, evidence: Evidence, reason: str, by: User, fields: Mapping[str, str] | None = None, read: int | None = None
) -> Evidence:
    """Return a submitted record to its author with a reason, and with the parts that it is about.

    `fields` maps the name of a part (objectives.queries.evidence_parts) to what is to be put right there, or "".
    `read`: as in `accept`, since what was to be put right may be so by now.
    Raises ActionError without a reason, and for a part that the record does not have.
    """
    evidence = _held_for_review(evidence, EvidenceStatus.RETURNED, by, read)
    return _decide(
        evidence,
        EvidenceStatus.RETURNED,
        by=by,
        reason=_given(reason, NOTHING_TO_PUT_RIGHT),
        fields=_marked(evidence, fields or {}),
    )


@transaction.atomic
def withdraw(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Take an accepted record out of the count, with a reason. Editions that rest on it keep what they froze."""
    evidence = _held_for_review(evidence, EvidenceStatus.WITHDRAWN, by)
    return _decide(evidence, EvidenceStatus.WITHDRAWN, by=by, reason=_given(reason, NOT_SAID_WHY))


@transaction.atomic
def remark(*, evidence: Evidence, text: str, by: User, field: str = "") -> EvidenceRemark:
    """Say something on a record, or on a part of it. It stays as it was said; what is sent twice is said once.

    Raises NotPermitted for who takes no part in its conversation, and ActionError, by field, for what is no remark.
    """
    if not may_talk(by, evidence):
        raise NotPermitted(_("Your account may not do this."))
    text = "\n".join(text.strip().splitlines())
    if not text:
        raise ActionError({"text": [_("Write what you have to say.")]})
    if len(text) > LONGEST_REMARK:
        raise ActionError({"text": [_("A remark can have %(most)s characters at most.") % {"most": LONGEST_REMARK}]})
    if field and field not in {part.name for part in parts_of(evidence)}:
        raise ActionError({"field": [_("This entry has no such part.")]})
    Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)  # two at once come one after the other
    last = EvidenceRemark.objects.filter(evidence=evidence, at__gt=timezone.now() - SENT_TWICE).last()
    if last and (last.by_id, last.field, last.text) == (by.pk, field, text):
        return last
    made = EvidenceRemark.objects.create(evidence=evidence, field=field, text=text, by=by)
    AuditEvent.objects.record(by=by, action="evidence.remark", on=evidence, after={"remark": text, "field": field})
    notify(NoticeKind.REMARK, evidence, people_in(evidence), by=by, note=text)
    return made


def _held_for_review(evidence: Evidence, after: EvidenceStatus, by: User, read: int | None = None) -> Evidence:
    """The record, held, once this person may take it there, and has read it as it stands."""
    require(by, Capability.REVIEW_EVIDENCE)
    evidence = lock_for_move(evidence)
    if writes(by, evidence):
        raise ActionError(_("Nobody reviews their own entry: a colleague has to."))
    require_move(evidence, after)
    if read not in (None, evidence.edit_number):
        raise ActionError(str(CHANGED_SINCE_READ))
    return evidence


def _decide(
    evidence: Evidence, after: EvidenceStatus, *, by: User, reason: str = "", fields: Mapping[str, str] | None = None
) -> Evidence:
    evidence.reviewer, evidence.reviewed_at = by, timezone.now()
    evidence = move(evidence, after, by=by, reason=reason, fields=fields)
    kind = NoticeKind.ACCEPTED if after == EvidenceStatus.ACCEPTED else NoticeKind.RETURNED
    notify(kind, evidence, [evidence.author, *co_authors_of(evidence)], by=by, note=reason)
    return evidence


def _given(reason: str, otherwise: Promise) -> str:
    if not reason.strip():
        raise ActionError({"reason": [str(otherwise)]})
    return reason.strip()


def _marked(evidence: Evidence, fields: Mapping[str, str]) -> dict[str, str]:
    """The parts to put right, in the record's order, their notes tidied."""
    names = [part.name for part in parts_of(evidence)] if fields else []
    if set(fields) - set(names):
        raise ActionError({"fields": [_("This entry has no such part.")]})
    notes = {name: " ".join(fields[name].split()) for name in names if name in fields}
    if any(len(note) > LONGEST_NOTE for note in notes.values()):
        raise ActionError({"fields": [_("A note can have %(most)s characters at most.") % {"most": LONGEST_NOTE}]})
    return notes
