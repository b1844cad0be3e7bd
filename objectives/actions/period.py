"""Opening, changing and closing reporting periods."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import PERIOD_MOVES, EvidenceStatus, PeriodStatus
from objectives.models import AuditEvent, Evidence, Framework, Period
from objectives.permissions import Capability, require
from objectives.queries.periods import overlapping


@dataclass(frozen=True)
class PeriodInput:
    """A new period: `code` stands in addresses and commands (2026-Q3), `label` on screens and in reports."""

    code: str
    label: str
    starts_on: date
    ends_on: date
    deadline: date | None = None


@transaction.atomic
def open_period(*, framework: Framework, content: PeriodInput, by: User, is_sample: bool = False) -> Period:
    """Open a period of a framework, and put its framework's waiting drafts of those days in it.

    Raises ActionError, by field, where the days are reversed, overlap another period, or the code is taken.
    """
    require(by, Capability.MANAGE_PERIODS)
    Framework.objects.select_for_update().get(pk=framework.pk)  # one period at a time, so that none can overlap
    problems: dict[str, list[str]] = {}
    if content.ends_on < content.starts_on:
        problems["ends_on"] = [_("The last day is before the first day.")]
    elif other := overlapping(framework, content.starts_on, content.ends_on):
        problems["starts_on"] = [_("These days overlap the period “%(period)s”.") % {"period": other.label_here}]
    if content.deadline and content.deadline < content.starts_on:
        problems["deadline"] = [_("Evidence cannot be due before the period starts.")]
    if Period.objects.filter(framework=framework, code=content.code).exists():
        problems["code"] = [_("This framework has a period %(code)s already.") % {"code": content.code}]
    if problems:
        raise ActionError(problems)
    period = Period.objects.create(framework=framework, is_sample=is_sample, **asdict(content))
    Evidence.objects.filter(
        framework=framework, period=None, ends_on__gte=content.starts_on, ends_on__lte=content.ends_on
    ).update(period=period)
    AuditEvent.objects.record(by=by, action="period.open", on=period, after=asdict(content))
    return period


@transaction.atomic
def edit_period(*, period: Period, label: str, deadline: date | None, by: User) -> Period:
    """Name an open period anew, or set another day by which its evidence is due. Its days and code stay.

    Raises ActionError, by field, for a closed period, without a name, and for a deadline before it starts.
    """
    require(by, Capability.MANAGE_PERIODS)
    period = Period.objects.select_for_update().get(pk=period.pk)
    problems: dict[str, list[str]] = {}
    if not period.is_open:
        problems[""] = [_("%(period)s is closed, and can no longer be changed.") % {"period": period.label_here}]
    if not label.strip():
        problems["label"] = [_("Give the period a name.")]
    if deadline and deadline < period.starts_on:
        problems["deadline"] = [_("Evidence cannot be due before the period starts.")]
    if problems:
        raise ActionError(problems)
    before = {"label": period.label, "deadline": period.deadline}
    period.label, period.deadline = label.strip(), deadline
    after = {"label": period.label, "deadline": period.deadline}
    if before != after:
        period.save(update_fields=["label", "deadline"])
        AuditEvent.objects.record(by=by, action="period.edit", on=period, before=before, after=after)
    return period


@transaction.atomic
def close_period(*, period: Period, by: User) -> Period:
    """Close a period, after which its evidence stands still and its report falls due.

    Raises ActionError while entries await review (they would be neither counted nor answered), and before it has begun.
    """
    require(by, Capability.MANAGE_PERIODS)
    period = Period.objects.select_for_update().get(pk=period.pk)
    if PeriodStatus.CLOSED not in PERIOD_MOVES[period.status]:
        raise ActionError(_("%(period)s is closed already.") % {"period": period.label_here})
    if period.starts_on > timezone.localdate():
        raise ActionError(_("%(period)s has not begun.") % {"period": period.label_here})
    waiting = Evidence.objects.filter(period=period, status=EvidenceStatus.SUBMITTED).count()
    if waiting:
        raise ActionError(
            ngettext(
                "%(number)s entry awaits review. Accept or return it first.",
                "%(number)s entries await review. Accept or return them first.",
                waiting,
            )
            % {"number": waiting}
        )
    period.status, period.closed_at, period.closed_by = PeriodStatus.CLOSED, timezone.now(), by
    period.save()
    AuditEvent.objects.record(
        by=by, action="period.close", on=period, before={"status": PeriodStatus.OPEN}, after={"status": period.status}
    )
    return period
