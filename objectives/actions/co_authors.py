"""Letting colleagues write an entry too. Who submits it, and may discard it, stays its author."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.evidence_moves import lock, status_of
from objectives.actions.notices import notify
from objectives.models import AuditEvent, CoAuthor, Evidence, OpenForm
from objectives.notice_enums import NoticeKind
from objectives.permissions import Capability, require
from objectives.queries.co_authors import OPEN_FOR, Colleagues, co_authors_of, writes

MOST = 10  # co-authors of an entry


def require_writer(evidence: Evidence, by: User) -> None:
    """Raise ActionError unless this person is the author of a record, or one whom the author lets write it."""
    require(by, Capability.LOG_EVIDENCE)
    if not writes(by, evidence):
        raise ActionError(_("Only the author of an entry can change it, and colleagues whom the author names."))


@transaction.atomic
def name_colleague(*, evidence: Evidence, colleague: User, by: User) -> None:
    """Let a colleague write an entry too. Naming one twice is naming them once.

    Raises ActionError, at `colleague`, for whom `Colleagues` does not offer, and for one too many.
    """
    evidence = _held(evidence, by)
    there = co_authors_of(evidence)
    if colleague in there:
        return
    if not Colleagues(by, evidence).on_offer().filter(pk=colleague.pk).exists():
        message = _("%(name)s does not record evidence in the office of this entry, or in yours.")
        raise ActionError({"colleague": [message % {"name": colleague.name}]})
    if len(there) >= MOST:
        message = _("An entry has %(most)s co-authors at most.")
        raise ActionError({"colleague": [message % {"most": MOST}]})
    CoAuthor.objects.create(evidence=evidence, user=colleague)
    _record(evidence, "evidence.share", there, by)
    notify(NoticeKind.SHARED, evidence, [colleague], by=by)


@transaction.atomic
def let_go(*, evidence: Evidence, colleague: User, by: User) -> None:
    """Have a colleague write an entry no longer. What they wrote stays; a co-author may do it for themselves."""
    evidence = _held(evidence, by, or_oneself=colleague)
    there = co_authors_of(evidence)
    if CoAuthor.objects.filter(evidence=evidence, user=colleague).delete()[0]:
        _record(evidence, "evidence.unshare", there, by)


def _held(evidence: Evidence, by: User, or_oneself: User | None = None) -> Evidence:
    require(by, Capability.LOG_EVIDENCE)
    evidence = lock(evidence)
    if by.pk not in (evidence.author_id, or_oneself.pk if or_oneself else None):
        raise ActionError(_("Only the author of an entry says who writes it too."))
    if not evidence.is_editable:
        raise ActionError(_("This entry can no longer be changed: it is %(status)s.") % status_of(evidence))
    return evidence


def _record(evidence: Evidence, action: str, before: list[User], by: User) -> None:
    AuditEvent.objects.record(
        by=by,
        action=action,
        on=evidence,
        before={"co_authors": [one.email for one in before]},
        after={"co_authors": [one.email for one in co_authors_of(evidence)]},
    )


def keep_open(*, evidence: Evidence, by: User) -> None:
    """Note that a person has the form of an entry open now, where several write it. One query, two at first."""
    require(by, Capability.LOG_EVIDENCE)
    now = timezone.now()
    if not OpenForm.objects.filter(evidence=evidence, person=by).update(at=now):
        OpenForm.objects.bulk_create([OpenForm(evidence=evidence, person=by, at=now)], ignore_conflicts=True)


def forget_open_forms() -> None:
    """What was open once is forgotten. The tick calls it."""
    OpenForm.objects.filter(at__lt=timezone.now() - OPEN_FOR).delete()
