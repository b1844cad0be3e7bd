"""Letting evidence of a period come late: by whose leave, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Office, Period, PeriodUnlock
from objectives.permissions import Capability, require


@dataclass(frozen=True)
class UnlockInput:
    """Whose evidence may come late (None: every office's), why, and until which day, that day included."""

    office: Office | None
    reason: str
    last_day: date


@transaction.atomic
def unlock(*, period: Period, content: UnlockInput, by: User) -> PeriodUnlock:
    """Let evidence of a period be submitted and accepted after its deadline, or after it was closed.

    Raises ActionError, by field, without a reason, for a day that is past, and where nothing is locked.
    """
    require(by, Capability.MANAGE_PERIODS)
    period = Period.objects.select_for_update().get(pk=period.pk)
    problems: dict[str, list[str]] = {}
    if period.is_open and period.deadline is None:
        problems[""] = [_("Nothing is locked: the period is open, and no day is set by which evidence is due.")]
    if not content.reason.strip():
        problems["reason"] = [_("Say why evidence may come late.")]
    if content.last_day < timezone.localdate():
        problems["last_day"] = [_("This day is past. Give today or later.")]
    if problems:
        raise ActionError(problems)
    made = PeriodUnlock.objects.create(
        period=period, office=content.office, reason=content.reason.strip(), expires_at=end_of(content.last_day), by=by
    )
    AuditEvent.objects.record(
        by=by,
        action="period.unlock",
        on=period,
        after={
            "unlock": made.pk,
            "office": made.office.code if made.office else None,
            "reason": made.reason,
            "expires_at": made.expires_at,
        },
    )
    return made


@transaction.atomic
def end_unlock(*, unlock: PeriodUnlock, by: User) -> PeriodUnlock:
    """End an unlock before it expires. Raises ActionError for one that holds no longer."""
    require(by, Capability.MANAGE_PERIODS)
    unlock = PeriodUnlock.objects.select_for_update(of=("self",)).select_related("period").get(pk=unlock.pk)
    if not unlock.is_in_force:
        raise ActionError(_("This unlock has ended already."))
    unlock.ended_at, unlock.ended_by = timezone.now(), by
    unlock.save(update_fields=["ended_at", "ended_by"])
    AuditEvent.objects.record(
        by=by,
        action="period.end_unlock",
        on=unlock.period,
        before={"unlock": unlock.pk, "expires_at": unlock.expires_at},
        after={"unlock": unlock.pk, "ended_at": unlock.ended_at},
    )
    return unlock


def end_of(day: date) -> datetime:
    """The moment at which a day is over, where the site is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
