"""Correcting an accepted record: in an entry beside it, whose content it takes over once that is accepted.

Until then the record counts with what it said. It keeps its reference and its author; what it said before is kept as
a version, and editions keep what they froze. The correction itself never counts: it ends taken over, or discarded.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.attachments import take_over_files
from objectives.actions.evidence_content import EvidenceInput, FigureInput, snapshot, write
from objectives.actions.evidence_moves import lock, lock_for_move, move, require_move, status_of
from objectives.actions.evidence_versions import keep_version
from objectives.actions.lateness import require_open_to_change
from objectives.enums import EDITABLE, EvidenceStatus
from objectives.models import AuditEvent, Evidence, EvidenceDecision, EvidenceRemark
from objectives.permissions import Capability, may, require

OPEN = (*EDITABLE, EvidenceStatus.SUBMITTED)


def may_correct(user: User, evidence: Evidence) -> bool:
    """Whether a person may open a correction of a record: its author, and reviewers."""
    is_accepted = evidence.status == EvidenceStatus.ACCEPTED
    is_theirs = evidence.author_id == user.pk or may(user, Capability.REVIEW_EVIDENCE)
    return is_accepted and is_theirs and may(user, Capability.LOG_EVIDENCE)


@transaction.atomic
def correct(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Begin a correction of an accepted record: a draft of this person's, filled with what the record says.

    Raises ActionError, by field, without a reason, where one is under way, and for what is not accepted.
    """
    require(by, Capability.LOG_EVIDENCE)
    evidence = lock(evidence)
    if evidence.author_id != by.pk and not may(by, Capability.REVIEW_EVIDENCE):
        raise ActionError(_("The author of an entry, and reviewers, can correct it."))
    if evidence.status != EvidenceStatus.ACCEPTED:
        raise ActionError(_("Only an accepted entry is corrected: this one is %(status)s.") % status_of(evidence))
    if not reason.strip():
        raise ActionError({"reason": [_("Say what is wrong, so that the reviewer knows what to look for.")]})
    under_way = evidence.corrections.filter(status__in=OPEN).first()
    if under_way:
        raise ActionError(_("A correction is under way already: %(reference)s.") % {"reference": under_way.reference})
    if not evidence.versions.exists():  # it was handed in before versions were kept
        keep_version(evidence, by=evidence.author)
    made = Evidence(
        reference=f"{evidence.reference}-C{evidence.corrections.count() + 1}",
        framework=evidence.framework,
        author=by,
        corrects=evidence,
        is_sample=evidence.is_sample,
    )
    write(made, content_of(evidence))
    after = {**snapshot(made), "corrects": evidence.reference, "reason": reason.strip()}
    AuditEvent.objects.record(by=by, action="evidence.correct", on=made, after=after)
    EvidenceRemark.objects.create(evidence=made, text=reason.strip()[:2_000], by=by)
    return made


@transaction.atomic
def discard(*, correction: Evidence, by: User) -> Evidence:
    """Give up a correction that is not under review. What it corrects stays as it is."""
    correction = lock_for_move(correction)
    if correction.corrects_id is None:
        raise ActionError(_("Only a correction can be discarded."))
    if correction.author_id != by.pk:
        require(by, Capability.REVIEW_EVIDENCE)
    require_move(correction, EvidenceStatus.DISCARDED)
    return move(correction, EvidenceStatus.DISCARDED, by=by)


def take_over(correction: Evidence, *, by: User) -> Evidence:
    """Let a record say what its correction says, which the transaction holds (`review.accept`).

    Raises ActionError where the record is no longer accepted, is the reviewer's own, or its period is closed.
    """
    assert correction.corrects is not None
    original = lock(correction.corrects)
    if original.author_id == by.pk:
        raise ActionError(_("This corrects an entry of yours: a colleague has to review it."))
    if original.status != EvidenceStatus.ACCEPTED:
        raise ActionError(
            _("%(reference)s is %(status)s: it can no longer be corrected.")
            % {"reference": original.reference, **status_of(original)}
        )
    require_open_to_change(original)
    before = snapshot(original)
    write(original, content_of(correction))
    original.unlock = correction.unlock or original.unlock
    original.reviewer, original.reviewed_at = by, timezone.now()
    original.save()
    take_over_files(original=original, correction=correction)
    correction.reviewer, correction.reviewed_at = by, original.reviewed_at
    move(correction, EvidenceStatus.TAKEN_OVER, by=by)
    _tell(original, correction, before, by)
    return original


def _tell(original: Evidence, correction: Evidence, before: dict[str, object], by: User) -> None:
    """The new version, the decision that it counts, and the event."""
    keep_version(original, by=correction.author)
    why = EvidenceRemark.objects.filter(evidence=correction).order_by("id").first()
    EvidenceDecision.objects.create(
        evidence=original,
        before=EvidenceStatus.ACCEPTED,
        after=EvidenceStatus.ACCEPTED,
        reason=why.text if why else "",
        by=by,
    )
    after = {**snapshot(original), "correction": correction.reference}
    AuditEvent.objects.record(by=by, action="evidence.corrected", on=original, before=before, after=after)


def content_of(evidence: Evidence) -> EvidenceInput:
    """What a record says, as it is handed in."""
    figures = evidence.figures.select_related("indicator__element").prefetch_related("parts__category__dimension")
    return EvidenceInput(
        title=evidence.title,
        description=evidence.description,
        beneficiaries=evidence.beneficiaries,
        sensitivity=evidence.sensitivity,
        starts_on=evidence.starts_on,
        ends_on=evidence.ends_on,
        date_precision=evidence.date_precision,
        office=evidence.office,
        programme=evidence.programme,
        countries=tuple(evidence.countries.all()),
        terms=tuple(evidence.terms.select_related("vocabulary")),
        contributions=tuple((one.element, one.how) for one in evidence.contributions.select_related("element")),
        figures=tuple(
            FigureInput(
                one.indicator,
                one.value,
                one.qualifier,
                one.answer,
                tuple((part.category, part.value) for part in one.parts.all()),
            )
            for one in figures
        ),
        sources=tuple(evidence.sources.values_list("citation", "paragraph", "url")),
    )
