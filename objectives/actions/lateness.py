"""What may still come in when a period's evidence was due, or the period is closed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import Evidence, PeriodUnlock
from objectives.queries.unlocks import unlock_for
from objectives.validators import ask_for_an_unlock


def unlock_needed(evidence: Evidence) -> PeriodUnlock | None:
    """The unlock that a record comes in by today; None where it needs none, or there is none."""
    period = evidence.period
    if period is None or period.takes_evidence_on(timezone.localdate()):
        return None
    return unlock_for(period, evidence.office)


def may_be_late(evidence: Evidence, by: User) -> bool:
    """Whether a record comes in by an unlock, or from a file: what that states of an open period was never due."""
    is_from_a_file = by.role == Role.SERVICE and evidence.period is not None and evidence.period.is_open
    return evidence.unlock is not None or is_from_a_file


def require_in_time(evidence: Evidence) -> None:
    """Raise ActionError for a record that can be accepted no longer.

    What came in time can be accepted until its period is closed; what came late, while an unlock holds.
    """
    period = evidence.period
    assert period is not None  # the constraint submitted_evidence_is_complete
    if period.is_open and evidence.unlock_id is None:
        return
    if not period.takes_evidence_on(timezone.localdate()) and unlock_for(period, evidence.office) is None:
        raise ActionError(
            _(
                "%(reference)s came late, and no unlock of the period “%(period)s” holds for its office any more. "
                "%(ask)s"
            )
            % {"reference": evidence.reference, "period": period.label_here, "ask": ask_for_an_unlock()}
        )


def require_open_to_change(evidence: Evidence) -> None:
    """Raise ActionError for an accepted record whose period is closed, unless an unlock covers its office."""
    period = evidence.period
    if period is not None and not period.is_open and unlock_for(period, evidence.office) is None:
        raise ActionError(
            _("%(reference)s counts in the period “%(period)s”, which is closed. %(ask)s")
            % {"reference": evidence.reference, "period": period.label_here, "ask": ask_for_an_unlock()}
        )
