"""The life of a framework: from a draft to in force, and the one before it to superseded."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import FRAMEWORK_MOVES, FrameworkStatus
from objectives.models import AuditEvent, Framework
from objectives.permissions import Capability, require
from objectives.queries.readiness import lacks


@transaction.atomic
def put_in_force(*, framework: Framework, adopted_on: date, adopted_by: str, by: User, session: str = "") -> Framework:
    """Put a draft in force, as it was adopted; the framework that it supersedes becomes superseded with it.

    `adopted_by` names who decided, and by what ("the Council, resolution 1110"). Raises ActionError, by field, for a
    day that is to come or before the document's, and with all that the draft lacks.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    framework = _hold(framework)
    if FrameworkStatus.IN_FORCE not in FRAMEWORK_MOVES[framework.status]:
        raise ActionError(_("%(symbol)s is no draft, so that it cannot be put in force.") % {"symbol": framework})
    earlier = _hold(framework.supersedes) if framework.supersedes else None
    problems = _problems(framework, adopted_on, adopted_by)
    if missing := [one.message for one in lacks(framework)]:
        problems[""] = missing
    if problems:
        raise ActionError(problems)
    framework.adopted_on, framework.adopted_by = adopted_on, adopted_by.strip()
    framework.session = session.strip() or framework.session
    said = {"adopted_on": adopted_on, "adopted_by": framework.adopted_by, "session": framework.session}
    _move(framework, FrameworkStatus.IN_FORCE, by, said)
    if earlier:
        supersede(framework=earlier, successor=framework, by=by)
    return framework


@transaction.atomic
def supersede(*, framework: Framework, successor: Framework, by: User) -> bool:
    """Let a framework give its place to the one that supersedes it; False where it is not in force."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    framework = _hold(framework)
    if FrameworkStatus.SUPERSEDED not in FRAMEWORK_MOVES[framework.status]:
        return False
    _move(framework, FrameworkStatus.SUPERSEDED, by, {"superseded_by": successor.symbol})
    return True


def _problems(framework: Framework, adopted_on: date, adopted_by: str) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    if adopted_on > timezone.localdate():
        problems["adopted_on"] = [_("This day is still to come. Put the framework in force once it is adopted.")]
    elif adopted_on < framework.issued_on:
        day = date_format(framework.issued_on, "DATE_FORMAT")
        problems["adopted_on"] = [_("Its document is dated %(day)s. Give that day or a later one.") % {"day": day}]
    if not adopted_by.strip():
        problems["adopted_by"] = [_("Say who adopted it, and by what decision.")]
    return problems


def _move(framework: Framework, after: FrameworkStatus, by: User, said: dict[str, object]) -> None:
    before, framework.status = framework.status, after
    framework.save()
    AuditEvent.objects.record(
        by=by, action=f"framework.{after}", on=framework, before={"status": before}, after={"status": after, **said}
    )


def _hold(framework: Framework) -> Framework:
    return Framework.objects.select_for_update(of=("self",)).select_related("supersedes").get(pk=framework.pk)
