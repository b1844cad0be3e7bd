"""Setting what is aimed at. A target is never overwritten: a revision is appended, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import PeriodStatus
from objectives.models import AuditEvent, Indicator, Period, Target
from objectives.permissions import Capability, require
from objectives.queries.periods import period_holding


@dataclass(frozen=True)
class TargetInput:
    """A value to reach in a period, or by a date."""

    value: Decimal
    period: Period | None = None
    due_on: date | None = None

    @property
    def last_day(self) -> date:
        """The day by which it is to be reached. A target of a period is one by its last day."""
        if self.period is not None:
            return self.period.ends_on
        if self.due_on is None:
            raise ValueError("A target is of a period or by a date.")
        return self.due_on


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    value: Decimal,
    by: User,
    due_on: date | None = None,
    period: Period | None = None,
    reason: str = "",
    set_on: date | None = None,
    is_sample: bool = False,
) -> Target:
    """Aim at a value in a period or by a date. A second one for the same day is a revision, appended with its reason.

    `set_on` is the day of the decision, where that is not today. Raises ActionError, by field.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    indicator = _lock(indicator)
    wanted = TargetInput(value, period, due_on)
    return _append(indicator, wanted, by=by, reason=reason, set_on=set_on, is_sample=is_sample)


@transaction.atomic
def set_targets(
    *, indicator: Indicator, targets: Sequence[TargetInput], by: User, reason: str = "", set_on: date | None = None
) -> list[Target]:
    """Set or revise several targets at once, for one reason; all of them or none.

    Raises ActionError: problems of a target under `target_name(its last day)`.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    indicator = _lock(indicator)
    problems: dict[str, list[str]] = {}
    made: list[Target] = []
    for wanted in targets:
        try:
            made.append(_append(indicator, wanted, by=by, reason=reason, set_on=set_on))
        except ActionError as error:
            for name, messages in error.problems.items():
                place = name if name in ("reason", "set_on") else target_name(wanted.last_day)
                problems[place] = list(dict.fromkeys([*problems.get(place, []), *messages]))
    if problems:
        raise ActionError(problems)
    return made


def target_name(last_day: date) -> str:
    """The form field of a target."""
    return f"target-{last_day.isoformat()}"


def _lock(indicator: Indicator) -> Indicator:
    """Revisions are numbered one after the other."""
    return Indicator.objects.select_for_update(of=("self",)).select_related("element__framework").get(pk=indicator.pk)


def _append(
    indicator: Indicator, wanted: TargetInput, *, by: User, reason: str, set_on: date | None, is_sample: bool = False
) -> Target:
    last = Target.objects.filter(indicator=indicator, due_on=wanted.last_day).order_by("-revision").first()
    decided_on = set_on or timezone.localdate()
    _refuse(indicator, wanted, last, reason=reason, decided_on=decided_on)
    target = Target.objects.create(
        indicator=indicator,
        due_on=wanted.last_day,
        period=last.period if last else wanted.period,  # a revision is of what it revises
        value=wanted.value,
        revision=last.revision + 1 if last else 0,
        reason=reason.strip() if last else "",
        set_by=by,
        set_on=decided_on,
        is_sample=is_sample,
    )
    AuditEvent.objects.record(
        by=by,
        action="target.set",
        on=target,
        before={"value": last.value} if last else None,
        after={
            "value": wanted.value,
            "due_on": wanted.last_day,
            "period": wanted.period.code if wanted.period else None,
            "reason": target.reason,
            "set_on": decided_on,
        },
    )
    return target


def _refuse(indicator: Indicator, wanted: TargetInput, last: Target | None, *, reason: str, decided_on: date) -> None:
    framework = indicator.element.framework
    problems: dict[str, list[str]] = {}
    if wanted.period is not None and wanted.period.framework_id != framework.pk:
        problems["due_on"] = [_("This period is of another framework.")]
    holding = wanted.period or period_holding(framework, wanted.last_day)
    if holding is not None and not holding.is_open:
        problems["due_on"] = [_("%(period)s is closed: its target stands as it is.") % {"period": holding.label_here}]
    if last is not None and last.value == wanted.value:
        problems["value"] = [_("This is the target already.")]
    elif last is not None and not reason.strip():
        problems["reason"] = [_("Say why the target is revised.")]
    if message := _decision_problem(indicator, last, decided_on):
        problems["set_on"] = [message]
    if problems:
        raise ActionError(problems)


def _decision_problem(indicator: Indicator, last: Target | None, decided_on: date) -> str:
    """A decision of an earlier day may be entered later, but not so that it changes what a closed period aimed at."""
    today = timezone.localdate()
    if decided_on > today:
        return _("A decision is not of the future. Give today or an earlier day.")
    if last is not None and decided_on < last.set_on:
        return _("The target that this revises was decided on later. Give a day on or after that.")
    if decided_on == today:
        return ""
    closed = Period.objects.filter(
        framework=indicator.element.framework, status=PeriodStatus.CLOSED, ends_on__gte=decided_on
    ).first()
    if closed is not None:
        return _("%(period)s is closed: what was aimed at in it stands. Give a later day.") % {
            "period": closed.label_here
        }
    return ""
