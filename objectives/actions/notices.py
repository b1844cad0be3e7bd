"""Telling people by mail of what happened to records that concern them: at once, in one letter a day, or not at all.

A notice is a row, written in the transaction of what it tells of. One that is to go at once has its letter at once;
the others wait for the tick, which writes at most one letter a day to each person (the database lets no second one be).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.work import claims, mail
from iomtrack.work.errors import WorkFailed
from iomtrack.work.letters import LetterState
from iomtrack.work.queue import wake
from objectives.actions.reminders import tell_nobody
from objectives.enums import EvidenceStatus
from objectives.letters import digest_letter
from objectives.models import (
    AuditEvent,
    Evidence,
    ImportBatch,
    ImportRow,
    NoticeDigest,
    NoticeSetting,
    ReviewNotice,
)
from objectives.notice_enums import USUAL_TIMES, NoticeKind, NoticeTime
from objectives.permissions import Capability, require

AT_ONCE = 500  # people to whom one tick writes


def notify(kind: NoticeKind, evidence: Evidence, people: Iterable[User], *, by: User, note: str = "") -> None:
    """Note that something happened, for each of these people who wants to hear of it and did not do it.

    What is loaded from a file is told to nobody.
    """
    told = {one.pk: one for one in people if one.pk != by.pk and one.is_active and one.role != Role.SERVICE}
    if not told or by.role == Role.SERVICE:
        return
    _tell(kind, [ReviewNotice(user=user, kind=kind, evidence=evidence, by=by, note=note) for user in told.values()])


def notify_of_import(batch: ImportBatch, waiting: Mapping[int, tuple[int, int]]) -> None:
    """Note for each reviewer (by key) that entries of an import wait: the first one's key, and how many there are.

    One notice each, however many entries: three queries, and a letter for whoever wants to hear at once.
    """
    told = User.objects.filter(pk__in=list(waiting), is_active=True).exclude(Q(pk=batch.by_id) | Q(role=Role.SERVICE))
    _tell(
        NoticeKind.REVIEW,
        [
            ReviewNotice(
                user=user, kind=NoticeKind.REVIEW, evidence_id=first, by=batch.by, imported=batch, entries=number
            )
            for user in told.order_by("pk")
            for first, number in [waiting[user.pk]]
        ],
    )


def _tell(kind: NoticeKind, notices: list[ReviewNotice]) -> None:
    """Keep the notices of those who want to hear: two queries, and a letter for whoever wants to hear at once."""
    people = [one.user_id for one in notices]
    wishes = dict(NoticeSetting.objects.filter(user__in=people, kind=kind).values_list("user", "when"))
    times = {pk: wishes.get(pk, USUAL_TIMES[kind]) for pk in people}
    for notice in ReviewNotice.objects.bulk_create(one for one in notices if times[one.user_id] != NoticeTime.NEVER):
        if times[notice.user_id] == NoticeTime.AT_ONCE:
            _write(notice.user, [notice.pk], str(notice.pk), is_daily=False)


def write_digests() -> None:
    """For the tick: the day's letter to each person who has notices waiting, once its hour has come."""
    now = timezone.localtime()
    if now.hour < settings.DIGEST_HOUR:
        return
    waiting = ReviewNotice.objects.filter(digest__isnull=True).order_by()
    people = list(waiting.values_list("user", flat=True).distinct()[: 10 * AT_ONCE])
    had = NoticeDigest.objects.filter(user__in=people, day=now.date(), is_daily=True).values("user")
    for user in User.objects.filter(pk__in=people).exclude(pk__in=had).order_by("pk")[:AT_ONCE]:
        _write_daily(user)


@transaction.atomic
def _write_daily(user: User) -> None:
    """A letter with all that waits for a person; what has settled itself since is forgotten."""
    waiting = ReviewNotice.objects.filter(user=user, digest__isnull=True)
    still = ImportRow.objects.filter(batch=OuterRef("imported"), evidence__status=EvidenceStatus.SUBMITTED)
    settled = waiting.filter(kind=NoticeKind.REVIEW).exclude(
        Q(evidence__status=EvidenceStatus.SUBMITTED) | Q(Exists(still))
    )
    (settled if user.is_active else waiting).delete()
    notices = list(waiting.values_list("pk", flat=True))
    if notices:
        try:
            with transaction.atomic():
                _write(user, notices, timezone.localdate().isoformat(), is_daily=True)
        except IntegrityError:  # another tick has written today's letter: what came since waits for tomorrow
            return


def _write(user: User, notices: list[int], number: str, *, is_daily: bool) -> None:
    digest = NoticeDigest.objects.create(
        user=user,
        email=user.email,
        message_id=mail.message_id("notices", "day" if is_daily else "once", user.pk, number),
        is_daily=is_daily,
    )
    ReviewNotice.objects.filter(pk__in=notices, digest__isnull=True).update(digest=digest)
    wake(NoticeDigest, digest.pk)


def send_digest(*, pk: int) -> None:
    """Send a letter that waits. What the server refuses for good stops; else it is tried again."""
    claims.run(NoticeDigest, pk, make=_send, keep=_keep, tell_stopped=tell_nobody)


def _send(digest: NoticeDigest) -> None:
    if not digest.user.is_active:
        raise WorkFailed(_("The account is closed, so this letter was not sent."), permanent=True)
    try:
        mail.send(digest_letter(digest))
    except mail.MailError as error:
        raise WorkFailed(str(error), permanent=error.permanent) from error


def _keep(digest: NoticeDigest, _made: None) -> None:
    claims.finish(digest, LetterState.SENT, sent_at=timezone.now())


@transaction.atomic
def choose(*, times: Mapping[str, str], by: User) -> None:
    """Keep how a person wants to hear of each kind (objectives.enums.NoticeKind → NoticeTime)."""
    require(by, Capability.LOG_EVIDENCE)
    before = dict(NoticeSetting.objects.filter(user=by).values_list("kind", "when"))
    after = {NoticeKind(kind).value: NoticeTime(when).value for kind, when in times.items()}
    for kind, when in after.items():
        NoticeSetting.objects.update_or_create(user=by, kind=kind, defaults={"when": when})
    if after != before:
        AuditEvent.objects.record(by=by, action="account.choose_notices", on=by, before=before, after=after)
